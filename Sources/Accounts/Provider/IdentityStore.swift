import Core
import Database
import Vault

/// Keeps which account an identity at the provider opens.
struct IdentityStore: Sendable {
    let database: Database
    let vault: Vault
    private static let field = SealedField(table: "account_session", column: "provider_token")

    struct Listed: Decodable, Sendable {
        let subject: String
        let siret: String?
        let createdAt: Instant
    }

    /// The open account this identity was tied to.
    func account(issuer: String, subject: String) async throws -> String? {
        try await database.read { db in
            try db.value(
                String.self,
                """
                SELECT account_id FROM account_identity JOIN account ON account.id = account_id
                WHERE issuer = \(issuer) AND subject = \(subject) AND closed_at IS NULL
                """)
        }
    }

    func all(of account: String, issuer: String) async throws -> [Listed] {
        try await database.read { db in
            try db.all(
                Listed.self,
                """
                SELECT subject, siret, created_at FROM account_identity
                WHERE account_id = \(account) AND issuer = \(issuer) ORDER BY created_at, subject LIMIT 20
                """)
        }
    }

    /// Ties an identity to an account; false when it belongs to another one.
    static func add(issuer: String, _ person: Provider.Person, to account: String, _ transaction: Transaction) throws -> Bool {
        let number = try transaction.value(Int.self, "SELECT COUNT(*) FROM account_identity WHERE account_id = \(account)") ?? 0
        guard number < 20 else { return false }
        let added = try transaction.execute(
            """
            INSERT INTO account_identity (issuer, subject, account_id, siret, created_at)
            VALUES (\(issuer), \(person.subject), \(account), \(person.siret), \(transaction.now)) ON CONFLICT (issuer, subject) DO NOTHING
            """)
        if added == 1 { try transaction.journal(.created, "account_identity", account) }
        return added == 1
    }

    /// Unties one's own identities at the provider.
    static func remove(issuer: String, of account: String, _ transaction: Transaction) throws -> Bool {
        let removed = try transaction.execute("DELETE FROM account_identity WHERE issuer = \(issuer) AND account_id = \(account)")
        if removed > 0 { try transaction.journal(.erased, "account_identity", account) }
        return removed > 0
    }

    /// Keeps what signing out there needs, sealed, as long as the session lasts.
    func keep(_ token: String, session: String, of account: String, _ transaction: Transaction) throws {
        let sealed = try vault.seal(token, at: Self.field.at(row: account, of: account), transaction)
        try transaction.execute("UPDATE account_session SET provider_token = \(sealed) WHERE id = \(session)")
        try transaction.journal(.changed, "account_session", session)
    }

    func token(session: String, of account: String) async throws -> String? {
        try await database.read { db in
            let sealed = try db.first(
                Kept.self, "SELECT provider_token FROM account_session WHERE id = \(session) AND provider_token IS NOT NULL")
            return try sealed.map { try vault.open($0.providerToken, at: Self.field.at(row: account, of: account), db) }
        }
    }

    private struct Kept: Decodable {
        let providerToken: SealedValue
    }
}
