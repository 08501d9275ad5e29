import Access
import Core
import Database

/// Somebody of a team, as letters reach them.
package struct TeamAddress: Decodable, Hashable, Sendable {
    package let email: String
    package let name: String
    package let language: String

    package init(email: String, name: String, language: String) {
        self.email = email
        self.name = name
        self.language = language
    }
}

extension CityOrganizations {
    /// The members of an organization who may change its services, whichever of its teams they are in.
    package func editors(of organization: String, _ session: Session) throws -> [TeamAddress] {
        let now = now()
        let roles = try RoleStore.table(session).roles.filter { role in
            role.openings.contains { $0.compartment == .directory && $0.acts.contains(.change) && $0.reach != .linked }
        }
        return try session.all(
            TeamAddress.self,
            """
            SELECT DISTINCT account.email, account.name, account.language
            FROM account_grant
            JOIN account ON account.id = account_grant.account_id
            JOIN account_organization ON account_organization.id = account_grant.organization_id
            JOIN account_membership ON account_membership.account_id = account_grant.account_id
                AND account_membership.organization_id = account_grant.organization_id
            LEFT JOIN account_team ON account_team.id = account_grant.team_id
            WHERE account_grant.organization_id = \(organization) AND role IN \(list: roles.map(\.id))
                AND from_at <= \(now) AND (until_at IS NULL OR until_at > \(now)) AND left_at IS NULL
                AND account.closed_at IS NULL AND account_organization.closed_at IS NULL AND account_team.closed_at IS NULL
            ORDER BY account.email LIMIT 100
            """)
    }

    /// Whether an account may change the services of an organization at this moment, without being signed in.
    package func mayChangeServices(_ account: String, of organization: String) async throws -> Bool {
        let now = now()
        let agent = try await Self.agents(organizations.database, now: { now })(account, SessionFacts())
        return AccessRule.decide(.change(.directory), on: .record(of: organization), by: agent, for: nil, at: now).isAllowed
    }

    /// Lets an organization work on the platform and invites its first administrator, in the caller's transaction.
    ///
    /// - Throws: an `OrganizationRefusal`, as when somebody would invite themselves.
    package func welcome(
        _ organization: String, name: String, administrator: TeamAddress, by inviter: String, in transaction: Transaction
    ) throws {
        guard let email = AccountEmail.normalized(administrator.email) else { throw OrganizationRefusal.incomplete }
        try OrganizationStore.admit(organization, name: name, transaction)
        let offer = InvitationStore.Offer(
            email: email, name: administrator.name, language: administrator.language, role: "organization-administrator",
            place: .organization(organization))
        try InvitationStore.invite(
            offer, id: newID(), newAccount: newID(), secret: Secret(randomBytes), letters: letters, by: inviter, transaction)
    }
}
