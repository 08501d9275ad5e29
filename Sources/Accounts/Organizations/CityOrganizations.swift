import Access
import Core
import Database
import Foundation
import Vault

/// The organizations that work on the platform: teams, members, roles and their table, broken glasses, tokens of programs.
package struct CityOrganizations: Sendable {
    let organizations: OrganizationStore
    let grants: GrantStore
    let invitations: InvitationStore
    let roles: RoleStore
    let emergencies: EmergencyStore
    let tokens: TokenStore
    private let agents: AgentStore
    let letters: AccountLetters
    let now: @Sendable () -> Instant
    let newID: @Sendable () -> String
    let randomBytes: @Sendable (Int) -> Data

    /// - Parameter vault: seals the reasons of broken glasses with the key of the person they tell of.
    init(
        database: Database, vault: Vault, letters: AccountLetters, now: @escaping @Sendable () -> Instant,
        newID: @escaping @Sendable () -> String, randomBytes: @escaping @Sendable (Int) -> Data
    ) {
        organizations = OrganizationStore(database: database)
        grants = GrantStore(database: database)
        invitations = InvitationStore(database: database)
        roles = RoleStore(database: database)
        emergencies = EmergencyStore(database: database, vault: vault)
        tokens = TokenStore(database: database)
        agents = AgentStore(database: database)
        self.letters = letters
        self.now = now
        self.newID = newID
        self.randomBytes = randomBytes
    }

    /// The organizations of a city whose accounts exist already.
    package init(_ accounts: CityAccounts, database: Database, vault: Vault) {
        let signIn = accounts.signIn
        self.init(
            database: database, vault: vault, letters: signIn.letters, now: signIn.now, newID: signIn.newID,
            randomBytes: signIn.randomBytes)
    }

    /// Writes the standard role table on the first start; before that nobody is allowed anything.
    package func begin() async throws { try await roles.begin() }

    /// What the session middleware asks for: who is signed in, with their roles as they are now.
    package static func agents(_ database: Database, now: @escaping @Sendable () -> Instant)
        -> @Sendable (String, SessionFacts) async throws -> Agent
    {
        let store = AgentStore(database: database)
        return { account, facts in try await store.agent(account, facts, at: now()) }
    }

    /// Who asks with a token: the account within what the token covers, at the organization it was made for; nothing for any other text.
    package func agent(token text: some StringProtocol) async throws -> Agent? {
        let now = now()
        guard let secret = Secret(token: text), let token = try await tokens.find(secret, at: now) else { return nil }
        return try await agents.agent(token.accountId, SessionFacts(token: token.scope), at: now, onlyAt: token.organizationId)
    }

    /// Gives an account a role of the city, from the command line: the first administrator has nobody to grant it.
    ///
    /// - Throws: an `OrganizationRefusal` when the role is unknown or is not held in the whole city.
    package func grantCityRole(_ role: String, to account: String) async throws {
        try await grants.grant(newID(), role, to: account, at: .city, from: now(), until: nil, by: .command("account"))
    }

    /// Gives an account a role in an organization of the directory, from the command line: the organization is admitted and the account
    /// becomes its member where they were not yet.
    ///
    /// - Throws: an `OrganizationRefusal` when the role is unknown or is not held in an organization.
    package func grantRole(_ role: String, to account: String, in organization: String, named name: String) async throws {
        let author = Act.Author.command("account")
        if try await organizations.organization(organization) == nil { try await organizations.admit(organization, name: name, by: author) }
        try await organizations.database.write(Act("membership.join", by: author, for: "access", organization: organization)) {
            try InvitationStore.join(account, organization, $0)
        }
        try await grants.grant(newID(), role, to: account, at: .organization(organization), from: now(), until: nil, by: author)
    }

    /// The identifiers of the roles that exist, for a sentence that names them.
    package func roleNames() async throws -> [String] {
        try await organizations.database.read { try RoleStore.table($0).roles.map(\.id).sorted() }
    }

    /// Breaks the glass for a person, in the team where the agent works; the caller has asked the rule for `create:emergencies` there.
    ///
    /// - Returns: the identifier of the emergency.
    package func breakGlass(
        for person: String, _ compartments: Set<Compartment>, reason: String, by account: String, in team: Grant.Place
    ) async throws -> String {
        let id = newID()
        try await emergencies.open(id, of: person, compartments, reason: reason, by: account, in: team)
        return id
    }
}
