import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// Asks for the second factor: at sign-in, and again before something sensitive.
struct FactorController: Sendable {
    let signIn: SignIn
    let factors: FactorStore
    let pages: AccountPages
    let cookies: SessionCookies
    let passkeys: Passkeys?

    /// The second step of sign-in: the passphrase was right.
    @Sendable func askAtSignIn(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let session = try await pending(request) else { return pages.redirect(to: "sign-in", context) }
        let place = Place(
            form: "sign-in/factor", account: session.accountId, purpose: .factor(session: session.id), isKnown: session.isKnownDevice)
        return try pages.answer(try await page(place, target(request), FormProblems(), context), request, context)
    }

    @Sendable func enterAtSignIn(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let session = try await pending(request), let account = try await signIn.accounts.find(id: session.accountId)
        else { return pages.redirect(to: "sign-in", context) }
        let visitor = Visitor(request, context, cookies)
        let place = Place(
            form: "sign-in/factor", account: account.id, purpose: .factor(session: session.id), isKnown: session.isKnownDevice)
        var problems = FormProblems()
        if let proof = try await proof(fields, place, visitor, &problems, request, context) {
            let opening = signIn.opening(account, visitor, isKnown: session.isKnownDevice)
            let (lanes, secret) = (lanes(account.id, session.isKnownDevice, visitor), signIn.attempts.secret)
            let entry = try await signIn.database.write(Act("account.enter", by: .person(account.id), for: "sign-in")) {
                transaction -> SignIn.Entry? in
                guard try FactorStore.use(proof, of: account.id, now: opening.now, transaction) else { return nil }
                try AttemptStore.succeed(lanes, secret, transaction)
                let entry = try opening.run(stage: .open, secondFactorAt: opening.now, transaction)
                try SessionStore.carryProviderToken(from: session.id, to: opening.id, transaction)
                try SessionStore.end("id = \(session.id)", transaction)
                return entry
            }
            if let entry {
                var response = pages.redirect(to: AccountPages.destination(fields["to"]), context)
                cookies.write(entry, to: &response.headers)
                return response
            }
            problems.add(Self.wrong(fields), to: "code")
        }
        return try pages.answer(
            try await page(place, fields["to"], problems, context), request, context, status: .unprocessableContent)
    }

    /// Step-up: the rule sends here when the second factor is not recent.
    @Sendable func askAgain(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let person = context.signedIn else { return pages.signInFirst(context) }
        let own = try await factors.all(of: person.account)
        guard !own.factors.isEmpty else { return pages.redirect(to: "account/app", context) }
        return try pages.answer(try await page(confirmation(person), target(request), FormProblems(), context), request, context)
    }

    @Sendable func enterAgain(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn else { return pages.signInFirst(context) }
        let visitor = Visitor(request, context, cookies)
        let place = confirmation(person)
        var problems = FormProblems()
        if let proof = try await proof(fields, place, visitor, &problems, request, context) {
            let (fresh, now, secret) = (Secret(signIn.randomBytes), signIn.now(), signIn.attempts.secret)
            let lanes = lanes(person.account, person.isKnownDevice, visitor)
            let isConfirmed = try await signIn.database.write(Act("account.confirm", by: .person(person.account), for: "sign-in")) {
                transaction in
                guard try FactorStore.use(proof, of: person.account, now: now, transaction) else { return false }
                try AttemptStore.succeed(lanes, secret, transaction)
                try SessionStore.confirm(person.session, with: fresh, now: now, transaction)
                return true
            }
            if isConfirmed {
                var response = pages.redirect(to: AccountPages.destination(fields["to"]), context)
                cookies.write(.session, fresh, to: &response.headers)
                return response
            }
            problems.add(Self.wrong(fields), to: "code")
        }
        return try pages.answer(
            try await page(place, fields["to"], problems, context), request, context, status: .unprocessableContent)
    }

    /// Which of the two forms it is, and whose.
    private struct Place {
        let form: String
        let account: String
        let purpose: Passkeys.Purpose
        let isKnown: Bool
    }

    private func confirmation(_ person: SignedIn) -> Place {
        Place(form: "confirm", account: person.account, purpose: .confirmation(session: person.session), isKnown: person.isKnownDevice)
    }

    private static func wrong(_ fields: FormFields) -> String {
        fields["credential"].isEmpty ? "account.code_wrong" : "account.passkey_failed"
    }

    private func pending(_ request: Request) async throws -> AccountSession? {
        guard let secret = cookies.read(.session, from: request), let session = try await signIn.sessions.find(secret) else { return nil }
        return session.stage == .factor ? session : nil
    }

    private func target(_ request: Request) -> String { request.uri.queryParameters["to"].map(String.init) ?? "" }

    private func lanes(_ account: String, _ isKnown: Bool, _ visitor: Visitor) -> [AttemptLane] {
        signIn.lanes("factor", account: account, isKnown ? visitor.device : nil, visitor)
    }

    /// Counts the attempt first, then looks at the code or the passkey.
    private func proof(
        _ fields: FormFields, _ place: Place, _ visitor: Visitor, _ problems: inout FormProblems, _ request: Request, _ context: AppContext
    ) async throws -> FactorStore.Proof? {
        if let problem = pages.problem(with: fields, of: place.form, request, context) {
            problems.add(problem, to: "code")
        } else if let wait = try await signIn.attempts.begin(lanes(place.account, place.isKnown, visitor)) {
            problems.add("account.wait", to: "code", count: Int((wait + 59) / 60))
        } else if let proof = try await proof(fields, place) {
            return proof
        } else {
            problems.add(Self.wrong(fields), to: "code")
        }
        return nil
    }

    private func proof(_ fields: FormFields, _ place: Place) async throws -> FactorStore.Proof? {
        guard let passkeys, !fields["credential"].isEmpty else {
            return try await factors.proof(fields["code"], of: place.account, at: signIn.now())
        }
        do {
            return try await passkeys.proof(fields, place.purpose, of: place.account).proof
        } catch is PasskeyRefusal {
            return nil
        }
    }

    private func page(_ place: Place, _ target: String, _ problems: FormProblems, _ context: AppContext) async throws -> FormPage {
        let words = context.catalogue
        let (action, token) = ("/\(context.language.tag)/\(place.form)", pages.formGuard.token(for: place.form, in: context))
        return FormPage(
            words("account.confirm"), lead: words("account.confirm_lead"), problems: problems, action: action, token: token,
            hidden: target.isEmpty ? [:] : ["to": target], fields: [CodeField.field(problems, words)], button: words("account.confirm"),
            passkey: try await button(place, target, action, token, words), context)
    }

    private func button(_ place: Place, _ target: String, _ action: String, _ token: String, _ words: Catalogue) async throws
        -> PasskeyButton?
    {
        guard let passkeys else { return nil }
        let own = try await factors.credentials(of: place.account)
        guard !own.isEmpty else { return nil }
        return PasskeyButton(
            action: action, token: token, target: target, question: try passkeys.question(place.purpose, allowing: own),
            button: words("account.use_passkey"), failed: words("account.passkey_failed").plain)
    }
}

/// The line a code is typed into.
enum CodeField {
    static func field(_ problems: FormProblems, _ words: Catalogue) -> Field {
        Field(
            "code", label: words("account.code"), autocomplete: "one-time-code", longest: 40,
            error: problems.text(of: "code", in: words))
    }
}
