import Core
import Database
import HTTPTypes
import Hummingbird
import Logging
import Web

/// Sends browsers to the provider and takes them back.
///
/// An identity opens the account it was tied to, and no other: it is tied by a letter's link or by whoever is signed in,
/// never because an address of mail is the same.
struct ProviderController: Sendable {
    let provider: Provider
    let seal: ProviderFlowSeal
    let identities: IdentityStore
    let links: LinkStore
    let enrolment: EnrolmentController
    private var signIn: SignIn { enrolment.signIn }
    private var pages: AccountPages { enrolment.pages }
    private var cookies: SessionCookies { enrolment.cookies }
    private var issuer: String { provider.settings.issuer }

    /// Where the provider sends browsers back to.
    static let back = "sign-in/provider"
    static let backAfterExit = "sign-out/provider"

    @Sendable func begin(_ request: Request, _ context: AppContext) async throws -> Response {
        let target = AccountPages.destination(request.uri.queryParameters["to"].map(String.init) ?? "")
        // Another site may not sign its visitor in unasked: the page has the link to press.
        if request.isCrossSite { return pages.redirect(to: "sign-in?to=" + percentEncoded(target), context) }
        let link = request.uri.queryParameters["link"].flatMap { Secret(token: $0) }
        return try await begin(link.map { .letter(link: $0.token) } ?? .entrance, target: target, context)
    }

    /// Whoever is signed in ties their identity to their account.
    @Sendable func beginFromAccount(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let person = context.signedIn else { return pages.signInFirst(context) }
        if request.isCrossSite { return pages.redirect(to: "account", context) }
        if let first = try await enrolment.confirmFirst(person, context) { return first }
        return try await begin(.account(person.account, session: person.session), target: "account", context)
    }

    private func begin(_ purpose: ProviderFlow.Purpose, target: String, _ context: AppContext) async throws -> Response {
        let flow = ProviderFlow(Secret(signIn.randomBytes), purpose, target: target, language: context.language.tag, at: signIn.now())
        do {
            let address = try await provider.entrance(flow, back: "\(pages.base)/\(Self.back)")
            var response = Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
            cookies.write(.provider, text: try seal.text(of: flow), seconds: ProviderFlow.lifetime, to: &response.headers)
            return response
        } catch let refusal as ProviderRefusal {
            return failed(refusal, flow, context)
        }
    }

    /// Back from the provider.
    @Sendable func finish(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let flow = cookies.text(.provider, from: request).flatMap({ seal.flow($0, at: signIn.now()) }) else {
            return redirect(to: "sign-in?provider=failed", context.language.tag)
        }
        let visitor = Visitor(request, context, cookies)
        let lane = AttemptLane.address(visitor.address, for: "provider")
        guard try await signIn.attempts.begin([lane]) == nil else { return redirect(to: "sign-in?provider=wait", flow.language) }
        do {
            let code = try code(request, flow)
            try await use(flow)
            let person = try await provider.person(code: code, flow, back: "\(pages.base)/\(Self.back)")
            var response = try await welcome(person, flow, visitor, lane, context)
            cookies.clear(.provider, in: &response.headers)
            return response
        } catch let refusal as ProviderRefusal {
            return failed(refusal, flow, context)
        }
    }

    private func code(_ request: Request, _ flow: ProviderFlow) throws(ProviderRefusal) -> String {
        let given = request.uri.queryParameters
        guard let state = given["state"], state == flow.state[...] else { throw .wrongState }
        // RFC 9207: a code of another provider is not sent to this one.
        if let issuer = given["iss"], issuer != self.issuer[...] { throw .wrongIssuer }
        guard given["error"] == nil else { throw .denied }
        guard let code = given["code"], (1...2000).contains(code.utf8.count) else { throw .malformed }
        return String(code)
    }

    /// Each way out comes back once.
    private func use(_ flow: ProviderFlow) async throws {
        let (now, state) = (signIn.now(), flow.state)
        let isFirst = try await signIn.database.write(Act("account.return", by: .visitor, for: "sign-in")) { transaction in
            try PasskeyChallenge.use(state, purpose: "provider", of: nil, now: now, transaction)
        }
        guard isFirst else { throw ProviderRefusal.wrongState }
    }

    private func welcome(
        _ person: Provider.Person, _ flow: ProviderFlow, _ visitor: Visitor, _ lane: AttemptLane, _ context: AppContext
    ) async throws -> Response {
        let issuer = issuer
        switch flow.purpose {
        case .entrance:
            guard let id = try await identities.account(issuer: issuer, subject: person.subject),
                let account = try await signIn.accounts.find(id: id)
            else { return redirect(to: "sign-in?provider=unknown", flow.language) }
            return try await enter(account, person, flow, visitor, lane)
        case .letter(let token):
            guard let secret = Secret(token: token), let link = try await links.find(secret),
                let account = try await signIn.accounts.find(id: link.accountId)
            else { return redirect(to: "sign-in?provider=failed", flow.language) }
            guard try await tie(person, to: account, using: secret) else { return redirect(to: "sign-in?provider=taken", flow.language) }
            return try await enter(account, person, flow, visitor, lane)
        case .account(let id, let session):
            guard let signedIn = context.signedIn, signedIn.account == id, signedIn.session == session,
                let account = try await signIn.accounts.find(id: id)
            else { return redirect(to: "sign-in?provider=failed", flow.language) }
            let isTied = try await tie(person, to: account, using: nil)
            return redirect(to: isTied ? "account?provider=tied" : "account?provider=taken", flow.language)
        }
    }

    /// Ties the identity and tells the owner; a letter's link is used up.
    private func tie(_ person: Provider.Person, to account: Account, using link: Secret?) async throws -> Bool {
        let (now, letters, issuer) = (signIn.now(), signIn.letters, issuer)
        if try await identities.account(issuer: issuer, subject: person.subject) == account.id {
            // A link of a letter is worth nothing more, and the identity opens this account anyway.
            return true
        }
        return try await signIn.database.write(Act("account.provider", by: .person(account.id), for: "sign-in")) { transaction in
            guard try IdentityStore.add(issuer: issuer, person, to: account.id, transaction) else { return false }
            if let link, try !LinkStore.use(link, now: now, transaction) { throw ProviderRefusal.wrongState }
            try letters.changed("letter.provider_added", account, transaction)
            return true
        }
    }

    /// Opens the session; the account's own second proof is still asked for unless the provider vouched for two.
    private func enter(
        _ account: Account, _ person: Provider.Person, _ flow: ProviderFlow, _ visitor: Visitor, _ lane: AttemptLane
    ) async throws -> Response {
        let isStrong = !provider.settings.levels.isEmpty
        let hasFactors = try await !enrolment.factors.all(of: account.id).factors.isEmpty
        let isKnown = try await signIn.devices.knows(visitor.device, account: account.id, at: signIn.now())
        let (opening, secret, identities) = (signIn.opening(account, visitor, isKnown: isKnown), signIn.attempts.secret, identities)
        let stage: AccountSession.Stage = hasFactors && !isStrong ? .factor : .open
        let entry = try await signIn.database.write(Act("account.enter", by: .person(account.id), for: "sign-in")) { transaction in
            try AttemptStore.succeed([lane], secret, transaction)
            let entry = try opening.run(stage: stage, secondFactorAt: isStrong ? opening.now : nil, transaction)
            try identities.keep(person.token, session: opening.id, of: account.id, transaction)
            return entry
        }
        let next = stage == .open ? flow.target : "sign-in/factor?to=" + percentEncoded(flow.target)
        var response = redirect(to: next, flow.language)
        cookies.write(entry, to: &response.headers)
        return response
    }

    /// Unties one's identity again.
    @Sendable func untie(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.formFields(context)
        guard let person = context.signedIn, let account = try await signIn.accounts.find(id: person.account) else {
            return pages.signInFirst(context)
        }
        try pages.require(fields, of: "account", request, context)
        if let first = try await enrolment.confirmFirst(person, context) { return first }
        let (letters, issuer) = (signIn.letters, issuer)
        try await signIn.database.write(Act("account.provider", by: .person(account.id), for: "sign-in")) { transaction in
            guard try IdentityStore.remove(issuer: issuer, of: account.id, transaction) else { return }
            try letters.changed("letter.provider_removed", account, transaction)
        }
        return pages.redirect(to: "account", context)
    }

    /// Back from signing out there; everything here was over before.
    @Sendable func afterExit(_ request: Request, _ context: AppContext) async throws -> Response {
        redirect(to: "sign-in", context.language.tag)
    }

    private func failed(_ refusal: ProviderRefusal, _ flow: ProviderFlow, _ context: AppContext) -> Response {
        context.logger.warning("Sign-in through the provider failed: \(refusal.rawValue)")
        let said = refusal == .unreachable || refusal == .wrongCard ? "away" : "failed"
        if case .account = flow.purpose { return redirect(to: "account?provider=\(said)", flow.language) }
        return redirect(to: "sign-in?provider=\(said)", flow.language)
    }

    private func redirect(to path: String, _ language: String) -> Response {
        Response(status: .seeOther, headers: [.location: "/\(language)/\(path)", .cacheControl: "no-store"])
    }
}

/// What pages say after the way to the provider and back.
enum ProviderNotice {
    static func key(_ request: Request) -> String? {
        switch request.uri.queryParameters["provider"] {
        case "failed": "account.provider_failed"
        case "away": "account.provider_away"
        case "unknown": "account.provider_unknown"
        case "taken": "account.provider_taken"
        case "tied": "account.provider_tied"
        case "wait": "account.provider_wait"
        default: nil
        }
    }
}
