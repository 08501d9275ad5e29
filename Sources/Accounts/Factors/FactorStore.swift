import Core
import Database
import Foundation
import Vault

/// Keeps what somebody shows besides their passphrase. Seeds are sealed with the account's key.
struct FactorStore: Sendable {
    let database: Database
    let vault: Vault
    private static let field = SealedField(table: "account_factor", column: "secret")

    /// A second factor in a list.
    struct Listed: Decodable, Sendable {
        let id: String
        let kind: String
        /// What its owner calls it; empty for a code app.
        let label: String
        let createdAt: Instant
    }

    private struct Row: Decodable {
        let id: String
        let secret: SealedValue
        let lastStep: Int64
    }

    /// A code app, with its seed.
    struct CodeApp: Sendable {
        let id: String
        let totp: TOTP
        let lastStep: Int64
    }

    /// What a typed code turned out to be, before it is used up.
    enum Proof: Sendable {
        case code(app: String, step: Int64)
        case recovery(RecoveryCode)
        case passkey(id: String, count: UInt32, challenge: String)
    }

    /// What one account has of them at most.
    static let mostFactors = 20

    func all(of account: String) async throws -> (factors: [Listed], recoveryCodes: Int) {
        try await database.read { db in
            let factors = try db.all(
                Listed.self,
                "SELECT id, kind, label, created_at FROM account_factor WHERE account_id = \(account) ORDER BY created_at, id LIMIT 50")
            let codes = try db.value(
                Int.self, "SELECT COUNT(*) FROM account_recovery_code WHERE account_id = \(account) AND used_at IS NULL")
            return (factors, codes ?? 0)
        }
    }

    /// What a typed code would prove now; nothing when it is wrong, old or was used.
    func proof(_ typed: String, of account: String, at now: Instant) async throws -> Proof? {
        for app in try await apps(of: account) {
            if let step = app.totp.step(of: typed, at: now.seconds, after: app.lastStep) { return .code(app: app.id, step: step) }
        }
        return RecoveryCode(typed: typed).map(Proof.recovery)
    }

    private func apps(of account: String) async throws -> [CodeApp] {
        return try await database.read { db in
            let rows = try db.all(
                Row.self,
                "SELECT id, secret, last_step FROM account_factor WHERE account_id = \(account) AND kind = 'totp' ORDER BY id LIMIT 50")
            return try rows.map { row in
                let seed = try vault.open(row.secret, at: Self.field.at(row: row.id, of: account), db)
                return CodeApp(id: row.id, totp: TOTP(seed: bytes(base64url: seed) ?? []), lastStep: row.lastStep)
            }
        }
    }

    /// Uses a proof up; false when somebody was faster, or it never was one.
    static func use(_ proof: Proof, of account: String, now: Instant, _ transaction: Transaction) throws -> Bool {
        let used: Int
        switch proof {
        case .code(let app, let step):
            used = try transaction.execute(
                """
                UPDATE account_factor SET last_step = \(step), used_at = \(now)
                WHERE id = \(app) AND account_id = \(account) AND last_step < \(step)
                """)
        case .recovery(let code):
            used = try transaction.execute(
                """
                UPDATE account_recovery_code SET used_at = \(now)
                WHERE account_id = \(account) AND code_hash = \(code.hash(for: account)) AND used_at IS NULL
                """)
        case .passkey(let id, let count, let challenge):
            guard try PasskeyChallenge.use(challenge, of: account, now: now, transaction) else { return false }
            used = try use(passkey: id, of: account, count: count, now: now, transaction) ? 1 : 0
        }
        if used == 1 { try transaction.journal(.changed, "account_factor", account) }
        return used == 1
    }

    /// Adds a code app that has just shown the code of a step, which no longer counts.
    func add(_ totp: TOTP, id: String, to account: String, usedStep: Int64, label: String, _ transaction: Transaction) throws {
        let secret = try vault.seal(base64url(totp.seed), at: Self.field.at(row: id, of: account), transaction)
        try transaction.execute(
            """
            INSERT INTO account_factor (id, account_id, kind, label, secret, last_step, created_at, used_at)
            VALUES (\(id), \(account), 'totp', \(label), \(secret), \(usedStep), \(transaction.now), \(transaction.now))
            """)
        try transaction.journal(.created, "account_factor", id)
    }

    static func remove(_ id: String, of account: String, _ transaction: Transaction) throws -> Bool {
        let removed = try transaction.execute("DELETE FROM account_factor WHERE id = \(id) AND account_id = \(account)")
        if removed > 0 { try transaction.journal(.erased, "account_factor", id) }
        return removed > 0
    }

    /// Puts new recovery codes in the place of all earlier ones.
    static func replace(_ codes: [RecoveryCode], of account: String, _ transaction: Transaction) throws {
        try transaction.execute("DELETE FROM account_recovery_code WHERE account_id = \(account)")
        try transaction.executeMany(codes) { code in
            """
            INSERT INTO account_recovery_code (account_id, code_hash, created_at)
            VALUES (\(account), \(code.hash(for: account)), \(transaction.now))
            """
        }
        try transaction.journal(.replaced, "account_recovery_code", account)
    }
}
