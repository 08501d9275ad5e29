import Access
import Core
import Database

/// Keeps invitations: somebody is asked to work in an organization, in one role, and answers within two weeks.
struct InvitationStore: Sendable {
    let database: Database

    /// Whom, as what, and where.
    struct Offer: Sendable {
        let email: String
        let name: String
        let language: String
        let role: String
        let place: Grant.Place
    }

    /// Invites; makes the account when the address has none, with the letter in which a passphrase is chosen.
    ///
    /// Whoever invites learns nothing of accounts: the answer is the same for an address that has one.
    func invite(
        _ offer: Offer, id: String, newAccount: String, secret: Secret, letters: AccountLetters, by inviter: String
    ) async throws {
        guard let organization = offer.place.organization else { throw OrganizationRefusal.wrongLevel }
        let act = Act("invitation.send", by: .person(inviter), for: "access", organization: organization)
        try await database.write(act) {
            try Self.invite(offer, id: id, newAccount: newAccount, secret: secret, letters: letters, by: inviter, $0)
        }
    }

    /// The same inside the caller's transaction.
    static func invite(
        _ offer: Offer, id: String, newAccount: String, secret: Secret, letters: AccountLetters, by inviter: String,
        _ transaction: Transaction
    ) throws {
        guard let organization = offer.place.organization else { throw OrganizationRefusal.wrongLevel }
        try GrantStore.check(offer.role, at: offer.place, transaction)
        let account = try Self.account(offer, newAccount: newAccount, secret: secret, letters: letters, transaction)
        guard account.id != inviter else { throw OrganizationRefusal.oneself }
        try transaction.execute(
            """
            INSERT INTO account_invitation (id, account_id, role, organization_id, team_id, invited_by, created_at, expires_at)
            VALUES (\(id), \(account.id), \(offer.role), \(organization), \(offer.place.team), \(inviter), \(transaction.now),
                \(transaction.now + Invitation.lifetime))
            """)
        try transaction.journal(.created, "invitation", id, ["account": account.id, "role": offer.role, "team": offer.place.team])
    }

    private static func account(
        _ offer: Offer, newAccount: String, secret: Secret, letters: AccountLetters, _ transaction: Transaction
    ) throws -> Account {
        if let account = try find(offer.email, transaction) {
            // A closed address is not opened again by an invitation; the invitation waits for nobody.
            if account.closedAt == nil { try letters.changed("letter.invited", account, transaction) }
            return account
        }
        try AccountStore.add(id: newAccount, email: offer.email, name: offer.name, language: offer.language, transaction)
        guard let account = try find(offer.email, transaction) else { throw OrganizationRefusal.gone }
        try LinkStore.issue(secret, .invitation, to: account.id, now: transaction.now, transaction)
        try letters.link(secret, .invitation, to: account, transaction)
        return account
    }

    private static func find(_ email: String, _ transaction: Transaction) throws -> Account? {
        try transaction.first(
            Account.self, "SELECT id, email, name, language, passphrase, created_at, closed_at FROM account WHERE email = \(email)")
    }

    /// The invitations somebody can answer now.
    func open(to account: String, at now: Instant) async throws -> [Invitation] {
        try await database.read { db in try Self.open("account_invitation.account_id = \(account)", at: now, db) }
    }

    static func open(_ condition: SQL, at now: Instant, _ db: Session) throws -> [Invitation] {
        try db.all(
            Invitation.self,
            """
            SELECT account_invitation.id, account_id, account.name, email, role, account_invitation.organization_id,
                account_organization.name AS organization_name, team_id, account_team.name AS team_name, expires_at
            FROM account_invitation
            JOIN account ON account.id = account_invitation.account_id
            JOIN account_organization ON account_organization.id = account_invitation.organization_id
            LEFT JOIN account_team ON account_team.id = account_invitation.team_id
            WHERE (\(sql: condition)) AND answered_at IS NULL AND expires_at > \(now)
                AND account.closed_at IS NULL AND account_organization.closed_at IS NULL
            ORDER BY account_invitation.created_at, account_invitation.id LIMIT 500
            """)
    }

    /// The invited person answers: with yes they are a member and hold the role from now on.
    func answer(_ id: String, yes isAccepted: Bool, grantID: String, by account: String, at now: Instant) async throws {
        try await database.write(Act("invitation.answer", by: .person(account), for: "access")) { transaction in
            let invitation = try Self.open(
                "account_invitation.id = \(id) AND account_invitation.account_id = \(account)", at: now, transaction
            ).first
            guard let invitation else { throw OrganizationRefusal.gone }
            try Self.settle(id, transaction)
            guard isAccepted else { return }
            let place = Grant.Place(organization: invitation.organizationId, team: invitation.teamId)
            try GrantStore.check(invitation.role, at: place, transaction)
            try Self.join(account, invitation.organizationId, transaction)
            let inviter = try transaction.value(String.self, "SELECT invited_by FROM account_invitation WHERE id = \(id)")
            try GrantStore.insert(
                grantID, invitation.role, to: account, at: place, from: transaction.now, until: nil,
                by: inviter.map(Act.Author.person) ?? .system, transaction)
        }
    }

    /// Takes an unanswered invitation back.
    func withdraw(_ id: String, of organization: String, by author: Act.Author) async throws {
        try await database.write(Act("invitation.withdraw", by: author, for: "access", organization: organization)) { transaction in
            let isOpen = try transaction.value(
                Int.self,
                "SELECT COUNT(*) FROM account_invitation WHERE id = \(id) AND organization_id = \(organization) AND answered_at IS NULL")
            guard isOpen == 1 else { throw OrganizationRefusal.gone }
            try Self.settle(id, transaction)
        }
    }

    private static func settle(_ id: String, _ transaction: Transaction) throws {
        try transaction.execute("UPDATE account_invitation SET answered_at = \(transaction.now) WHERE id = \(id)")
        try transaction.journal(.closed, "invitation", id)
    }

    /// Makes somebody a member, or again.
    static func join(_ account: String, _ organization: String, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO account_membership (account_id, organization_id, joined_at)
            VALUES (\(account), \(organization), \(transaction.now))
            ON CONFLICT (account_id, organization_id) DO UPDATE SET left_at = NULL
            """)
        try transaction.journal(.created, "membership", account, ["organization": organization])
    }
}
