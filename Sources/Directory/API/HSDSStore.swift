import Core
import Database

/// Which records a list of the HSDS API holds; everything given must hold.
struct HSDSFilter: Sendable {
    var search: String?
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
            let from: SQL =
                "FROM directory_service AS s JOIN directory_organization AS o ON o.id = s.organization_id WHERE \(sql: condition)"
            let total = try session.value(Int.self, "SELECT COUNT(*) \(sql: from)") ?? 0
            let ids = try session.values(String.self, "SELECT s.id \(sql: from) ORDER BY s.id \(sql: Self.page(filter))")
            guard !areAlone else {
                var records = DirectoryRecords()
                records.services = try session.records("SELECT record FROM directory_service WHERE id IN \(list: ids) ORDER BY id")
                return Found(total: total, ids: ids, records: records)
            }
            return Found(total: total, ids: ids, records: try session.records(ofServices: ids))
        }
    }

    func servicesAtLocations(_ filter: HSDSFilter) async throws -> Found {
        let condition = Self.condition(filter) { "(p.modified_at >= \($0) OR l.modified_at >= \($0) OR s.modified_at >= \($0))" }
        return try await database.read { session in
            let from: SQL = """
                FROM directory_service_at_location AS p JOIN directory_service AS s ON s.id = p.service_id
                JOIN directory_organization AS o ON o.id = s.organization_id
                JOIN directory_location AS l ON l.id = p.location_id
                WHERE p.ended = 0 AND \(sql: condition) AND \(sql: filter.postalCode.map { "l.postal_code = \($0)" } ?? "1 = 1")
                """
            let total = try session.value(Int.self, "SELECT COUNT(*) \(sql: from)") ?? 0
            let rows = try session.rows("SELECT p.id, p.service_id \(sql: from) ORDER BY p.id \(sql: Self.page(filter))")
            let services: [String] = try rows.map { try $0[1] }
            return Found(total: total, ids: try rows.map { try $0[0] }, records: try session.records(ofServices: services))
        }
    }

    func organizations(_ filter: HSDSFilter) async throws -> Found {
        var conditions: [SQL] = ["1 = 1"]
        if let search = filter.search { conditions += Self.words(search).map { "o.search_text LIKE \($0) ESCAPE '!'" } }
        if let terms = filter.terms {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM directory_service AS s JOIN directory_service_term AS t ON t.service_id = s.id
                WHERE s.organization_id = o.id AND t.term_id IN \(list: terms))
                """)
        }
        let condition = SQL.joined(conditions, by: " AND ")
        return try await database.read { session in
            let from: SQL = "FROM directory_organization AS o WHERE \(sql: condition)"
            let total = try session.value(Int.self, "SELECT COUNT(*) \(sql: from)") ?? 0
            let ids = try session.values(String.self, "SELECT o.id \(sql: from) ORDER BY o.id \(sql: Self.page(filter))")
            return Found(total: total, ids: ids, records: try session.records(ofOrganizations: ids))
        }
    }

    /// One record and what it is nested in; empty when there is none.
    func service(_ id: String) async throws -> DirectoryRecords {
        try await database.read { try $0.records(ofServices: [id]) }
    }

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
        var conditions: [SQL] = ["1 = 1"]
        if let search = filter.search {
            conditions += words(search).map { "(s.search_text LIKE \($0) ESCAPE '!' OR o.search_text LIKE \($0) ESCAPE '!')" }
        }
        if let terms = filter.terms {
            conditions.append(
                "EXISTS (SELECT 1 FROM directory_service_term AS t WHERE t.service_id = s.id AND t.term_id IN \(list: terms))")
        }
        if let organization = filter.organization { conditions.append("s.organization_id = \(organization)") }
        if let moment = filter.modifiedAfter { conditions.append(changed(moment)) }
        return SQL.joined(conditions, by: " AND ")
    }

    private static func page(_ filter: HSDSFilter) -> SQL {
        "LIMIT \(filter.perPage) OFFSET \((filter.page - 1) * filter.perPage)"
    }

    /// Every word must be found; `%` and `_` are letters like others.
    private static func words(_ search: String) -> [String] {
        Folding.folded(search).split(separator: " ").prefix(6).map { word in
            "%" + word.map { "!%_".contains($0) ? "!\($0)" : String($0) }.joined() + "%"
        }
    }
}

extension Session {
    /// Services with their organizations, places and locations.
    fileprivate func records(ofServices ids: [String]) throws -> DirectoryRecords {
        var records = DirectoryRecords()
        records.services = try self.records("SELECT record FROM directory_service WHERE id IN \(list: ids) ORDER BY id")
        try fill(&records)
        let organizations = Set(records.services.map(\.organizationID)).sorted()
        records.organizations = try self.records("SELECT record FROM directory_organization WHERE id IN \(list: organizations) ORDER BY id")
        return records
    }

    /// Organizations with all their services.
    fileprivate func records(ofOrganizations ids: [String]) throws -> DirectoryRecords {
        var records = DirectoryRecords()
        records.organizations = try self.records("SELECT record FROM directory_organization WHERE id IN \(list: ids) ORDER BY id")
        records.services = try self.records("SELECT record FROM directory_service WHERE organization_id IN \(list: ids) ORDER BY id")
        try fill(&records)
        return records
    }

    private func fill(_ records: inout DirectoryRecords) throws {
        let services = records.services.map(\.id)
        records.servicesAtLocations = try self.records(
            "SELECT record FROM directory_service_at_location WHERE ended = 0 AND service_id IN \(list: services) ORDER BY id")
        let locations = Set(records.servicesAtLocations.map(\.locationID)).sorted()
        records.locations = try self.records("SELECT record FROM directory_location WHERE id IN \(list: locations) ORDER BY id")
    }
}
