import Access
import Core
import Database

/// Keeps who holds which role where, and who has left.
struct GrantStore: Sendable {
    let database: Database

    /// Gives a role; the caller has asked the rule.
    ///
    /// - Throws: an `OrganizationRefusal` when the role is not held at such a place, the place has closed, the account is not of the
    ///   organization, the period is empty, or somebody grants to themselves.
    func grant(
        _ id: String, _ role: String, to account: String, at place: Grant.Place, from: Instant, until: Instant?, by granter: Act.Author
    ) async throws {
        let act = Act("role.grant", by: granter, for: "access", organization: place.organization)
        try await database.write(act) { transaction in
            guard granter != .person(account) else { throw OrganizationRefusal.oneself }
            try Self.check(role, at: place, transaction)
            if let organization = place.organization, try !Self.isMember(account, of: organization, transaction) {
                throw OrganizationRefusal.notMember
            }
            try Self.insert(id, role, to: account, at: place, from: from, until: until, by: granter, transaction)
        }
    }

    /// The role as the table has it now, and whether it is held at such a place at all.
    static func check(_ role: String, at place: Grant.Place, _ transaction: Transaction) throws {
        try OrganizationStore.requireOpen(place, transaction)
        guard let role = try RoleStore.table(transaction)[role] else { throw OrganizationRefusal.gone }
        guard role.levels.contains(place.level) else { throw OrganizationRefusal.wrongLevel }
    }

    static func isMember(_ account: String, of organization: String, _ transaction: Transaction) throws -> Bool {
        try transaction.value(
            Int.self,
            """
            SELECT COUNT(*) FROM account_membership JOIN account ON account.id = account_membership.account_id
            WHERE account_id = \(account) AND organization_id = \(organization) AND left_at IS NULL AND closed_at IS NULL
            """) == 1
    }

    static func insert(
        _ id: String, _ role: String, to account: String, at place: Grant.Place, from: Instant, until: Instant?, by granter: Act.Author,
        _ transaction: Transaction
    ) throws {
        if let until, until <= from { throw OrganizationRefusal.wrongPeriod }
        let exists = try transaction.value(Int.self, "SELECT COUNT(*) FROM account WHERE id = \(account) AND closed_at IS NULL")
        guard exists == 1 else { throw OrganizationRefusal.gone }
        let by: String? = if case .person(let id) = granter { id } else { nil }
        try transaction.execute(
            """
            INSERT INTO account_grant (id, account_id, role, organization_id, team_id, from_at, until_at, granted_by)
            VALUES (\(id), \(account), \(role), \(place.organization), \(place.team), \(from), \(until), \(by))
            """)
        try transaction.journal(
            .created, "grant", id,
            ["account": account, "role": role, "team": place.team, "from": "\(from)", "until": until.map { "\($0)" }])
    }

    /// A role that has not ended, for the question whether it may be taken back.
    func find(_ id: String, at now: Instant) async throws -> HeldRole? {
        try await database.read { db in
            try db.first(
                HeldRole.self,
                """
                SELECT account_grant.id, account_id, role, account_grant.organization_id, team_id, account_team.name AS team_name, from_at,
                    until_at
                FROM account_grant LEFT JOIN account_team ON account_team.id = account_grant.team_id
                WHERE account_grant.id = \(id) AND (until_at IS NULL OR until_at > \(now))
                """)
        }
    }

    /// Takes a role back now.
    func end(_ id: String, in organization: String?, by author: Act.Author) async throws {
        try await database.write(Act("role.end", by: author, for: "access", organization: organization)) { transaction in
            guard try Self.end("id = \(id)", transaction) > 0 else { throw OrganizationRefusal.gone }
        }
    }

    /// Somebody leaves an organization, or is taken out of it: membership, roles, tokens and open invitations end together.
    func leave(_ account: String, _ organization: String, by author: Act.Author) async throws {
        try await database.write(Act("organization.leave", by: author, for: "access", organization: organization)) { transaction in
            let left = try transaction.execute(
                """
                UPDATE account_membership SET left_at = \(transaction.now)
                WHERE account_id = \(account) AND organization_id = \(organization) AND left_at IS NULL
                """)
            guard left == 1 else { throw OrganizationRefusal.gone }
            try Self.end("account_id = \(account) AND organization_id = \(organization)", transaction)
            try TokenStore.revoke("account_id = \(account) AND organization_id = \(organization)", transaction)
            try transaction.execute(
                """
                UPDATE account_invitation SET answered_at = \(transaction.now)
                WHERE account_id = \(account) AND organization_id = \(organization) AND answered_at IS NULL
                """)
            try transaction.journal(.closed, "membership", account, ["organization": organization])
        }
    }

    /// Ends the roles a condition names; one that has not begun ends where it begins.
    @discardableResult
    static func end(_ condition: SQL, _ transaction: Transaction) throws -> Int {
        let now = transaction.now
        let ended = try transaction.values(
            String.self,
            """
            UPDATE account_grant SET until_at = CASE WHEN from_at > \(now) THEN from_at ELSE \(now) END
            WHERE (\(sql: condition)) AND (until_at IS NULL OR until_at > \(now)) RETURNING id
            """)
        for id in ended { try transaction.journal(.closed, "grant", id) }
        return ended.count
    }
}
