import Core
import HTTPTypes
import Hummingbird
import Web

/// What every page of sign-in needs: words, forms that are ours, answers that nobody keeps.
struct AccountPages: Sendable {
    let views: Views
    let formGuard: FormGuard
    /// How others reach this Parvis: forms come from there, or from the host they are sent to.
    let base: String

    func answer(
        _ page: some Page, _ request: Request, _ context: AppContext, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try views.html(page, context, status: status, caching: .never).response(from: request, context: context)
    }

    func redirect(to path: String, _ context: AppContext) -> Response {
        context.redirect(to: path)
    }

    /// Whether a form may be read at all: sent from our own page, not too late, by somebody who left the trap empty.
    ///
    /// - Returns: the problem to show, nil when it is fine.
    func problem(with fields: FormFields, of form: String, _ request: Request, _ context: AppContext) -> String? {
        guard isFromOurPages(request) else { return "form.expired" }
        return formGuard.verdict(on: fields, for: form, request, context).problem
    }

    /// For forms that are only a button: thrown back whole when they are not from our page.
    func require(_ fields: FormFields, of form: String, _ request: Request, _ context: AppContext) throws {
        guard problem(with: fields, of: form, request, context) == nil else { throw AccountRefusal.expired }
    }

    /// Browsers say in `Origin` where a form was. Our own pages send no referrer, and for these it is `null`: then `Sec-Fetch-Site` has
    /// to say it, and the token of the form stands behind both.
    private func isFromOurPages(_ request: Request) -> Bool {
        guard let origin = request.headers[.origin], origin != base else { return true }
        if origin == "null" { return request.isSameOrigin }
        guard let host = request.head.authority, let end = origin.firstRange(of: "://")?.upperBound else { return false }
        return origin[end...] == host
    }

    /// A page of ours somebody wanted before they were asked to sign in; their account by default.
    static func destination(_ target: String) -> String {
        let safe = LanguagesPage.safe(target)
        return safe.isEmpty || !safe.utf8.allSatisfy({ $0 < 0x80 }) ? "account" : safe
    }
}
