import Access
import Core
import Database
import Vault

/// A broken glass, as the queue of reviews shows it.
package struct Emergency: Hashable, Sendable {
    package let id: String
    package let accountId: String
    package let name: String
    package let organizationId: String
    package let teamName: String
    package let compartments: [Compartment]
    /// Nothing when the person was erased meanwhile.
    package let reason: String?
    package let openedAt: Instant
    package let closedAt: Instant?
}

/// Keeps break-glass requests; the reason is sealed with the person's key.
struct EmergencyStore: Sendable {
    let database: Database
    let vault: Vault
    private static let reason = SealedField(table: "account_emergency", column: "reason")
    static let longestReason = 1_000

    /// Breaks the glass, for three hours; the caller has asked the rule whether the agent may.
    func open(
        _ id: String, of person: String, _ compartments: Set<Compartment>, reason: String, by account: String, in team: Grant.Place
    ) async throws {
        let words = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let organization = team.organization, let team = team.team else { throw OrganizationRefusal.wrongLevel }
        guard words.count >= 10, words.count <= Self.longestReason, !compartments.isEmpty, compartments.allSatisfy(\.isPersonal) else {
            throw OrganizationRefusal.incomplete
        }
        let names = compartments.map(\.rawValue).sorted()
        let act = Act("emergency.open", by: .person(account), for: "vital-interest", organization: organization)
        try await database.write(act) { [vault] transaction in
            try OrganizationStore.requireOpen(.team(team, organization: organization), transaction)
            let sealed = try vault.seal(words, at: Self.reason.at(row: id, of: person), transaction)
            try transaction.execute(
                """
                INSERT INTO account_emergency (id, account_id, organization_id, team_id, person_id, compartments, reason, opened_at)
                VALUES (\(id), \(account), \(organization), \(team), \(person), \(JSONColumn(names)), \(sealed), \(transaction.now))
                """)
            try transaction.journal(
                .created, "emergency", id, ["person": vault.reference(to: person), "compartments": names.joined(separator: " ")])
        }
    }

    /// Ends one's own emergency before its three hours.
    func close(_ id: String, by account: String) async throws {
        try await database.write(Act("emergency.close", by: .person(account), for: "vital-interest")) { transaction in
            let closed = try transaction.execute(
                """
                UPDATE account_emergency SET closed_at = \(transaction.now)
                WHERE id = \(id) AND account_id = \(account) AND closed_at IS NULL
                """)
            guard closed == 1 else { throw OrganizationRefusal.gone }
            try transaction.journal(.closed, "emergency", id)
        }
    }

    /// The emergencies nobody has reviewed, the oldest first, within a scope. Reading them is written down: reasons tell of people.
    func queue(in scope: AccessScope, by reader: String, limit: Int = 200) async throws -> [Emergency] {
        try await database.write(Act("emergency.read", by: .person(reader), for: "review")) { [vault] transaction in
            let rows = try transaction.all(
                Row.self,
                """
                SELECT account_emergency.id, account_id, account.name, account_emergency.organization_id, account_team.name AS team_name,
                    person_id, compartments, reason, opened_at, account_emergency.closed_at
                FROM account_emergency
                JOIN account ON account.id = account_emergency.account_id
                JOIN account_team ON account_team.id = account_emergency.team_id
                WHERE reviewed_at IS NULL
                    AND (\(scope.wholeCity) = 1 OR account_emergency.organization_id IN \(list: scope.organizations.sorted()))
                ORDER BY opened_at, account_emergency.id LIMIT \(limit)
                """)
            let keys = try vault.keys(of: rows.map(\.personId), transaction)
            try transaction.journal(.changed, "emergency", "queue", ["read": rows.map(\.id).joined(separator: " ")])
            return try rows.map { row in
                let isErased = keys.isErased(row.personId)
                return Emergency(
                    id: row.id, accountId: row.accountId, name: row.name, organizationId: row.organizationId, teamName: row.teamName,
                    compartments: row.compartments.value.compactMap(Compartment.init),
                    reason: isErased ? nil : try keys.open(row.reason, at: Self.reason.at(row: row.id, of: row.personId)),
                    openedAt: row.openedAt, closedAt: row.closedAt)
            }
        }
    }

    private struct Row: Decodable {
        let id: String, accountId: String, name: String, organizationId: String, teamName: String, personId: String
        let compartments: JSONColumn<[String]>
        let reason: SealedValue
        let openedAt: Instant
        let closedAt: Instant?
    }

    /// Whose emergency it is and where, for the question whether it may be reviewed.
    func target(_ id: String) async throws -> AccessTarget? {
        struct Owner: Decodable { let accountId: String, organizationId: String, teamId: String }
        let owner = try await database.read { db in
            try db.first(
                Owner.self,
                "SELECT account_id, organization_id, team_id FROM account_emergency WHERE id = \(id) AND reviewed_at IS NULL")
        }
        return owner.map { .record(of: $0.organizationId, team: $0.teamId, account: $0.accountId) }
    }

    /// A second person says whether the glass was rightly broken; an open one ends.
    func review(_ id: String, isJustified: Bool, by reviewer: String) async throws {
        try await database.write(Act("emergency.review", by: .person(reviewer), for: "review")) { transaction in
            let author = try transaction.value(
                String.self, "SELECT account_id FROM account_emergency WHERE id = \(id) AND reviewed_at IS NULL")
            guard let author else { throw OrganizationRefusal.gone }
            guard author != reviewer else { throw OrganizationRefusal.oneself }
            try transaction.execute(
                """
                UPDATE account_emergency SET reviewed_at = \(transaction.now), reviewed_by = \(reviewer), is_justified = \(isJustified),
                    closed_at = COALESCE(closed_at, \(transaction.now))
                WHERE id = \(id)
                """)
            try transaction.journal(.closed, "emergency", id, ["justified": isJustified])
        }
    }
}
