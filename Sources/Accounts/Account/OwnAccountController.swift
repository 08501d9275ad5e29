import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// "My account": for whoever is signed in, and about nobody else.
struct OwnAccountController: Sendable {
    let signIn: SignIn
    let factors: FactorStore
    let rules: PassphraseRules
    let pages: AccountPages
    let cookies: SessionCookies
    /// Passkeys can be added here.
    let hasPasskeys: Bool
    let provider: Provider?
    let identities: IdentityStore

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let person = context.signedIn, let account = try await signIn.accounts.find(id: person.account) else {
            return pages.signInFirst(context)
        }
        let sessions = try await signIn.sessions.all(of: account.id)
        let page = AccountPage(
            account, person, sessions, try await factors.all(of: account.id), zone: .paris,
            isPassphraseNew: request.uri.queryParameters["new"] != nil, hasPasskeys: hasPasskeys,
            provider: provider?.settings.name, identities: try await ownIdentities(account.id), providerNotice: ProviderNotice.key(request),
            token: pages.formGuard.token(for: "account", in: context), leaving: pages.formGuard.token(for: "sign-out", in: context), context
        )
        return try pages.answer(page, request, context)
    }

    private func ownIdentities(_ account: String) async throws -> [IdentityStore.Listed] {
        guard let provider else { return [] }
        return try await identities.all(of: account, issuer: provider.settings.issuer)
    }

    /// Ends one of one's own sessions elsewhere, or all the others.
    @Sendable func endSession(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn else { return pages.signInFirst(context) }
        try pages.require(fields, of: "account", request, context)
        if fields["session"] == "others" {
            try await signIn.sessions.endOthers(of: person.account, than: person.session, by: .person(person.account))
        } else {
            try await signIn.sessions.end(fields["session"], of: person.account, by: .person(person.account))
        }
        return pages.redirect(to: "account", context)
    }

    @Sendable func askPassphrase(_ request: Request, _ context: AppContext) async throws -> Response {
        guard context.signedIn != nil else { return pages.signInFirst(context) }
        return try pages.answer(passphrasePage(FormProblems(), context), request, context)
    }

    /// Asks for the old passphrase too: an open screen is not enough to take an account over.
    @Sendable func changePassphrase(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn, let account = try await signIn.accounts.find(id: person.account) else {
            return pages.signInFirst(context)
        }
        var problems = FormProblems()
        if let problem = pages.problem(with: fields, of: "passphrase", request, context) { problems.add(problem, to: "old") }
        let passphrase = NewPassphrase(fields)
        passphrase.check(rules, for: account, &problems)
        if problems.isEmpty { try await checkOld(fields, account, person, &problems) }
        guard problems.isEmpty else {
            return try pages.answer(passphrasePage(problems, context), request, context, status: .unprocessableContent)
        }
        let (hash, letters) = (try await signIn.hasher.hash(passphrase.passphrase), signIn.letters)
        try await signIn.database.write(Act("account.passphrase", by: .person(account.id), for: "sign-in")) { transaction in
            try AccountStore.setPassphrase(hash, of: account.id, keeping: person.session, transaction)
            try letters.changed("letter.passphrase_changed", account, transaction)
        }
        return pages.redirect(to: "account?new", context)
    }

    private func checkOld(_ fields: FormFields, _ account: Account, _ person: SignedIn, _ problems: inout FormProblems) async throws {
        let lane = AttemptLane(purpose: "change", kind: .account, key: account.id)
        if let wait = try await signIn.attempts.begin([lane]) {
            return problems.add("account.wait", to: "old", count: Int((wait + 59) / 60))
        }
        let old = Passphrase(fields.all("old").first ?? "")
        guard try await signIn.hasher.verify(old, against: account.passphrase) else {
            return problems.add("account.old_wrong", to: "old")
        }
        let secret = signIn.attempts.secret
        try await signIn.database.write(Act("account.attempt", by: .person(account.id), for: "sign-in")) { transaction in
            try AttemptStore.succeed([lane], secret, transaction)
            try transaction.journal(.closed, "account_attempt", account.id)
        }
    }

    private func passphrasePage(_ problems: FormProblems, _ context: AppContext) -> FormPage {
        let words = context.catalogue
        let old = Field(
            "old", label: words("account.old_passphrase"), type: "password", autocomplete: "current-password", longest: Passphrase.longest,
            error: problems.text(of: "old", in: words))
        return FormPage(
            words("account.change_passphrase"), problems: problems, action: "/\(context.language.tag)/account/passphrase",
            token: pages.formGuard.token(for: "passphrase", in: context), fields: [old] + NewPassphrase.fields(problems, words),
            button: words("account.keep"), links: [PageLink("/\(context.language.tag)/account", words("account.title"))], context)
    }
}

extension AccountPages {
    /// To the sign-in page, and back afterwards.
    func signInFirst(_ context: AppContext) -> Response {
        redirect(to: "sign-in?to=" + percentEncoded(context.target), context)
    }
}
