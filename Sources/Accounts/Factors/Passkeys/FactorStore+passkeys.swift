import Core
import Database

extension FactorStore {
    /// A passkey as it was added.
    struct Passkey: Decodable, Sendable {
        let id: String
        let accountId: String
        /// COSE bytes in base64url.
        let publicKey: String
    }

    /// The passkey with this identifier, of an account that is open.
    func passkey(credential: String) async throws -> Passkey? {
        try await database.read { db in
            try db.first(
                Passkey.self,
                """
                SELECT account_factor.id, account_id, public_key FROM account_factor JOIN account ON account.id = account_id
                WHERE credential_id = \(credential) AND kind = 'passkey' AND closed_at IS NULL
                """)
        }
    }

    /// The identifiers of an account's passkeys, for its owner's browser.
    func credentials(of account: String) async throws -> [String] {
        try await database.read { db in
            try db.values(
                String.self,
                """
                SELECT credential_id FROM account_factor
                WHERE account_id = \(account) AND kind = 'passkey' ORDER BY created_at, id LIMIT \(Self.mostFactors)
                """)
        }
    }

    /// Adds a passkey; false when it is known already, or the account has twenty.
    static func add(
        _ credential: AuthenticatorData.Credential, count: UInt32, id: String, label: String, to account: String,
        _ transaction: Transaction
    ) throws -> Bool {
        let number = try transaction.value(Int.self, "SELECT COUNT(*) FROM account_factor WHERE account_id = \(account)") ?? 0
        guard number < mostFactors else { return false }
        let added = try transaction.execute(
            """
            INSERT INTO account_factor (id, account_id, kind, label, credential_id, public_key, signature_count, created_at)
            VALUES (\(id), \(account), 'passkey', \(label), \(base64url(credential.id)), \(base64url(credential.key)), \(Int64(count)),
                \(transaction.now)) ON CONFLICT (credential_id) DO NOTHING
            """)
        if added == 1 { try transaction.journal(.created, "account_factor", id) }
        return added == 1
    }

    /// Notes one more use; false when the count did not rise, as when the passkey was copied.
    static func use(passkey id: String, of account: String, count: UInt32, now: Instant, _ transaction: Transaction) throws -> Bool {
        // Authenticators that do not count say 0 every time.
        let latest = count == 0 ? 0 : Int64(count) - 1
        let used = try transaction.execute(
            """
            UPDATE account_factor SET signature_count = \(Int64(count)), used_at = \(now)
            WHERE id = \(id) AND account_id = \(account) AND kind = 'passkey' AND signature_count <= \(latest)
            """)
        if used == 0 { try transaction.journal(.changed, "account_factor", id, ["what": "count_refused"]) }
        return used == 1
    }

    /// Gives one's own factor another name.
    static func rename(_ id: String, of account: String, to label: String, _ transaction: Transaction) throws {
        let changed = try transaction.execute(
            "UPDATE account_factor SET label = \(label) WHERE id = \(id) AND account_id = \(account)")
        if changed > 0 { try transaction.journal(.changed, "account_factor", id) }
    }
}
