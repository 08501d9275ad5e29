import Core
import Database

/// Remembers, by the hash of a cookie, the devices an account was signed in from.
///
/// A device that is known has attempts of its own: whoever floods an account from elsewhere does not lock its owner out.
struct DeviceStore: Sendable {
    let database: Database
    /// Seconds a device is remembered after it was last used.
    static let memory: Int64 = 180 * 24 * 3600

    func knows(_ secret: Secret?, account: String?, at now: Instant) async throws -> Bool {
        guard let secret else { return false }
        return try await database.read { db in
            try db.value(
                Int.self,
                """
                SELECT COUNT(*) FROM account_device
                WHERE token_hash = \(secret.hash) AND account_id = \(account ?? "") AND seen_at > \(now - Self.memory)
                """) == 1
        }
    }

    /// Puts a new value in the place of the device's old one.
    static func remember(_ secret: Secret, insteadOf old: Secret?, account: String, _ transaction: Transaction) throws {
        let now = transaction.now
        try transaction.execute("DELETE FROM account_device WHERE account_id = \(account) AND seen_at <= \(now - memory)")
        if let old { try transaction.execute("DELETE FROM account_device WHERE token_hash = \(old.hash) AND account_id = \(account)") }
        try transaction.execute(
            """
            INSERT INTO account_device (token_hash, account_id, created_at, seen_at) VALUES (\(secret.hash), \(account), \(now), \(now))
            """)
        try transaction.journal(.changed, "account_device", account)
    }
}
