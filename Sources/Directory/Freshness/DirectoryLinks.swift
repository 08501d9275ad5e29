import Core
import Database

/// What the directory asks of the rest of the city; the city says how when it is put together.
package struct DirectoryLinks: Sendable {
    /// The people who may change the services of an organization, by its identifier.
    package var inCharge: @Sendable (_ organization: String, Session) throws -> [PersonInCharge] = { _, _ in [] }
    /// Puts a letter where it goes out from, in the same transaction.
    package var send: @Sendable (DirectoryLetter, Transaction) throws -> Void = { _, _ in }
    /// Has a draft published when its moment comes.
    package var publishLater: @Sendable (_ draft: String, Instant, Transaction) throws -> Void = { _, _, _ in }
    /// Whether an account may change an organization's services now.
    package var mayChange: @Sendable (_ account: String, _ organization: String) async throws -> Bool = { _, _ in true }
    /// Lets an organization work on the platform and invites its first administrator.
    package var welcome: @Sendable (NewOrganization, Transaction) throws -> Void = { _, _ in }

    package init() {}
}

/// An organization the city accepts, and who is to look after it.
package struct NewOrganization: Hashable, Sendable {
    package let id: String
    package let name: String
    package let administrator: PersonInCharge
    /// The account that accepted it.
    package let inviter: String
}
