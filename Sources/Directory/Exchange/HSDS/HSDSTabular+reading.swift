import Core

extension HSDSTabular {
    /// Reads a tabular data package of HSDS 3.x. A table that is damaged refuses the whole package; a row only itself.
    package static func read(_ bytes: [UInt8], file: String, source: String, taxonomy: Taxonomy, restores: Bool = true) throws
        -> ImportReading
    {
        let archive = try ZipReader(bytes, file: file)
        var tables = try HSDSTables(archive, file: file)
        var session = HSDSImport(source: source, terms: TermLookup(taxonomy), file: HSDSTable.services.path, restores: restores)
        for service in tables.services() { session.take(service) }
        session.file = HSDSTable.organizations.path
        for organization in tables.organizationsWithoutService() { session.take(organization) }
        return session.reading
    }
}

/// The tables of a package, being put back into nested objects.
private struct HSDSTables {
    private var rows: [String: [SourceValue]] = [:]
    private var byID: [String: [String: SourceValue]] = [:]
    private var usedOrganizations: Set<String> = []
    private var usedLocations: Set<String> = []

    init(_ archive: ZipReader, file: String) throws {
        let paths = try Self.paths(archive, file: file)
        for table in HSDSTable.all {
            guard let entry = archive.entries[paths[table.resource] ?? table.path] else { continue }
            rows[table.resource] = try Self.rows(archive.content(entry), table: table, file: entry.name)
        }
        guard rows["service"] != nil, rows["organization"] != nil else {
            throw Refusal("holds no services.csv and organizations.csv: it is not an HSDS data package", at: .init(file: file))
        }
        nest()
    }

    /// Where `datapackage.json` says that the tables are.
    private static func paths(_ archive: ZipReader, file: String) throws -> [String: String] {
        guard let entry = archive.entries["datapackage.json"] else { return [:] }
        var reader = try JSONReader(archive.content(entry), file: "datapackage.json")
        guard case .list(let resources)? = try reader.document()["resources"]?.content else { return [:] }
        let pairs = resources.compactMap { resource in
            resource["name"]?.plainText.flatMap { name in resource["path"]?.plainText.map { (name, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func rows(_ bytes: [UInt8], table: HSDSTable, file: String) throws -> [SourceValue] {
        guard !bytes.isEmpty else { return [] }
        let csv = try CSVReader(bytes, file: file)
        return try csv.rows.map { row in
            guard row.cells.count == csv.header.count else {
                throw Refusal(
                    "has \(row.cells.count) cells where the header has \(csv.header.count) columns", at: .init(file: file, line: row.line))
            }
            let members = try zip(csv.header, row.cells).filter { !$1.isEmpty || HSDSTable.mayBeEmpty.contains($0) }.map { column, cell in
                SourceValue.Member(key: column, value: try value(column, cell, line: row.line, file: file))
            }
            return SourceValue(line: row.line, content: .object(members))
        }
    }

    private static func value(_ column: String, _ cell: String, line: Int, file: String) throws -> SourceValue {
        guard column == HSDSTable.profile else { return SourceValue(line: line, content: cell.isEmpty ? .text("") : .cell(cell)) }
        do throws(Refusal) {
            var reader = try JSONReader(Array(cell.utf8), file: file)
            return SourceValue(line: line, content: try reader.document().content)
        } catch {
            throw Refusal(error.reason, at: .init(file: file, line: line, field: column))
        }
    }

    /// From the leaves up: every table's rows into the objects their foreign keys name.
    private mutating func nest() {
        for table in HSDSTable.all.reversed() {
            let own = rows[table.resource] ?? []
            byID[table.resource] = Dictionary(own.map { ($0["id"]?.plainText ?? "", $0) }) { first, _ in first }
        }
        nest("attribute") { [byID] attribute in
            attribute["taxonomy_term_id"]?.plainText.flatMap { byID["taxonomy_term"]?[$0] }.map { ("taxonomy_term", $0) }
        }
        for resource in ["language", "address", "accessibility", "phone", "schedule"] { distribute(resource) }
        nest("service_at_location") { [byID] occurrence in
            occurrence["location_id"]?.plainText.flatMap { byID["location"]?[$0] }.map { ("location", $0) }
        }
        let later = ["attribute", "service_area", "required_document", "cost_option", "organization_identifier", "service_at_location"]
        for resource in later { distribute(resource) }
        nest("service") { [byID] service in
            service["organization_id"]?.plainText.flatMap { byID["organization"]?[$0] }.map { ("organization", $0) }
        }
    }

    /// Adds one member to every row of a table.
    private mutating func nest(_ resource: String, _ member: (SourceValue) -> (String, SourceValue)?) {
        let nested = (rows[resource] ?? []).map { row in
            guard let (key, value) = member(row) else { return row }
            return SourceValue(line: row.line, content: .object(row.members + [.init(key: key, value: value)]))
        }
        replace(resource, nested)
    }

    private mutating func replace(_ resource: String, _ values: [SourceValue]) {
        rows[resource] = values
        byID[resource] = Dictionary(values.map { ($0["id"]?.plainText ?? "", $0) }) { first, _ in first }
    }

    /// Gives the rows of a table to the objects they are parts of.
    private mutating func distribute(_ resource: String) {
        guard let table = HSDSTable.all.first(where: { $0.resource == resource }), let own = rows[resource] else { return }
        for place in table.places {
            let groups = Dictionary(grouping: own.filter { $0[place.foreignKey] != nil }) { $0[place.foreignKey]?.plainText ?? "" }
            guard !groups.isEmpty else { continue }
            nest(place.parent) { parent in
                groups[parent["id"]?.plainText ?? ""].map { (place.member, SourceValue(line: parent.line, content: .list($0))) }
            }
        }
    }

    mutating func services() -> [SourceValue] {
        let services = rows["service"] ?? []
        usedOrganizations = Set(services.compactMap { $0["organization_id"]?.plainText })
        usedLocations = Set((rows["service_at_location"] ?? []).compactMap { $0["location_id"]?.plainText })
        return services
    }

    /// Organizations no service brought, and those with locations no service is at.
    func organizationsWithoutService() -> [SourceValue] {
        let unused = (rows["location"] ?? []).filter { !usedLocations.contains($0["id"]?.plainText ?? "") }
        let locations = Dictionary(grouping: unused) { $0["organization_id"]?.plainText ?? "" }
        return (rows["organization"] ?? []).compactMap { organization in
            let id = organization["id"]?.plainText ?? ""
            guard let own = locations[id] else { return usedOrganizations.contains(id) ? nil : organization }
            let member = SourceValue.Member(key: "locations", value: SourceValue(line: organization.line, content: .list(own)))
            return SourceValue(line: organization.line, content: .object(organization.members + [member]))
        }
    }
}
