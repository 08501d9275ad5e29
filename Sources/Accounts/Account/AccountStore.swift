import Core
import Database
import Foundation

/// Keeps accounts.
struct AccountStore: Sendable {
    let database: Database

    func find(email: String) async throws -> Account? { try await first("email = \(email)") }

    func find(id: String) async throws -> Account? { try await first("id = \(id)") }

    private func first(_ condition: SQL) async throws -> Account? {
        try await database.read { db in
            try db.first(
                Account.self,
                "SELECT id, email, name, language, passphrase, created_at, closed_at FROM account WHERE \(sql: condition)")
        }
    }

    /// Every account, those that left included, by name.
    func all(limit: Int) async throws -> [Account] {
        try await database.read { db in
            try db.all(
                Account.self,
                """
                SELECT id, email, name, language, passphrase, created_at, closed_at FROM account ORDER BY name, id LIMIT \(limit)
                """)
        }
    }

    /// - Throws: a `Refusal` when the address has an account already.
    func names(_ ids: Set<String>) async throws -> [String: String] {
        try await database.read { db in
            var names: [String: String] = [:]
            try db.each("SELECT id, name FROM account WHERE id IN \(list: ids.sorted()) ORDER BY id LIMIT 1000") {
                names[try $0[0]] = try $0[1]
            }
            return names
        }
    }

    static func add(id: String, email: String, name: String, language: String, _ transaction: Transaction) throws {
        guard try transaction.value(Int.self, "SELECT COUNT(*) FROM account WHERE email = \(email)") == 0 else {
            throw Refusal("this address already has an account; list it with “parvis account list”", at: .init(field: "email"))
        }
        try transaction.execute(
            """
            INSERT INTO account (id, email, name, language, created_at)
            VALUES (\(id), \(email), \(name), \(language), \(transaction.now))
            """)
        try transaction.journal(.created, "account", id)
    }

    /// Sets the passphrase and ends what the old one had opened: sessions, devices, letters under way.
    ///
    /// - Parameter kept: the session that changed it, which stays.
    static func setPassphrase(_ hash: String, of id: String, keeping kept: String?, _ transaction: Transaction) throws {
        try transaction.execute("UPDATE account SET passphrase = \(hash) WHERE id = \(id)")
        try transaction.execute("DELETE FROM account_device WHERE account_id = \(id)")
        try transaction.execute("UPDATE account_link SET used_at = \(transaction.now) WHERE account_id = \(id) AND used_at IS NULL")
        try SessionStore.end("account_id = \(id) AND id <> \(kept ?? "")", transaction)
        try transaction.journal(.changed, "account", id, ["what": "passphrase"])
    }

    /// Closes an account and everything it had open.
    static func close(_ id: String, _ transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE account SET closed_at = \(transaction.now), passphrase = NULL WHERE id = \(id) AND closed_at IS NULL")
        try transaction.execute("DELETE FROM account_device WHERE account_id = \(id)")
        try transaction.execute("DELETE FROM account_recovery_code WHERE account_id = \(id)")
        try transaction.execute("DELETE FROM account_factor WHERE account_id = \(id)")
        try transaction.execute("DELETE FROM account_identity WHERE account_id = \(id)")
        try transaction.execute("UPDATE account_link SET used_at = \(transaction.now) WHERE account_id = \(id) AND used_at IS NULL")
        try SessionStore.end("account_id = \(id)", transaction)
        try transaction.journal(.closed, "account", id)
    }
}
