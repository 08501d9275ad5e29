import Access
import Core
import Database

/// Finds what somebody may do: their roles, the table they stand in, the glasses they broke.
struct AgentStore: Sendable {
    let database: Database

    /// The agent of a session or a token. One picture of the database, so that a role just taken back is gone at the next request.
    ///
    /// - Parameter organization: for a token, the organization it was made for; roles held elsewhere do not count.
    func agent(_ account: String, _ facts: SessionFacts, at now: Instant, onlyAt organization: String? = nil) async throws -> Agent {
        try await database.read { db in
            let grants = try db.all(
                Held.self,
                """
                SELECT role, account_grant.organization_id, team_id, from_at, until_at
                FROM account_grant
                LEFT JOIN account_organization ON account_organization.id = account_grant.organization_id
                LEFT JOIN account_team ON account_team.id = account_grant.team_id
                LEFT JOIN account_membership ON account_membership.account_id = account_grant.account_id
                    AND account_membership.organization_id = account_grant.organization_id
                WHERE account_grant.account_id = \(account) AND (until_at IS NULL OR until_at > \(now))
                    AND (account_grant.organization_id IS NULL OR (account_organization.closed_at IS NULL
                        AND account_membership.account_id IS NOT NULL AND left_at IS NULL))
                    AND (team_id IS NULL OR account_team.closed_at IS NULL)
                    AND (\(organization) IS NULL OR account_grant.organization_id = \(organization))
                ORDER BY account_grant.id LIMIT 1000
                """)
            let facts = SessionFacts(
                secondFactorAt: facts.secondFactorAt, isKnownDevice: facts.isKnownDevice, volume: facts.volume, token: facts.token,
                emergencies: facts.token == nil ? try Self.emergencies(of: account, at: now, db) : [])
            return Agent(account: account, grants: grants.map(\.grant), roles: try RoleStore.table(db), session: facts)
        }
    }

    private struct Held: Decodable {
        let role: String
        let organizationId: String?
        let teamId: String?
        let fromAt: Instant
        let untilAt: Instant?

        var grant: Grant {
            Grant(role: role, at: Grant.Place(organization: organizationId, team: teamId), from: fromAt, until: untilAt)
        }
    }

    private static func emergencies(of account: String, at now: Instant, _ db: Session) throws -> [BreakGlass] {
        struct Open: Decodable {
            let personId: String
            let compartments: JSONColumn<[String]>
            let openedAt: Instant
        }
        let open = try db.all(
            Open.self,
            """
            SELECT person_id, compartments, opened_at FROM account_emergency
            WHERE account_id = \(account) AND opened_at > \(now - BreakGlass.duration) AND closed_at IS NULL ORDER BY id LIMIT 100
            """)
        return open.map { emergency in
            // Opening one demands a reason; it stays sealed here.
            BreakGlass(
                person: emergency.personId, compartments: Set(emergency.compartments.value.compactMap(Compartment.init)), reason: "sealed",
                openedAt: emergency.openedAt)
        }
    }
}
