import Core
import Database
import Foundation

/// Keeps sessions by the hash of their token.
struct SessionStore: Sendable {
    let database: Database
    let limits: SessionLimits
    let now: @Sendable () -> Instant

    /// The session a token opens now; nothing when it is over, signed out, or its account is closed.
    func find(_ secret: Secret) async throws -> AccountSession? {
        let (now, idle) = (self.now(), limits.idle)
        return try await database.read { db in
            try db.first(
                AccountSession.self,
                """
                SELECT account_session.id, account_id, account.name, stage, browser, is_known_device, account_session.created_at, seen_at,
                    ends_at, second_factor_at
                FROM account_session JOIN account ON account.id = account_session.account_id
                WHERE token_hash = \(secret.hash) AND ends_at > \(now) AND seen_at > \(now - idle) AND account.closed_at IS NULL
                """)
        }
    }

    /// The open sessions of an account, the latest first.
    func all(of account: String) async throws -> [AccountSession] {
        let (now, idle) = (self.now(), limits.idle)
        return try await database.read { db in
            try db.all(
                AccountSession.self,
                """
                SELECT account_session.id, account_id, account.name, stage, browser, is_known_device, account_session.created_at, seen_at,
                    ends_at, second_factor_at
                FROM account_session JOIN account ON account.id = account_session.account_id
                WHERE account_id = \(account) AND stage = 'open' AND ends_at > \(now) AND seen_at > \(now - idle)
                ORDER BY account_session.created_at DESC, account_session.id LIMIT 200
                """)
        }
    }

    /// Writes down that the session is in use.
    func touch(_ session: AccountSession) async throws {
        let now = self.now()
        try await database.write(Act("account.stay", by: .person(session.accountId), for: "sign-in")) { transaction in
            let changed = try transaction.execute(
                "UPDATE account_session SET seen_at = \(now) WHERE id = \(session.id) AND seen_at < \(now)")
            if changed > 0 { try transaction.journal(.changed, "account_session", session.id) }
        }
    }

    /// Ends one session of an account; one of somebody else is left alone.
    func end(_ id: String, of account: String, by author: Act.Author) async throws {
        try await database.write(Act("account.sign-out", by: author, for: "sign-in")) { transaction in
            try Self.end("id = \(id) AND account_id = \(account)", transaction)
        }
    }

    /// Ends every session of an account except one.
    func endOthers(of account: String, than kept: String, by author: Act.Author) async throws {
        try await database.write(Act("account.sign-out", by: author, for: "sign-in")) { transaction in
            try Self.end("account_id = \(account) AND id <> \(kept)", transaction)
        }
    }

    /// Notes that the second factor was just shown, under a new token: a copy of the old cookie is worth nothing.
    static func confirm(_ id: String, with secret: Secret, now: Instant, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE account_session SET token_hash = \(secret.hash), second_factor_at = \(now), is_known_device = 1 WHERE id = \(id)
            """)
        try transaction.journal(.changed, "account_session", id)
    }

    /// Takes along what signing out at the provider needs.
    static func carryProviderToken(from old: String, to new: String, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE account_session SET provider_token = (SELECT provider_token FROM account_session WHERE id = \(old)) WHERE id = \(new)
            """)
    }

    /// Ends the sessions that a condition names.
    ///
    /// - Returns: how many there were.
    @discardableResult
    static func end(_ condition: SQL, _ transaction: Transaction) throws -> Int {
        let ended = try transaction.values(String.self, "DELETE FROM account_session WHERE \(sql: condition) RETURNING id")
        for id in ended { try transaction.journal(.closed, "account_session", id) }
        return ended.count
    }

    /// Opens a session and clears those of the account that are over.
    static func open(
        _ secret: Secret, id: String, account: String, stage: AccountSession.Stage, browser: String, isKnownDevice: Bool,
        secondFactorAt: Instant?, now: Instant, limits: SessionLimits, _ transaction: Transaction
    ) throws {
        try end("account_id = \(account) AND (ends_at <= \(now) OR seen_at <= \(now - limits.idle))", transaction)
        let end = now + (stage == .open ? limits.absolute : limits.factor)
        try transaction.execute(
            """
            INSERT INTO account_session (id, token_hash, account_id, stage, browser, is_known_device, created_at, seen_at, ends_at,
                second_factor_at)
            VALUES (\(id), \(secret.hash), \(account), \(stage), \(browser), \(isKnownDevice), \(now), \(now), \(end), \(secondFactorAt))
            """)
        try transaction.journal(.created, "account_session", id)
    }
}
