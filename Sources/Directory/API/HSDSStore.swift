import Core
import Database
import Foundation

/// Which records a list of the HSDS API holds; everything given must hold.
struct HSDSFilter: Sendable {
    var words: WordsFound?
    /// Identifiers of the city's terms; any of them.
    var terms: [String]?
    var organization: String?
    var modifiedAfter: Instant?
    var postalCode: String?
    var page = 1
    var perPage = 50
}

/// Reads the records of one page of the HSDS API with everything they are nested in.
struct HSDSStore: Sendable {
    let database: Database

    /// What one list counts and the records to print, in the order of their identifiers.
    struct Found: Sendable {
        let total: Int
        let ids: [String]
        let records: DirectoryRecords
    }

    /// - Parameter areAlone: without their organizations and places.
    func services(_ filter: HSDSFilter, areAlone: Bool = false) async throws -> Found {
        let condition = Self.condition(filter) { "s.modified_at >= \($0)" }
        return try await database.read { session in
            let list = HSDSList(
                key: "s.id", from: "FROM directory_service AS s", where: condition,
                isNamed: filter.words.map { words in
                    // What is at no place that is searched is looked for in its own words.
                    """
                    (\(sql: words.named(in: "s.search_text")) AND (s.status = 'defunct' OR NOT EXISTS (
                    SELECT 1 FROM directory_service_at_location AS p WHERE p.service_id = s.id AND p.ended = 0)))
                    """
                })
            let (total, ids) = try list.page(filter, in: session) { filter.words?.services.contains($0) ?? true }
            guard !areAlone else {
                var records = DirectoryRecords()
                records.services = try session.readable("SELECT record FROM directory_service WHERE id IN \(list: ids) ORDER BY id")
                return Found(total: total, ids: ids, records: records)
            }
            return Found(total: total, ids: ids, records: try session.records(ofServices: ids))
        }
    }

    func servicesAtLocations(_ filter: HSDSFilter) async throws -> Found {
        let condition = Self.condition(filter) { "(p.modified_at >= \($0) OR l.modified_at >= \($0) OR s.modified_at >= \($0))" }
        return try await database.read { session in
            let list = HSDSList(
                key: "p.id",
                from: """
                    FROM directory_service_at_location AS p JOIN directory_service AS s ON s.id = p.service_id
                    JOIN directory_location AS l ON l.id = p.location_id
                    """,
                where: "p.ended = 0 AND \(sql: condition) AND \(sql: filter.postalCode.map { "l.postal_code = \($0)" } ?? "1 = 1")")
            let (total, ids) = try list.page(filter, in: session) { filter.words?.places.contains($0) ?? true }
            let services = try session.values(
                String.self, "SELECT service_id FROM directory_service_at_location WHERE id IN \(list: ids)")
            return Found(total: total, ids: ids, records: try session.records(ofServices: Set(services).sorted()))
        }
    }

    /// Organizations that the words name, or one of whose services they find.
    func organizations(_ filter: HSDSFilter) async throws -> Found {
        var condition: SQL = "1 = 1"
        if let terms = filter.terms {
            condition = """
                EXISTS (SELECT 1 FROM directory_service AS s JOIN directory_service_term AS t ON t.service_id = s.id
                WHERE s.organization_id = o.id AND t.term_id IN \(list: terms))
                """
        }
        return try await database.read { [condition] session in
            var found: Set<String> = []
            if let services = filter.words?.services, !services.isEmpty {
                try session.each("SELECT id, organization_id FROM directory_service ORDER BY organization_id, id") { row in
                    if services.contains(try row[0]) { found.insert(try row[1]) }
                }
            }
            let list = HSDSList(
                key: "o.id", from: "FROM directory_organization AS o", where: condition,
                isNamed: filter.words.map { $0.named(in: "o.search_text") })
            let (total, ids) = try list.page(filter, in: session) { [found] in found.contains($0) }
            return Found(total: total, ids: ids, records: try session.records(ofOrganizations: ids))
        }
    }

    /// One record and what it is nested in; empty when there is none.
    func service(_ id: String) async throws -> DirectoryRecords {
        try await database.read { try $0.records(ofServices: [id]) }
    }

    /// What a service was merged into; nil for one that was not.
    func survivor(of id: String) async throws -> String? { try await database.read { try DuplicateStore.survivor(of: id, $0) } }

    func organization(_ id: String) async throws -> DirectoryRecords {
        try await database.read { try $0.records(ofOrganizations: [id]) }
    }

    func serviceAtLocation(_ id: String) async throws -> DirectoryRecords {
        try await database.read { session in
            let services = try session.values(
                String.self, "SELECT service_id FROM directory_service_at_location WHERE id = \(id) AND ended = 0")
            return try session.records(ofServices: services)
        }
    }

    /// - Parameter changed: what must have changed since a moment, in the list asked for.
    private static func condition(_ filter: HSDSFilter, changed: (Instant) -> SQL) -> SQL {
        var conditions: [SQL] = ["s.merged_into IS NULL"]
        if let terms = filter.terms {
            conditions.append(
                "EXISTS (SELECT 1 FROM directory_service_term AS t WHERE t.service_id = s.id AND t.term_id IN \(list: terms))")
        }
        if let organization = filter.organization { conditions.append("s.organization_id = \(organization)") }
        if let moment = filter.modifiedAfter { conditions.append(changed(moment)) }
        return SQL.joined(conditions, by: " AND ")
    }
}

/// One list of the API, counted and cut into pages.
private struct HSDSList {
    let key: SQL
    let from: SQL
    let `where`: SQL
    /// Holds for what words name without the index; nil: nothing.
    var isNamed: SQL?

    /// How many records there are, and the identifiers of one page of them.
    ///
    /// Without words the database counts and cuts. With words the index says what they find, and the database which of it the other
    /// filters keep: a word may find more records than a statement has room for, so they meet here.
    func page(_ filter: HSDSFilter, in session: Session, _ isFound: (String) -> Bool) throws -> (total: Int, ids: [String]) {
        let skipped = (filter.page - 1) * filter.perPage
        guard filter.words != nil else {
            let total = try session.value(Int.self, "SELECT COUNT(*) \(sql: from) WHERE \(sql: self.where)") ?? 0
            let ids = try session.values(
                String.self,
                "SELECT \(sql: key) \(sql: from) WHERE \(sql: self.where) ORDER BY \(sql: key) LIMIT \(filter.perPage) OFFSET \(skipped)")
            return (total, ids)
        }
        var ids: [String] = []
        var total = 0
        let isNamed: SQL = isNamed.map { "CASE WHEN \(sql: $0) THEN 1 ELSE 0 END" } ?? "0"
        try session.each("SELECT \(sql: key), \(sql: isNamed) \(sql: from) WHERE \(sql: self.where) ORDER BY \(sql: key)") { row in
            let id: String = try row[0]
            let named: Int = try row[1]
            guard named == 1 || isFound(id) else { return }
            if total >= skipped, ids.count < filter.perPage { ids.append(id) }
            total += 1
        }
        return (total, ids)
    }
}

extension Session {
    /// Services with their organizations, places and locations.
    fileprivate func records(ofServices ids: [String]) throws -> DirectoryRecords {
        var records = DirectoryRecords()
        records.services = try readable("SELECT record FROM directory_service WHERE id IN \(list: ids) AND merged_into IS NULL ORDER BY id")
        try fill(&records)
        let organizations = Set(records.services.map(\.organizationID)).sorted()
        records.organizations = try readable("SELECT record FROM directory_organization WHERE id IN \(list: organizations) ORDER BY id")
        return records
    }

    /// Organizations with all their services.
    fileprivate func records(ofOrganizations ids: [String]) throws -> DirectoryRecords {
        var records = DirectoryRecords()
        records.organizations = try readable("SELECT record FROM directory_organization WHERE id IN \(list: ids) ORDER BY id")
        records.services = try readable(
            "SELECT record FROM directory_service WHERE organization_id IN \(list: ids) AND merged_into IS NULL ORDER BY id")
        try fill(&records)
        return records
    }

    private func fill(_ records: inout DirectoryRecords) throws {
        let services = records.services.map(\.id)
        records.servicesAtLocations = try readable(
            "SELECT record FROM directory_service_at_location WHERE ended = 0 AND service_id IN \(list: services) ORDER BY id")
        let locations = Set(records.servicesAtLocations.map(\.locationID)).sorted()
        records.locations = try readable("SELECT record FROM directory_location WHERE id IN \(list: locations) ORDER BY id")
    }

    /// One record that cannot be read is no reason to withhold a page: the snapshot has told which one, and the metrics how many.
    fileprivate func readable<Record: Decodable>(_ sql: SQL) throws -> [Record] {
        try records(sql) { _ in }
    }
}
