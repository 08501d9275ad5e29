import Access
import Core
import Database

/// Keeps organizations, their teams and their members.
struct OrganizationStore: Sendable {
    let database: Database

    /// The organizations of a scope, by name; `limit + 1` tells whether there are more.
    func all(in scope: AccessScope, limit: Int = 500) async throws -> [WorkingOrganization] {
        try await database.read { db in
            try db.all(
                WorkingOrganization.self,
                """
                SELECT id, name, admitted_at, closed_at FROM account_organization
                WHERE (\(scope.wholeCity) = 1 OR id IN \(list: scope.organizations.sorted())) ORDER BY name, id LIMIT \(limit)
                """)
        }
    }

    func organization(_ id: String) async throws -> WorkingOrganization? {
        try await database.read { db in
            try db.first(
                WorkingOrganization.self, "SELECT id, name, admitted_at, closed_at FROM account_organization WHERE id = \(id)")
        }
    }

    /// The open organizations somebody is a member of, by name.
    func organizations(of account: String) async throws -> [WorkingOrganization] {
        try await database.read { db in
            try db.all(
                WorkingOrganization.self,
                """
                SELECT account_organization.id, name, admitted_at, closed_at
                FROM account_organization JOIN account_membership ON account_membership.organization_id = account_organization.id
                WHERE account_id = \(account) AND left_at IS NULL AND closed_at IS NULL ORDER BY name, account_organization.id LIMIT 100
                """)
        }
    }

    /// Teams, members and roles of an organization, those that ended left out.
    func staff(of organization: String, at now: Instant) async throws -> Staff {
        try await database.read { db in
            Staff(
                teams: try db.all(
                    Team.self,
                    """
                    SELECT id, organization_id, name, closed_at FROM account_team
                    WHERE organization_id = \(organization) AND closed_at IS NULL ORDER BY name, id LIMIT 500
                    """),
                members: try db.all(
                    Member.self,
                    """
                    SELECT account_id, name, email, joined_at
                    FROM account_membership JOIN account ON account.id = account_membership.account_id
                    WHERE organization_id = \(organization) AND left_at IS NULL AND closed_at IS NULL
                    ORDER BY name, account_id LIMIT 2000
                    """),
                roles: try db.all(
                    HeldRole.self,
                    """
                    SELECT account_grant.id, account_id, role, account_grant.organization_id, team_id, account_team.name AS team_name,
                        from_at, until_at
                    FROM account_grant LEFT JOIN account_team ON account_team.id = account_grant.team_id
                    WHERE account_grant.organization_id = \(organization) AND (until_at IS NULL OR until_at > \(now))
                    ORDER BY role, account_grant.id LIMIT 5000
                    """),
                invitations: try InvitationStore.open(
                    "account_invitation.organization_id = \(organization)", at: now, db))
        }
    }

    struct Staff: Sendable {
        let teams: [Team]
        let members: [Member]
        let roles: [HeldRole]
        let invitations: [Invitation]
    }

    /// Lets an organization work on the platform; one that was closed is opened again.
    func admit(_ id: String, name: String, by author: Act.Author) async throws {
        try await database.write(Act("organization.admit", by: author, for: "access", organization: id)) {
            try Self.admit(id, name: name, $0)
        }
    }

    /// The same inside the caller's transaction.
    static func admit(_ id: String, name: String, _ transaction: Transaction) throws {
        let isKnown = try transaction.execute("UPDATE account_organization SET name = \(name), closed_at = NULL WHERE id = \(id)") > 0
        if !isKnown {
            try transaction.execute(
                "INSERT INTO account_organization (id, name, admitted_at) VALUES (\(id), \(name), \(transaction.now))")
        }
        try transaction.journal(isKnown ? .reopened : .created, "organization_access", id, ["name": name])
    }

    /// Ends an organization's work on the platform: its roles open nothing from now on.
    func close(_ id: String, by author: Act.Author) async throws {
        try await database.write(Act("organization.close", by: author, for: "access", organization: id)) { transaction in
            let closed = try transaction.execute(
                "UPDATE account_organization SET closed_at = \(transaction.now) WHERE id = \(id) AND closed_at IS NULL")
            guard closed == 1 else { throw OrganizationRefusal.gone }
            try transaction.journal(.closed, "organization_access", id)
        }
    }

    func addTeam(_ id: String, name: String, to organization: String, by author: Act.Author) async throws {
        try await database.write(Act("team.add", by: author, for: "access", organization: organization)) { transaction in
            try Self.requireOpen(.organization(organization), transaction)
            let same = try transaction.value(
                Int.self, "SELECT COUNT(*) FROM account_team WHERE organization_id = \(organization) AND name = \(name)")
            guard same == 0 else { throw OrganizationRefusal.nameTaken }
            try transaction.execute(
                """
                INSERT INTO account_team (id, organization_id, name, created_at)
                VALUES (\(id), \(organization), \(name), \(transaction.now))
                """)
            try transaction.journal(.created, "team", id, ["name": name])
        }
    }

    /// Closes a team and ends the roles held in it.
    func closeTeam(_ id: String, of organization: String, by author: Act.Author) async throws {
        try await database.write(Act("team.close", by: author, for: "access", organization: organization)) { transaction in
            let closed = try transaction.execute(
                """
                UPDATE account_team SET closed_at = \(transaction.now)
                WHERE id = \(id) AND organization_id = \(organization) AND closed_at IS NULL
                """)
            guard closed == 1 else { throw OrganizationRefusal.gone }
            try GrantStore.end("team_id = \(id)", transaction)
            try transaction.journal(.closed, "team", id)
        }
    }

    /// Refuses a place that is not there or has closed.
    static func requireOpen(_ place: Grant.Place, _ transaction: Transaction) throws {
        guard let organization = place.organization else { return }
        let isOpen = try transaction.value(
            Int.self, "SELECT COUNT(*) FROM account_organization WHERE id = \(organization) AND closed_at IS NULL")
        guard isOpen == 1 else { throw OrganizationRefusal.gone }
        guard let team = place.team else { return }
        let isTeam = try transaction.value(
            Int.self,
            "SELECT COUNT(*) FROM account_team WHERE id = \(team) AND organization_id = \(organization) AND closed_at IS NULL")
        guard isTeam == 1 else { throw OrganizationRefusal.gone }
    }
}
