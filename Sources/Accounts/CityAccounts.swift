import Access
import Core
import Crypto
import Database
import Foundation
import Hummingbird
import Vault
import Web

/// Who works with this Parvis, and how they sign in.
package struct CityAccounts: Sendable {
    let signIn: SignIn
    let links: LinkStore
    let factors: FactorStore
    let rules: PassphraseRules
    let pages: AccountPages
    let cookies: SessionCookies
    let passkeys: Passkeys?
    let provider: Provider?
    private let flowSeal: ProviderFlowSeal
    private let identities: IdentityStore
    package let sessionMiddleware: SessionMiddleware

    /// - Parameters:
    ///   - base: how others reach this Parvis; over https the cookies are bound to its host.
    ///   - key: at least 32 random bytes, the same on every node.
    ///   - breached: passphrases stolen elsewhere, when the operator has such a list.
    ///   - sendMail: puts a letter where it goes out from, in the same transaction.
    package init(
        database: Database, views: Views, catalogues: Catalogues, formGuard: FormGuard, base: String, key: Data, vault: Vault,
        breached: BreachedPassphrases?, now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> String,
        randomBytes: @escaping @Sendable (Int) -> Data = Self.systemRandom, provider: (settings: ProviderSettings, ask: AskProvider)? = nil,
        sendMail: @escaping @Sendable (AccountMail, Transaction) throws -> Void
    ) throws {
        let hasher = try PassphraseHasher(randomBytes: randomBytes)
        try self.init(
            database: database, views: views, catalogues: catalogues, formGuard: formGuard, base: base, key: key, vault: vault,
            breached: breached,
            hasher: hasher, now: now, newID: newID, randomBytes: randomBytes, provider: provider,
            sendMail: sendMail,
            agent: { [agents = AgentStore(database: database)] in try await agents.agent($0, $1, at: now()) })
    }

    /// The operating system's generator.
    package static let systemRandom: @Sendable (Int) -> Data = { count in
        var generator = SystemRandomNumberGenerator()
        return Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Signed in, and allowed nothing beyond their own account.
    static let withoutRoles: @Sendable (String, SessionFacts) async throws -> Agent = { account, facts in
        Agent(account: account, grants: [], roles: .standard, session: facts)
    }

    init(
        database: Database, views: Views, catalogues: Catalogues, formGuard: FormGuard, base: String, key: Data, vault: Vault,
        breached: BreachedPassphrases?, hasher: PassphraseHasher, now: @escaping @Sendable () -> Instant,
        newID: @escaping @Sendable () -> String, randomBytes: @escaping @Sendable (Int) -> Data,
        provider: (settings: ProviderSettings, ask: AskProvider)? = nil,
        sendMail: @escaping @Sendable (AccountMail, Transaction) throws -> Void,
        agent: @escaping @Sendable (String, SessionFacts) async throws -> Agent = Self.withoutRoles
    ) throws {
        try catalogues.require(AccountLetters.keys)
        let sessions = SessionStore(database: database, limits: .standard, now: now)
        signIn = SignIn(
            database: database, accounts: AccountStore(database: database),
            attempts: AttemptStore(database: database, secret: SymmetricKey(data: key), now: now), devices: DeviceStore(database: database),
            sessions: sessions, hasher: hasher, letters: AccountLetters(catalogues: catalogues, base: base, send: sendMail), now: now,
            newID: newID, randomBytes: randomBytes)
        let factors = FactorStore(database: database, vault: vault)
        self.factors = factors
        passkeys = RelyingParty(base: base).map {
            Passkeys(party: $0, challenge: PasskeyChallenge(key: key), factors: factors, now: now, randomBytes: randomBytes)
        }
        self.provider = provider.map { Provider($0.settings, ask: $0.ask, now: now) }
        flowSeal = ProviderFlowSeal(key: key)
        identities = IdentityStore(database: database, vault: vault)
        links = LinkStore(database: database, now: now)
        rules = PassphraseRules(breached: breached)
        pages = AccountPages(views: views, formGuard: formGuard, base: base)
        cookies = SessionCookies(isSecure: base.hasPrefix("https://"))
        sessionMiddleware = SessionMiddleware(sessions: sessions, cookies: cookies, agent: agent)
    }

    /// Pages below `/{lang}`: signing in is for everybody, the account's own pages for whoever is signed in.
    package func addPages(to router: RouterGroup<AppContext>) {
        let entrance = SignInController(
            signIn: signIn, pages: pages, cookies: cookies, passkeys: passkeys, provider: provider,
            identities: identities)
        router.get("sign-in", use: entrance.show)
        router.post("sign-in", use: entrance.enter)
        router.post("sign-in/passkey", use: entrance.enterWithPasskey)
        router.post("sign-out", use: entrance.leave)
        let letters = LinkController(
            signIn: signIn, links: links, rules: rules, pages: pages, cookies: cookies, provider: provider?.settings.name)
        router.get("sign-in/forgotten", use: letters.askForgotten)
        router.post("sign-in/forgotten", use: letters.sendForgotten)
        router.get("welcome", use: letters.showWelcome)
        router.post("welcome", use: letters.welcome)
        let own = OwnAccountController(
            signIn: signIn, factors: factors, rules: rules, pages: pages, cookies: cookies, hasPasskeys: passkeys != nil,
            provider: provider, identities: identities)
        router.get("account", use: own.show)
        router.post("account/sessions", use: own.endSession)
        router.get("account/passphrase", use: own.askPassphrase)
        router.post("account/passphrase", use: own.changePassphrase)
        let second = FactorController(signIn: signIn, factors: factors, pages: pages, cookies: cookies, passkeys: passkeys)
        router.get("sign-in/factor", use: second.askAtSignIn)
        router.post("sign-in/factor", use: second.enterAtSignIn)
        router.get("confirm", use: second.askAgain)
        router.post("confirm", use: second.enterAgain)
        let enrolment = EnrolmentController(signIn: signIn, factors: factors, pages: pages, cookies: cookies)
        router.get("account/app", use: enrolment.askApp)
        router.post("account/app", use: enrolment.addApp)
        router.post("account/factors", use: enrolment.remove)
        router.post("account/recovery", use: enrolment.makeCodes)
        if let passkeys {
            let keys = PasskeyController(enrolment: enrolment, passkeys: passkeys)
            router.get("account/passkeys", use: keys.ask)
            router.post("account/passkeys", use: keys.add)
            router.get("account/passkeys/:id", use: keys.askName)
            router.post("account/passkeys/:id", use: keys.rename)
        }
        if let elsewhere = providerController {
            router.get("sign-in/provider", use: elsewhere.begin)
            router.get("account/provider", use: elsewhere.beginFromAccount)
            router.post("account/provider", use: elsewhere.untie)
        }
    }

    /// Where a provider sends browsers back to: the same address in every language.
    package func addReturns(to router: some RouterMethods<AppContext>) {
        guard let elsewhere = providerController else { return }
        router.get(RouterPath(ProviderController.back), use: elsewhere.finish)
        router.get(RouterPath(ProviderController.backAfterExit), use: elsewhere.afterExit)
    }

    private var providerController: ProviderController? {
        provider.map { provider in
            ProviderController(
                provider: provider, seal: flowSeal, identities: identities, links: links,
                enrolment: EnrolmentController(signIn: signIn, factors: factors, pages: pages, cookies: cookies))
        }
    }
}
