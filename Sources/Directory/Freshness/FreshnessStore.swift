import Access
import Core
import Database

/// Which services nobody confirmed lately, who was asked, and what visitors said of them.
struct FreshnessStore: Sendable {
    let database: Database

    /// Days between two letters to the same team.
    static let pause: Int64 = 14

    /// The services within a scope that run, each once, by organization.
    func running(in scope: AccessScope) async throws -> [Line] {
        let condition = scope.ofServices
        return try await database.read { try Self.running(condition, $0) }
    }

    /// One service, as a list of the late ones needs it.
    struct Line: Hashable, Sendable {
        let service: Service
        let organization: String
        let organizationName: String
    }

    private static func running(_ condition: SQL, _ session: Session) throws -> [Line] {
        var lines: [Line] = []
        try session.listings(where: "s.status = 'active' AND \(sql: condition)", leaveOut: { _, _ in }) { listing in
            // The places of one service come one after the other.
            guard lines.last?.service.id != listing.service.id else { return }
            lines.append(
                Line(service: listing.service, organization: listing.organization.id, organizationName: listing.organization.name))
        }
        return lines
    }

    /// Confirms services that somebody has looked at; those that are not of the scope are left alone.
    ///
    /// - Returns: how many.
    func confirm(_ ids: Set<String>, in scope: AccessScope, today: Day, by account: String) async throws -> Int {
        let lines = try await running(in: scope).filter { ids.contains($0.service.id) }
        let organizations = Set(lines.map(\.organization))
        let act = Act(
            "directory.confirm", by: .person(account), for: "public-information",
            organization: organizations.count == 1 ? organizations.first : nil)
        guard !lines.isEmpty else { return 0 }
        return try await database.write(act) { transaction in
            for line in lines {
                _ = try EditStore.change(Service.self, line.service.id, in: transaction) { $0.provenance.checkedOn = today }
            }
            return lines.count
        }
    }

    /// The organizations whose team was not asked for a while, with their late services; one letter each is enough.
    func unasked(before moment: Instant, isLate: @Sendable (Service) -> Bool) async throws -> [String: [Service]] {
        let (asked, lines) = try await database.read { session in
            (
                try session.values(
                    String.self,
                    "SELECT DISTINCT organization_id FROM directory_confirmation_letter WHERE asked_at > \(moment) ORDER BY organization_id"
                ),
                try Self.running("1 = 1", session)
            )
        }
        let recent = Set(asked)
        return Dictionary(grouping: lines.filter { !recent.contains($0.organization) && isLate($0.service) }, by: \.organization)
            .mapValues { $0.map(\.service) }
    }

    /// Notes that a team is asked now.
    ///
    /// - Returns: false when it was asked meanwhile, by another node.
    static func ask(_ organization: String, services: Int, people: Int, after moment: Instant, in transaction: Transaction) throws -> Bool {
        let recent = try transaction.value(
            Int.self,
            """
            SELECT COUNT(*) FROM directory_confirmation_letter WHERE organization_id = \(organization) AND asked_at > \(moment)
            """)
        guard recent == 0 else { return false }
        try transaction.execute(
            """
            INSERT INTO directory_confirmation_letter (organization_id, asked_at, services, people)
            VALUES (\(organization), \(transaction.now), \(services), \(people))
            """)
        try transaction.journal(.created, "confirmation_letter", organization, ["services": services, "people": people])
        return true
    }

    /// When each team was asked last, by organization.
    func lastAsked() async throws -> [String: Instant] {
        try await database.read { session in
            var asked: [String: Instant] = [:]
            try session.each(
                """
                SELECT organization_id, MAX(asked_at) FROM directory_confirmation_letter GROUP BY organization_id ORDER BY organization_id
                """
            ) { asked[try $0[0]] = try $0[1] }
            return asked
        }
    }

    /// How many visitors said that a service's page is right since a moment, and the last of them.
    func visitors(of service: String, since: Instant) async throws -> (count: Int, last: Instant?) {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT COUNT(*), MAX(received_at) FROM directory_feedback
                WHERE service_id = \(service) AND kind = 'right' AND received_at >= \(since)
                """)
            guard let row = rows.first else { return (0, nil) }
            return (try row[0], try row[1])
        }
    }
}
