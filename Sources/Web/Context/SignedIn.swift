import Core

/// Who is signed in, as every page may know it; what they may do is decided elsewhere.
package struct SignedIn: Hashable, Sendable {
    /// Identifier of the account.
    package let account: String
    /// Identifier of the session in the list of sessions: no secret.
    package let session: String
    package let name: String
    /// Ties the forms of this session to it: known to the server and to the pages of this session only.
    package let formSecret: String
    /// When a second factor was last given in this session.
    package let secondFactorAt: Instant?
    /// The account has signed in from this device before.
    package let isKnownDevice: Bool

    package init(
        account: String, session: String, name: String, formSecret: String, secondFactorAt: Instant? = nil, isKnownDevice: Bool = false
    ) {
        self.account = account
        self.session = session
        self.name = name
        self.formSecret = formSecret
        self.secondFactorAt = secondFactorAt
        self.isKnownDevice = isKnownDevice
    }
}
