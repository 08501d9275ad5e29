import Core
import Database

/// A link that sets a passphrase once: an invitation, or the answer to a forgotten one.
struct AccountLink: Decodable, Sendable {
    enum Purpose: String, Codable, Sendable {
        case invitation
        case reset

        /// Seconds it can be used.
        var lifetime: Int64 { self == .invitation ? 7 * 24 * 3600 : 3600 }
    }

    let accountId: String
    let purpose: Purpose
}

/// Keeps links by the hash of their secret.
struct LinkStore: Sendable {
    let database: Database
    let now: @Sendable () -> Instant

    /// The link, if it can still be used.
    func find(_ secret: Secret) async throws -> AccountLink? {
        let now = self.now()
        return try await database.read { db in
            try db.first(
                AccountLink.self,
                """
                SELECT account_id, purpose FROM account_link JOIN account ON account.id = account_link.account_id
                WHERE token_hash = \(secret.hash) AND used_at IS NULL AND ends_at > \(now) AND closed_at IS NULL
                """)
        }
    }

    /// Makes a link; an earlier one of the account no longer works.
    static func issue(_ secret: Secret, _ purpose: AccountLink.Purpose, to account: String, now: Instant, _ transaction: Transaction) throws
    {
        try transaction.execute("UPDATE account_link SET used_at = \(now) WHERE account_id = \(account) AND used_at IS NULL")
        try transaction.execute(
            """
            INSERT INTO account_link (token_hash, account_id, purpose, created_at, ends_at)
            VALUES (\(secret.hash), \(account), \(purpose), \(now), \(now + purpose.lifetime))
            """)
        try transaction.journal(.created, "account_link", account, ["purpose": purpose.rawValue])
    }

    /// Uses a link up; false when somebody was faster.
    static func use(_ secret: Secret, now: Instant, _ transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "UPDATE account_link SET used_at = \(now) WHERE token_hash = \(secret.hash) AND used_at IS NULL AND ends_at > \(now)") == 1
    }
}
