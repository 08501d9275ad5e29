import Access
import Core
import Database
import Foundation

/// Keeps what sources say of the fields that teams decided: only what a source says anew is asked.
struct SourceStore: Sendable {
    let database: Database

    /// Keeps what a field said when its team decided it: that the source goes on saying so is no news.
    static func base(_ fields: Set<String>, of kind: ImportPlan.Kind, _ id: String, _ former: RecordFields, in transaction: Transaction)
        throws
    {
        try transaction.executeMany(fields.subtracting(SourceWord.ours).subtracting(["provenance"]).sorted()) { field in
            """
            INSERT INTO directory_source_value (kind, record_id, field, value, state, noticed_at)
            VALUES (\(kind.rawValue), \(id), \(field), \(try former.json(of: field)), 'known', \(transaction.now))
            ON CONFLICT (kind, record_id, field) DO NOTHING
            """
        }
    }

    /// Those words that are news: other than the source's last, and other than the team's.
    static func news(_ words: [SourceWord], _ session: Session) throws -> [SourceWord] {
        guard !words.isEmpty else { return [] }
        let known = try known(session)
        return words.filter { word in known[word.key].map { $0 != word.value } == true && word.value != word.ours }
    }

    /// Notes what a source says now.
    static func note(_ words: [SourceWord], in transaction: Transaction) throws {
        guard !words.isEmpty else { return }
        let known = try known(transaction)
        for word in words where known[word.key] != word.value {
            // A word of before this was kept may be old: it is not asked.
            let isNews = known[word.key] != nil && word.value != word.ours
            try transaction.execute(
                """
                INSERT INTO directory_source_value (kind, record_id, field, value, state, noticed_at)
                VALUES (\(word.kind.rawValue), \(word.record), \(word.field), \(word.value), \(isNews ? "waiting" : "known"), \(transaction.now))
                ON CONFLICT (kind, record_id, field)
                    DO UPDATE SET value = excluded.value, state = excluded.state, noticed_at = excluded.noticed_at
                """)
            try transaction.journal(
                .changed, "source_difference", word.record, ["field": word.field, "state": isNews ? "waiting" : "known"])
        }
    }

    private static func known(_ session: Session) throws -> [SourceWord.Key: String] {
        var known: [SourceWord.Key: String] = [:]
        try session.each("SELECT kind, record_id, field, value FROM directory_source_value ORDER BY kind, record_id, field") { row in
            guard let kind = ImportPlan.Kind(rawValue: try row[0]) else { return }
            known[SourceWord.Key(kind: kind, record: try row[1], field: try row[2])] = try row[3]
        }
        return known
    }

    /// What waits within a scope, the oldest first.
    func waiting(in scope: AccessScope, limit: Int) async throws -> [SourceDifference] {
        let condition = scope.ofServices
        return try await database.read { try Self.waiting(condition, limit: limit, $0) }
    }

    private static func waiting(_ condition: SQL, limit: Int, _ session: Session) throws -> [SourceDifference] {
        let rows = try session.rows(
            """
            SELECT v.kind, v.record_id, v.field, v.value, v.noticed_at, s.record, p.record
            FROM directory_source_value AS v
            LEFT JOIN directory_service_at_location AS p ON v.kind = 'service_at_location' AND p.id = v.record_id
            JOIN directory_service AS s ON s.id = COALESCE(p.service_id, v.record_id)
            WHERE v.state = 'waiting' AND \(sql: condition) ORDER BY v.noticed_at, v.record_id, v.field LIMIT \(limit)
            """)
        return try rows.compactMap { row in
            guard let kind = ImportPlan.Kind(rawValue: try row[0]) else { return nil }
            let (service, place): (String, String?) = (try row[5], try row[6])
            let (field, value): (String, String) = (try row[2], try row[3])
            let current = try RecordFields(json: place ?? service)
            return SourceDifference(
                key: .init(kind: kind, record: try row[1], field: field),
                service: try JSONDecoder().decode(Service.self, from: Data(service.utf8)),
                theirs: try RecordFields(json: value).words(of: field), ours: current.words(of: field), noticedAt: try row[4])
        }
    }

    /// The organization a difference belongs to, for the rule; nil when it does not wait.
    func organization(of key: SourceWord.Key) async throws -> String? {
        try await database.read { session in
            try session.value(
                String.self,
                """
                SELECT s.organization_id FROM directory_source_value AS v
                LEFT JOIN directory_service_at_location AS p ON v.kind = 'service_at_location' AND p.id = v.record_id
                JOIN directory_service AS s ON s.id = COALESCE(p.service_id, v.record_id)
                WHERE v.state = 'waiting' AND v.kind = \(key.kind.rawValue) AND v.record_id = \(key.record) AND v.field = \(key.field)
                """)
        }
    }

    /// The team's word stays, until the source says something else again; or the source's word is taken, and it has the field from then on.
    ///
    /// - Parameter seen: when the difference that was looked at came.
    /// - Returns: false when it was answered meanwhile, or the source has said something newer.
    func answer(_ key: SourceWord.Key, seen: String, takesTheirs: Bool, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            let value = try transaction.value(
                String.self,
                """
                SELECT value FROM directory_source_value WHERE kind = \(key.kind.rawValue) AND record_id = \(key.record)
                    AND field = \(key.field) AND state = 'waiting' AND noticed_at = \(seen)
                """)
            guard let value else { return false }
            try transaction.execute(
                """
                UPDATE directory_source_value SET state = \(takesTheirs ? "known" : "kept")
                WHERE kind = \(key.kind.rawValue) AND record_id = \(key.record) AND field = \(key.field)
                """)
            try transaction.journal(
                .changed, "source_difference", key.record, ["field": key.field, "answer": takesTheirs ? "taken" : "kept"])
            if takesTheirs { try Self.take(value, key, in: transaction) }
            return true
        }
    }

    private static func take(_ value: String, _ key: SourceWord.Key, in transaction: Transaction) throws {
        switch key.kind {
        case .service: try take(value, key, as: Service.self, in: transaction)
        case .serviceAtLocation: try take(value, key, as: ServiceAtLocation.self, in: transaction)
        case .organization, .location: break
        }
        try transaction.execute(
            """
            DELETE FROM directory_held_field
            WHERE kind = \(key.kind.rawValue) AND record_id = \(key.record) AND field = \(key.field)
            """)
    }

    private static func take<Record: EditableRecord>(
        _ value: String, _ key: SourceWord.Key, as type: Record.Type, in transaction: Transaction
    ) throws {
        guard let current = try (transaction.records(Record.row(key.record)) as [Record]).first else { return }
        var fields = try current.fields()
        fields.replace(key.field, with: try RecordFields(json: value).part(key.field))
        try EditStore.save(Record(fields), holding: [], in: transaction)
    }
}
