import Core
import Web

/// "My account": how one signs in, and where one is signed in.
struct AccountPage: Page {
    static let template = "accounts/account"

    struct Stay {
        let id: String
        let browser: Text
        let since: Text
        let isHere: Bool
    }

    struct Proof {
        let id: String
        let name: Text
        let label: String?
        let since: Text
        let rename: String?
    }

    /// The other place where one may sign in.
    struct Elsewhere {
        let name: String
        let path: String
        let invitation: Text
        let tied: [Text]
        let isTied: Bool
    }

    let title: Text
    let name: String
    let email: String
    let notice: Notice?
    let missing: Notice?
    let factors: [Proof]
    /// Where a passkey is added; nothing where browsers allow none.
    let passkey: String?
    let recovery: Text?
    let elsewhere: Elsewhere?
    let sessions: [Stay]
    let hasOthers: Bool
    let token: String
    let leavingToken: String
    var isHiddenFromSearchEngines: Bool { true }

    init(
        _ account: Account, _ person: SignedIn, _ sessions: [AccountSession],
        _ own: (factors: [FactorStore.Listed], recoveryCodes: Int), zone: Zone, isPassphraseNew: Bool, hasPasskeys: Bool, provider: String?,
        identities: [IdentityStore.Listed], providerNotice: String?, token: String,
        leaving: String, _ context: AppContext
    ) {
        let words = context.catalogue
        title = words("account.title")
        name = account.name
        email = account.email
        notice = (isPassphraseNew ? "account.passphrase_kept" : providerNotice).map { Notice(words($0), in: words) }
        missing = own.factors.isEmpty ? Notice(words("account.second_factor_none"), isWarning: true, in: words) : nil
        factors = own.factors.map { factor in
            Proof(
                id: factor.id, name: words("account.\(factor.kind)"), label: factor.label.isEmpty ? nil : factor.label,
                since: words("account.since", ["time": context.formats.moment(factor.createdAt, in: zone).plain]),
                rename: factor.kind == "passkey" ? "/\(context.language.tag)/account/passkeys/\(factor.id)" : nil)
        }
        passkey = hasPasskeys ? "/\(context.language.tag)/account/passkeys" : nil
        recovery = own.factors.isEmpty ? nil : words("account.recovery_left", count: own.recoveryCodes)
        elsewhere = provider.map { provider in
            Elsewhere(
                name: provider, path: "/\(context.language.tag)/account/provider",
                invitation: words("account.provider_add", ["name": provider]),
                tied: identities.map { identity in
                    let since = context.formats.moment(identity.createdAt, in: zone).plain
                    return identity.siret.map { words("account.provider_siret", ["siret": $0, "time": since]) }
                        ?? words("account.since", ["time": since])
                }, isTied: !identities.isEmpty)
        }
        self.sessions = sessions.map { session in
            Stay(
                id: session.id,
                browser: session.browser.isEmpty ? words("account.unknown_browser") : Text(session.browser, in: context.language),
                since: words("account.seen", ["time": context.formats.moment(session.seenAt, in: zone).plain]),
                isHere: session.id == person.session)
        }
        hasOthers = sessions.count > 1
        self.token = token
        leavingToken = leaving
    }
}
