import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// Adds one's own passkeys and names them. Whoever has a second factor shows it again first.
struct PasskeyController: Sendable {
    let enrolment: EnrolmentController
    let passkeys: Passkeys
    private static let form = "passkey"
    private static let longestName = 60
    private var signIn: SignIn { enrolment.signIn }
    private var pages: AccountPages { enrolment.pages }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let person = context.signedIn, let account = try await signIn.accounts.find(id: person.account) else {
            return pages.signInFirst(context)
        }
        if let first = try await enrolment.confirmFirst(person, context) { return first }
        let name = browserName(request.headers[.userAgent])
        return try await page(account, person, name: name, FormProblems(), request, context)
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn, let account = try await signIn.accounts.find(id: person.account) else {
            return pages.signInFirst(context)
        }
        if let first = try await enrolment.confirmFirst(person, context) { return first }
        var problems = FormProblems()
        if let problem = pages.problem(with: fields, of: Self.form, request, context) { problems.add(problem, to: "name") }
        check(fields, &problems)
        if problems.isEmpty, let fresh = try await add(fields, account, person) {
            var response = pages.redirect(to: "account", context)
            enrolment.cookies.write(.session, fresh, to: &response.headers)
            return response
        }
        if problems.isEmpty { problems.add("account.passkey_failed", to: "name") }
        return try await page(account, person, name: fields["name"], problems, request, context)
    }

    /// The new token of the session, or nothing when the passkey was not taken.
    private func add(_ fields: FormFields, _ account: Account, _ person: SignedIn) async throws -> Secret? {
        guard let made = try? passkeys.registration(fields, .addition(session: person.session)) else { return nil }
        let (id, now, fresh, letters) = (signIn.newID(), signIn.now(), Secret(signIn.randomBytes), signIn.letters)
        let name = fields["name"]
        return try await signIn.database.write(Act("account.factor", by: .person(account.id), for: "sign-in")) { transaction in
            guard try PasskeyChallenge.use(made.challenge, of: account.id, now: now, transaction),
                try FactorStore.add(made.credential, count: made.count, id: id, label: name, to: account.id, transaction)
            else { return nil }
            try SessionStore.confirm(person.session, with: fresh, now: now, transaction)
            try letters.changed("letter.factors_changed", account, transaction)
            return fresh
        }
    }

    @Sendable func askName(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let person = context.signedIn else { return pages.signInFirst(context) }
        guard let factor = try await own(context, person) else { return pages.redirect(to: "account", context) }
        return try pages.answer(namePage(factor, name: factor.label, FormProblems(), context), request, context)
    }

    @Sendable func rename(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn else { return pages.signInFirst(context) }
        guard let factor = try await own(context, person) else { return pages.redirect(to: "account", context) }
        var problems = FormProblems()
        if let problem = pages.problem(with: fields, of: Self.form, request, context) { problems.add(problem, to: "name") }
        check(fields, &problems)
        guard problems.isEmpty else {
            return try pages.answer(
                namePage(factor, name: fields["name"], problems, context), request, context, status: .unprocessableContent)
        }
        try await signIn.database.write(Act("account.factor", by: .person(person.account), for: "sign-in")) { transaction in
            try FactorStore.rename(factor.id, of: person.account, to: fields["name"], transaction)
        }
        return pages.redirect(to: "account", context)
    }

    private func own(_ context: AppContext, _ person: SignedIn) async throws -> FactorStore.Listed? {
        let id = context.parameters.get("id")
        return try await enrolment.factors.all(of: person.account).factors.first { $0.id == id && $0.kind == "passkey" }
    }

    private func check(_ fields: FormFields, _ problems: inout FormProblems) {
        if fields["name"].count > Self.longestName { problems.add("form.too_long", to: "name", count: Self.longestName) }
    }

    private func nameField(_ name: String, _ problems: FormProblems, _ words: Catalogue) -> Field {
        Field(
            "name", label: words("account.passkey_name"), value: name, longest: Self.longestName,
            error: problems.text(of: "name", in: words), isOptional: true)
    }

    private func page(
        _ account: Account, _ person: SignedIn, name: String, _ problems: FormProblems, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let words = context.catalogue
        let page = PasskeyPage(
            title: words("account.add_passkey"), summary: problems.summary(in: words),
            action: "/\(context.language.tag)/account/passkeys", token: pages.formGuard.token(for: Self.form, in: context),
            offer: try passkeys.offer(
                .addition(session: person.session), to: account, besides: try await passkeys.factors.credentials(of: account.id)),
            field: nameField(name, problems, words), button: words("account.add_passkey"), failed: words("account.passkey_failed").plain,
            back: "/\(context.language.tag)/account")
        return try pages.answer(page, request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func namePage(_ factor: FactorStore.Listed, name: String, _ problems: FormProblems, _ context: AppContext) -> FormPage {
        let words = context.catalogue
        return FormPage(
            words("account.rename_passkey"), problems: problems, action: "/\(context.language.tag)/account/passkeys/\(factor.id)",
            token: pages.formGuard.token(for: Self.form, in: context), fields: [nameField(name, problems, words)],
            button: words("account.keep"), links: [PageLink("/\(context.language.tag)/account", words("account.title"))], context)
    }
}

/// The form a browser fills with a new passkey.
struct PasskeyPage: Page {
    static let template = "accounts/passkey"
    let title: Text
    let summary: ErrorSummary?
    let action: String
    let token: String
    let offer: String
    let field: Field
    let button: Text
    let failed: String
    let back: String
    var scripts: [String] { ["js/passkey.js"] }
    var isHiddenFromSearchEngines: Bool { true }
}
