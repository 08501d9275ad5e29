import Access
import Core
import Database
import Foundation

/// The translations of services and sheets: services carry theirs, those of sheets lie beside the pack, which is reloaded.
struct TranslationStore: Sendable {
    let database: Database

    /// The longest text of one place.
    static let longest = 8_000

    // MARK: How far each language is

    /// Notes how far the languages of a service are, in the transaction that writes it.
    static func count(_ service: Service, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM directory_service_text WHERE service_id = \(service.id)")
        try transaction.executeMany(service.translationCounts.sorted { $0.key < $1.key }) { language, counts in
            """
            INSERT INTO directory_service_text (service_id, language, units, machine, human, reviewed, outdated)
            VALUES (\(service.id), \(language.tag), \(counts.units), \(counts.machine), \(counts.human), \(counts.reviewed),
                \(counts.outdated))
            """
        }
    }

    /// Counts the services that were written before anybody counted, some at a time.
    func complete() async throws {
        let batch = 500
        // Nothing is written where nothing is missing: a node starts on a database that it can only read.
        let isComplete = try await database.read { session in
            try session.value(
                Int.self,
                """
                SELECT COUNT(*) FROM directory_service AS s
                LEFT JOIN directory_service_text AS t ON t.service_id = s.id AND t.language = \(LocalizedText.source.tag)
                WHERE t.service_id IS NULL
                """) == 0
        }
        var done = isComplete ? 0 : batch
        while done == batch {
            done = try await database.write(Act("translation.count", by: .system, for: "public-information")) { transaction in
                var unreadable: [String] = []
                let services: [Service] = try transaction.records(
                    """
                    SELECT s.record, s.id FROM directory_service AS s
                    LEFT JOIN directory_service_text AS t ON t.service_id = s.id AND t.language = \(LocalizedText.source.tag)
                    WHERE t.service_id IS NULL ORDER BY s.id LIMIT \(batch)
                    """, leaveOut: { unreadable.append(try $0[1]) })
                for service in services { try Self.count(service, in: transaction) }
                try transaction.executeMany(unreadable) { id in
                    """
                    INSERT INTO directory_service_text (service_id, language, units, machine, human, reviewed, outdated)
                    VALUES (\(id), \(LocalizedText.source.tag), 0, 0, 0, 0, 0)
                    """
                }
                let count = services.count + unreadable.count
                if count > 0 { try transaction.journal(.changed, "service_text", "*", ["count": count]) }
                return count
            }
        }
    }

    /// The counts of every language of the services within a scope; the French line has the number of texts.
    func progress(in scope: AccessScope) async throws -> [Language: TranslationCounts] {
        try await database.read { session in
            var progress: [Language: TranslationCounts] = [:]
            try session.each(
                """
                SELECT t.language, CAST(SUM(t.units) AS INTEGER), CAST(SUM(t.machine) AS INTEGER), CAST(SUM(t.human) AS INTEGER),
                    CAST(SUM(t.reviewed) AS INTEGER), CAST(SUM(t.outdated) AS INTEGER)
                FROM directory_service_text AS t JOIN directory_service AS s ON s.id = t.service_id
                WHERE s.status <> 'defunct' AND \(sql: scope.ofServices) GROUP BY t.language ORDER BY t.language
                """
            ) { row in progress[Language(try row[0])] = try TranslationCounts(row, from: 1) }
            return progress
        }
    }

    /// The services within a scope with at least one text in a state, in the order of their identifiers.
    ///
    /// - Parameter state: nil: something is missing.
    func tasks(
        _ state: TranslationState?, in language: Language, _ scope: AccessScope, after id: String, limit: Int
    ) async throws -> [TranslationTask] {
        let condition: SQL =
            switch state {
            case nil: "f.units > COALESCE(t.machine + t.human + t.reviewed + t.outdated, 0)"
            case .machine: "t.machine > 0"
            case .human: "t.human > 0"
            case .reviewed: "t.reviewed > 0"
            case .outdated: "t.outdated > 0"
            }
        return try await database.read { session in
            try session.rows(
                """
                SELECT s.id, s.record, o.name, f.units, COALESCE(t.machine, 0), COALESCE(t.human, 0), COALESCE(t.reviewed, 0),
                    COALESCE(t.outdated, 0)
                FROM directory_service_text AS f
                JOIN directory_service AS s ON s.id = f.service_id
                JOIN directory_organization AS o ON o.id = s.organization_id
                LEFT JOIN directory_service_text AS t ON t.service_id = s.id AND t.language = \(language.tag)
                WHERE f.language = \(LocalizedText.source.tag) AND s.status <> 'defunct' AND \(sql: condition)
                    AND \(sql: scope.ofServices) AND s.id > \(id)
                ORDER BY s.id LIMIT \(limit)
                """
            ).map { row in
                let service = try? JSONDecoder().decode(Service.self, from: Data((try row[1] as String).utf8))
                return TranslationTask(
                    kind: .service, id: try row[0], name: try service?.title ?? row[2], organization: try row[2],
                    counts: try TranslationCounts(row, from: 3))
            }
        }
    }

    // MARK: One record

    /// Nil when there is no such record, or nothing of it is to be translated.
    func record(_ kind: TranslationRecord.Kind, _ id: String, in language: Language) async throws -> TranslationRecord? {
        try await database.read { try Self.record(kind, id, in: language, $0) }
    }

    static func record(
        _ kind: TranslationRecord.Kind, _ id: String, in language: Language, _ session: Session
    ) throws -> TranslationRecord? {
        switch kind {
        case .sheet:
            guard let sheet = try sheet(id, session) else { return nil }
            let written = try ofSheets("AND record_id = \(id) AND language = \(language.tag)", in: session)
            return TranslationRecord(sheet, in: language, written[id]?[language] ?? [])
        case .service:
            guard let service = try (session.records(Service.row(id)) as [Service]).first else { return nil }
            let authors = try authors(of: id, in: language, session)
            return TranslationRecord(service, in: language, authors: authors)
        }
    }

    private static func sheet(_ id: String, _ session: Session) throws -> Sheet? {
        try (session.records("SELECT record FROM directory_city WHERE kind = \(CityRecordKind.sheet) AND id = \(id)") as [Sheet]).first
    }

    /// Who wrote what in a language here, by the text.
    private static func authors(of service: String, in language: Language, _ session: Session) throws -> [String: String] {
        var authors: [String: String] = [:]
        try session.each(
            """
            SELECT field, source_hash, text, author FROM directory_translation
            WHERE kind = 'service' AND record_id = \(service) AND language = \(language.tag) AND author IS NOT NULL
            ORDER BY field, source_hash
            """
        ) { row in authors["\(try row[0] as String)|\(try row[1] as String)|\(try row[2] as String)"] = try row[3] as String }
        return authors
    }

    /// What was translated of the sheets here, the newest first, by sheet and language.
    static func ofSheets(in session: Session) throws -> [String: [Language: [SheetTranslation]]] { try ofSheets("", in: session) }

    private static func ofSheets(_ condition: SQL, in session: Session) throws -> [String: [Language: [SheetTranslation]]] {
        var written: [String: [Language: [SheetTranslation]]] = [:]
        try session.each(
            """
            SELECT record_id, language, field, position, source_hash, text, state, author FROM directory_translation
            WHERE kind = 'sheet' \(sql: condition) ORDER BY written_at DESC, record_id, language, field, source_hash
            """
        ) { row in
            let translation = SheetTranslation(
                place: .init(try row[2], try row[3]), sourceHash: try row[4], text: try row[5],
                state: TranslationState(rawValue: try row[6]) ?? .machine, author: try row[7])
            written[try row[0], default: [:]][Language(try row[1]), default: []].append(translation)
        }
        return written
    }
}

extension TranslationCounts {
    fileprivate init(_ row: Row, from column: Int) throws {
        units = try row[column]
        machine = try row[column + 1]
        human = try row[column + 2]
        reviewed = try row[column + 3]
        outdated = try row[column + 4]
    }
}

extension TranslationRecord {
    init(_ sheet: Sheet, in language: Language, _ written: [SheetTranslation]) {
        self.init(
            kind: .sheet, id: sheet.id, name: sheet.texts[LocalizedText.source]?.title ?? sheet.id, organization: nil,
            units: sheet.units(in: language, written))
    }

    init(_ service: Service, in language: Language, authors: [String: String]) {
        self.init(
            kind: .service, id: service.id, name: service.title ?? "", organization: service.organizationID,
            units: service.units(in: language).map { unit in
                var unit = unit
                unit.author = unit.translation.flatMap { authors["\(unit.place.field)|\(unit.sourceHash)|\($0)"] }
                return unit
            })
    }
}
