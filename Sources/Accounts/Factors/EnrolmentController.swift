import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// Adds and removes one's own second factors, and makes recovery codes.
///
/// Whoever has one already shows it again first: an open screen is not enough.
struct EnrolmentController: Sendable {
    let signIn: SignIn
    let factors: FactorStore
    let pages: AccountPages
    let cookies: SessionCookies

    @Sendable func askApp(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let person = context.signedIn else { return pages.signInFirst(context) }
        if let first = try await confirmFirst(person, context) { return first }
        return try await appPage(TOTP(seed: Array(signIn.randomBytes(20))), person, FormProblems(), request, context)
    }

    @Sendable func addApp(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn, let account = try await signIn.accounts.find(id: person.account) else {
            return pages.signInFirst(context)
        }
        if let first = try await confirmFirst(person, context) { return first }
        guard let seed = bytes(base64url: fields["seed"]), seed.count == 20 else { throw AccountRefusal.expired }
        let (totp, now, letters) = (TOTP(seed: seed), signIn.now(), signIn.letters)
        var problems = FormProblems()
        if let problem = pages.problem(with: fields, of: "app", request, context) { problems.add(problem, to: "code") }
        guard problems.isEmpty, let step = totp.step(of: fields["code"], at: now.seconds, after: 0) else {
            if problems.isEmpty { problems.add("account.code_wrong", to: "code") }
            return try await appPage(totp, person, problems, request, context)
        }
        let (id, fresh, factors) = (signIn.newID(), Secret(signIn.randomBytes), self.factors)
        try await signIn.database.write(Act("account.factor", by: .person(person.account), for: "sign-in")) { transaction in
            try factors.add(totp, id: id, to: person.account, usedStep: step, label: "", transaction)
            try SessionStore.confirm(person.session, with: fresh, now: now, transaction)
            try letters.changed("letter.factors_changed", account, transaction)
        }
        var response = pages.redirect(to: "account", context)
        cookies.write(.session, fresh, to: &response.headers)
        return response
    }

    @Sendable func remove(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn, let account = try await signIn.accounts.find(id: person.account) else {
            return pages.signInFirst(context)
        }
        try pages.require(fields, of: "account", request, context)
        if let first = try await confirmFirst(person, context) { return first }
        let letters = signIn.letters
        try await signIn.database.write(Act("account.factor", by: .person(person.account), for: "sign-in")) { transaction in
            guard try FactorStore.remove(fields["factor"], of: person.account, transaction) else { return }
            try letters.changed("letter.factors_changed", account, transaction)
        }
        return pages.redirect(to: "account", context)
    }

    /// Shows new recovery codes, once.
    @Sendable func makeCodes(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn else { return pages.signInFirst(context) }
        try pages.require(fields, of: "account", request, context)
        if let first = try await confirmFirst(person, context) { return first }
        let codes = (0..<RecoveryCode.number).map { _ in RecoveryCode(signIn.randomBytes) }
        try await signIn.database.write(Act("account.recovery", by: .person(person.account), for: "sign-in")) { transaction in
            try FactorStore.replace(codes, of: person.account, transaction)
        }
        let page = RecoveryPage(
            title: context.catalogue("account.recovery"), codes: codes.map(\.printed), back: "/\(context.language.tag)/account")
        return try pages.answer(page, request, context)
    }

    /// Where to go first when the account has a second factor that was not shown within a quarter of an hour.
    func confirmFirst(_ person: SignedIn, _ context: AppContext) async throws -> Response? {
        let isRecent = person.secondFactorAt.map { signIn.now() - $0 < signIn.sessions.limits.recent } ?? false
        guard !isRecent, try await !factors.all(of: person.account).factors.isEmpty else { return nil }
        return pages.redirect(to: "confirm?to=account", context)
    }

    private func appPage(
        _ totp: TOTP, _ person: SignedIn, _ problems: FormProblems, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let words = context.catalogue
        let email = try await signIn.accounts.find(id: person.account)?.email ?? ""
        let page = AppPage(
            form: FormPage(
                words("account.add_totp"), lead: words("account.add_totp_lead"), problems: problems,
                action: "/\(context.language.tag)/account/app", token: pages.formGuard.token(for: "app", in: context),
                hidden: ["seed": base64url(totp.seed)], fields: [CodeField.field(problems, words)], button: words("account.keep"), context),
            picture: try QRCode(totp.address(issuer: "Parvis", account: email)).svg(label: words("account.add_totp").plain),
            key: base32(totp.seed))
        return try pages.answer(page, request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// The picture and the key for a code app, and the form that proves that the app has them.
struct AppPage: Page {
    static let template = "accounts/app"
    let form: FormPage
    let picture: Markup
    let key: String
    var title: Text { form.title }
    var isHiddenFromSearchEngines: Bool { true }
}

/// New recovery codes, shown once.
struct RecoveryPage: Page {
    static let template = "accounts/recovery"
    let title: Text
    let codes: [String]
    let back: String
    var isHiddenFromSearchEngines: Bool { true }
}
