import Access
import Core
import Database

/// What a program may do in the name of an account, at one organization, until a day.
package struct APIToken: Decodable, Hashable, Sendable {
    package let id: String
    package let accountId: String
    package let organizationId: String
    package let name: String
    package let permissions: JSONColumn<[String]>
    package let createdAt: Instant
    package let expiresAt: Instant

    /// What it opens at most.
    package var scope: TokenScope {
        TokenScope(permissions: Set(permissions.value.compactMap(Permission.init)), until: expiresAt)
    }

    /// Seconds a token lasts at most.
    static let longest: Int64 = 366 * 24 * 3_600
}

/// Keeps API tokens by their hash; the token itself is shown once, when it is made.
struct TokenStore: Sendable {
    let database: Database

    /// What a token can be given: nothing that tells of people, and nothing about rights, keys or the journal.
    static let allowed: [Permission] = [
        .see(.directory), .list(.directory), .change(.directory), .create(.directory), .publish(.directory), .export(.directory),
        .see(.translation), .list(.translation), .change(.translation), .export(.translation), .create(.feedback), .list(.feedback),
        .see(.feedback), .see(.label), .list(.label), .see(.plan), .list(.plan),
    ]

    /// - Throws: `OrganizationRefusal.incomplete` without a name or a permission, `.wrongPeriod` when it would last more than a year.
    func make(
        _ id: String, _ secret: Secret, name: String, permissions: Set<Permission>, until: Instant, for account: String,
        at organization: String, now: Instant
    ) async throws {
        guard !name.isEmpty, name.count <= 100, !permissions.isEmpty, permissions.isSubset(of: Self.allowed) else {
            throw OrganizationRefusal.incomplete
        }
        let words = permissions.map(\.description).sorted()
        let act = Act("token.make", by: .person(account), for: "access", organization: organization)
        try await database.write(act) { transaction in
            guard until > now, until - now <= APIToken.longest else { throw OrganizationRefusal.wrongPeriod }
            guard try GrantStore.isMember(account, of: organization, transaction) else { throw OrganizationRefusal.notMember }
            try transaction.execute(
                """
                INSERT INTO account_token (id, token_hash, account_id, organization_id, name, permissions, created_at, expires_at)
                VALUES (\(id), \(secret.hash), \(account), \(organization), \(name), \(JSONColumn(words)), \(transaction.now), \(until))
                """)
            try transaction.journal(.created, "token", id, ["permissions": words.joined(separator: " "), "until": "\(until)"])
        }
    }

    /// The token a program brings, while it lasts and its account is a member.
    func find(_ secret: Secret, at now: Instant) async throws -> APIToken? {
        try await database.read { db in
            try db.first(
                APIToken.self,
                """
                SELECT account_token.id, account_token.account_id, account_token.organization_id, account_token.name, permissions,
                    account_token.created_at, expires_at
                FROM account_token
                JOIN account ON account.id = account_token.account_id
                JOIN account_membership ON account_membership.account_id = account_token.account_id
                    AND account_membership.organization_id = account_token.organization_id
                WHERE token_hash = \(secret.hash) AND revoked_at IS NULL AND expires_at > \(now) AND account.closed_at IS NULL
                    AND left_at IS NULL
                """)
        }
    }

    /// The tokens of an organization that still work, the latest first.
    func all(of organization: String, at now: Instant) async throws -> [APIToken] {
        try await database.read { db in
            try db.all(
                APIToken.self,
                """
                SELECT id, account_id, organization_id, name, permissions, created_at, expires_at FROM account_token
                WHERE organization_id = \(organization) AND revoked_at IS NULL AND expires_at > \(now)
                ORDER BY created_at DESC, id LIMIT 500
                """)
        }
    }

    func revoke(_ id: String, of organization: String, by author: Act.Author) async throws {
        try await database.write(Act("token.revoke", by: author, for: "access", organization: organization)) { transaction in
            guard try Self.revoke("id = \(id) AND organization_id = \(organization)", transaction) == 1 else {
                throw OrganizationRefusal.gone
            }
        }
    }

    @discardableResult
    static func revoke(_ condition: SQL, _ transaction: Transaction) throws -> Int {
        let revoked = try transaction.values(
            String.self,
            "UPDATE account_token SET revoked_at = \(transaction.now) WHERE (\(sql: condition)) AND revoked_at IS NULL RETURNING id")
        for id in revoked { try transaction.journal(.closed, "token", id) }
        return revoked.count
    }
}
