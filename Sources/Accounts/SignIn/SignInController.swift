import Core
import Database
import HTTPTypes
import Hummingbird
import Logging
import Web

/// Signing in and out. Everybody may come here.
struct SignInController: Sendable {
    let signIn: SignIn
    let pages: AccountPages
    let cookies: SessionCookies
    let passkeys: Passkeys?
    let provider: Provider?
    let identities: IdentityStore
    static let form = "sign-in"

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let target = request.uri.queryParameters["to"].map(String.init) ?? ""
        if context.signedIn != nil { return pages.redirect(to: AccountPages.destination(target), context) }
        let isNew = request.uri.queryParameters["new"] != nil
        let page = try page(
            email: "", target, FormProblems(), notice: isNew ? "account.passphrase_kept" : ProviderNotice.key(request), context)
        return try pages.answer(page, request, context)
    }

    /// A passkey alone: it knew its owner, so it stands for both proofs.
    @Sendable func enterWithPasskey(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        if let problem = pages.problem(with: fields, of: Self.form, request, context) {
            return try refused(problem, fields, .unprocessableContent, request, context)
        }
        let visitor = Visitor(request, context, cookies)
        let lane = AttemptLane.address(visitor.address, for: "passkey")
        if let wait = try await signIn.attempts.begin([lane]) {
            return try refused("account.wait", count: Int((wait + 59) / 60), fields, .tooManyRequests, request, context)
        }
        guard let entry = try await enter(fields, visitor, lane) else {
            return try refused("account.passkey_failed", fields, .unprocessableContent, request, context)
        }
        var response = pages.redirect(to: AccountPages.destination(fields["to"]), context)
        cookies.write(entry, to: &response.headers)
        return response
    }

    private func enter(_ fields: FormFields, _ visitor: Visitor, _ lane: AttemptLane) async throws -> SignIn.Entry? {
        do {
            guard let shown = try await passkeys?.proof(fields, .entrance, of: nil),
                let account = try await signIn.accounts.find(id: shown.account)
            else { return nil }
            let isKnown = try await signIn.devices.knows(visitor.device, account: account.id, at: signIn.now())
            let (opening, secret) = (signIn.opening(account, visitor, isKnown: isKnown), signIn.attempts.secret)
            return try await signIn.database.write(Act("account.enter", by: .person(account.id), for: "sign-in")) { transaction in
                guard try FactorStore.use(shown.proof, of: account.id, now: opening.now, transaction) else { return nil }
                try AttemptStore.succeed([lane], secret, transaction)
                return try opening.run(stage: .open, secondFactorAt: opening.now, transaction)
            }
        } catch is PasskeyRefusal {
            return nil
        }
    }

    @Sendable func enter(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        if let problem = pages.problem(with: fields, of: Self.form, request, context) {
            return try refused(problem, fields, .unprocessableContent, request, context)
        }
        let passphrase = Passphrase(String((fields.all("passphrase").first ?? "").unicodeScalars.prefix(Passphrase.longest + 1)))
        switch try await signIn.enter(email: fields["email"], passphrase, Visitor(request, context, cookies)) {
        case .refused: return try refused("account.refused", fields, .unprocessableContent, request, context)
        case .wait(let seconds):
            return try refused("account.wait", count: Int((seconds + 59) / 60), fields, .tooManyRequests, request, context)
        case .entered(let entry):
            let target = AccountPages.destination(fields["to"])
            let next = entry.stage == .open ? target : "sign-in/factor?to=" + percentEncoded(target)
            var response = pages.redirect(to: next, context)
            cookies.write(entry, to: &response.headers)
            return response
        }
    }

    /// Ends the session in the database, so that a copy of the cookie is worth nothing.
    @Sendable func leave(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        try pages.require(fields, of: "sign-out", request, context)
        var exit: String?
        if let person = context.signedIn {
            exit = await self.exit(person, context)
            try await signIn.sessions.end(person.session, of: person.account, by: .person(person.account))
        }
        var response = try exit.map { try leaving(to: $0, request, context) } ?? pages.redirect(to: "sign-in", context)
        cookies.clear(.session, in: &response.headers)
        // What the browser still holds of the session goes too; the cookie of the known device stays.
        if let name = HTTPField.Name("Clear-Site-Data") { response.headers[name] = #""cache", "storage""# }
        return response
    }

    /// Where one signs out at the provider; nothing when the session came another way, or the provider is away.
    private func exit(_ person: SignedIn, _ context: AppContext) async -> String? {
        guard let provider else { return nil }
        do {
            guard let token = try await identities.token(session: person.session, of: person.account) else { return nil }
            return try await provider.exit(
                token, state: Secret(signIn.randomBytes).token, back: "\(pages.base)/\(ProviderController.backAfterExit)")
        } catch {
            context.logger.warning("The session at the provider stays open: it could not be told")
            return nil
        }
    }

    /// A page that goes on by itself: a form may not lead a browser to another site (`form-action`).
    private func leaving(to address: String, _ request: Request, _ context: AppContext) throws -> Response {
        let words = context.catalogue
        let page = ProviderExitPage(
            title: words("account.signed_out"), lead: words("account.provider_leaving", ["name": provider?.settings.name ?? ""]),
            address: address, button: words("account.provider_leave", ["name": provider?.settings.name ?? ""]))
        var response = try pages.answer(page, request, context)
        if let name = HTTPField.Name("Refresh") { response.headers[name] = "0; url=\(address)" }
        return response
    }

    private func refused(
        _ problem: String, count: Int? = nil, _ fields: FormFields, _ status: HTTPResponse.Status, _ request: Request, _ context: AppContext
    ) throws -> Response {
        var problems = FormProblems()
        problems.add(problem, to: "passphrase", count: count)
        return try pages.answer(
            try page(email: fields["email"], fields["to"], problems, notice: nil, context), request, context, status: status)
    }

    private func page(email: String, _ target: String, _ problems: FormProblems, notice: String?, _ context: AppContext) throws -> FormPage
    {
        let words = context.catalogue
        let token = pages.formGuard.token(for: Self.form, in: context)
        let root = "/\(context.language.tag)"
        return FormPage(
            words("account.sign_in"), lead: words("account.sign_in_lead"), notice: notice.map { Notice(words($0), in: words) },
            problems: problems, action: "\(root)/sign-in", token: token,
            hidden: target.isEmpty ? [:] : ["to": target],
            fields: [
                Field(
                    "email", label: words("account.email"), value: email, type: "email", autocomplete: "username",
                    longest: AccountEmail.longest),
                Field(
                    "passphrase", label: words("account.passphrase"), type: "password", autocomplete: "current-password",
                    longest: Passphrase.longest, error: problems.text(of: "passphrase", in: words)),
            ],
            button: words("account.sign_in"),
            links: providerLinks(root, target, words) + [PageLink("\(root)/sign-in/forgotten", words("account.forgotten"))],
            passkey: try passkeys.map { passkeys in
                PasskeyButton(
                    action: "\(root)/sign-in/passkey", token: token, target: target,
                    question: try passkeys.question(.entrance, allowing: []), button: words("account.enter_passkey"),
                    failed: words("account.passkey_failed").plain)
            }, context)
    }
}

extension SignInController {
    fileprivate func providerLinks(_ root: String, _ target: String, _ words: Catalogue) -> [PageLink] {
        guard let provider else { return [] }
        let wanted = target.isEmpty ? "" : "?to=" + percentEncoded(target)
        return [PageLink("\(root)/sign-in/provider\(wanted)", words("account.provider_enter", ["name": provider.settings.name]))]
    }
}

/// Signed out here; on the way to sign out at the provider.
struct ProviderExitPage: Page {
    static let template = "accounts/exit"
    let title: Text
    let lead: Text
    let address: String
    let button: Text
    var isHiddenFromSearchEngines: Bool { true }
}

extension SessionCookies {
    /// What a browser keeps after a step of sign-in.
    func write(_ entry: SignIn.Entry, to headers: inout HTTPFields) {
        write(.session, entry.session, to: &headers)
        if let device = entry.device { write(.device, device, seconds: DeviceStore.memory, to: &headers) }
    }
}
