import Core
import Database
import Foundation
import HTTPTypes
import Hummingbird
import Web

/// A forgotten passphrase, and the page a link of a letter leads to. Everybody may come here.
struct LinkController: Sendable {
    let signIn: SignIn
    let links: LinkStore
    let rules: PassphraseRules
    let pages: AccountPages
    let cookies: SessionCookies
    /// What the provider is called, when there is one.
    let provider: String?
    static let forgottenForm = "forgotten"
    static let welcomeForm = "welcome"

    @Sendable func askForgotten(_ request: Request, _ context: AppContext) async throws -> Response {
        try pages.answer(forgottenPage(FormProblems(), notice: nil, context), request, context)
    }

    /// The same answer for everybody; the letter says the rest.
    @Sendable func sendForgotten(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        if let problem = pages.problem(with: fields, of: Self.forgottenForm, request, context) {
            var problems = FormProblems()
            problems.add(problem, to: "email")
            return try pages.answer(forgottenPage(problems, notice: nil, context), request, context, status: .unprocessableContent)
        }
        try await sendLetter(to: fields["email"], Visitor(request, context, cookies))
        return try pages.answer(forgottenPage(FormProblems(), notice: "account.letter_sent", context), request, context)
    }

    private func sendLetter(to typed: String, _ visitor: Visitor) async throws {
        let email = AccountEmail.normalized(typed) ?? ""
        let lanes = signIn.lanes("letter", account: email, nil, visitor)
        guard try await signIn.attempts.begin(lanes) == nil else { return }
        let account = try await signIn.accounts.find(email: email)
        let (secret, now, letters) = (Secret(signIn.randomBytes), signIn.now(), signIn.letters)
        // One transaction either way, so that the time tells nothing.
        try await signIn.database.write(Act("account.forget", by: .visitor, for: "sign-in")) { transaction in
            guard let account, account.closedAt == nil else { return try transaction.journal(.changed, "account", "unknown") }
            try LinkStore.issue(secret, .reset, to: account.id, now: now, transaction)
            try letters.link(secret, .reset, to: account, transaction)
        }
    }

    /// Shows the form and uses nothing up: programs that look into letters come here too.
    @Sendable func showWelcome(_ request: Request, _ context: AppContext) async throws -> Response {
        let text = request.uri.queryParameters["link"].map(String.init) ?? ""
        guard let secret = Secret(token: text), try await links.find(secret) != nil else { return try over(request, context) }
        return try pages.answer(welcomePage(secret, FormProblems(), context), request, context)
    }

    @Sendable func welcome(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let secret = Secret(token: fields["link"]), let link = try await links.find(secret),
            let account = try await signIn.accounts.find(id: link.accountId)
        else { return try over(request, context) }
        var problems = FormProblems()
        if let problem = pages.problem(with: fields, of: Self.welcomeForm, request, context) { problems.add(problem, to: "passphrase") }
        let passphrase = NewPassphrase(fields)
        passphrase.check(rules, for: account, &problems)
        guard problems.isEmpty else {
            return try pages.answer(welcomePage(secret, problems, context), request, context, status: .unprocessableContent)
        }
        let (hash, now) = (try await signIn.hasher.hash(passphrase.passphrase), signIn.now())
        let used = try await signIn.database.write(Act("account.passphrase", by: .person(account.id), for: "sign-in")) { transaction in
            guard try LinkStore.use(secret, now: now, transaction) else { return false }
            try AccountStore.setPassphrase(hash, of: account.id, keeping: nil, transaction)
            return true
        }
        return used ? pages.redirect(to: "sign-in?new", context) : try over(request, context)
    }

    private func over(_ request: Request, _ context: AppContext) throws -> Response {
        try pages.answer(forgottenPage(FormProblems(), notice: "account.link_over", context), request, context, status: .gone)
    }

    private func forgottenPage(_ problems: FormProblems, notice: String?, _ context: AppContext) -> FormPage {
        let words = context.catalogue
        let root = "/\(context.language.tag)"
        return FormPage(
            words("account.forgotten"), lead: words("account.forgotten_lead"), notice: notice.map { Notice(words($0), in: words) },
            problems: problems, action: "\(root)/sign-in/forgotten", token: pages.formGuard.token(for: Self.forgottenForm, in: context),
            fields: [
                Field(
                    "email", label: words("account.email"), type: "email", autocomplete: "username", longest: AccountEmail.longest,
                    error: problems.text(of: "email", in: words))
            ],
            button: words("form.send"), links: [PageLink("\(root)/sign-in", words("account.sign_in"))], context)
    }

    private func welcomePage(_ secret: Secret, _ problems: FormProblems, _ context: AppContext) -> FormPage {
        let words = context.catalogue
        return FormPage(
            words("account.choose_passphrase"), problems: problems, action: "/\(context.language.tag)/welcome",
            token: pages.formGuard.token(for: Self.welcomeForm, in: context), hidden: ["link": secret.token],
            fields: NewPassphrase.fields(problems, words), button: words("account.keep"),
            links: provider.map { name in
                [
                    PageLink(
                        "/\(context.language.tag)/sign-in/provider?link=\(secret.token)",
                        words("account.provider_instead", ["name": name]))
                ]
            } ?? [], context)
    }
}
