import Core

/// The HSDS tabular data package: a zip of one CSV a table and `datapackage.json`.
package enum HSDSTabular {
    package static func write(_ records: DirectoryRecords, taxonomy: Taxonomy) throws -> [UInt8] {
        let objects = HSDSRecords(records, taxonomy: taxonomy, details: .exchange)
        var tables = HSDSTableRows()
        for record in records.organizations { try tables.add(objects.organization(record, full: true), to: .organizations) }
        for record in records.locations { try tables.add(objects.location(record), to: .locations) }
        for record in records.services {
            var service = objects.service(record, full: true, nested: false)
            service.organization = nil
            try tables.add(service, to: .services)
        }
        for record in records.servicesAtLocations {
            var occurrence = objects.serviceAtLocation(record, full: true)
            occurrence.location = nil
            try tables.add(occurrence, to: .occurrences)
        }
        for term in objects.taxonomyTerms { try tables.add(term, to: .terms) }
        for list in objects.taxonomies { try tables.add(list, resource: "taxonomy") }
        return tables.archive()
    }
}

/// The tables being written.
struct HSDSTableRows {
    private var tables: [String: CSVText] = [:]

    mutating func add(_ object: some Encodable, to table: HSDSTable) throws {
        var reader = try JSONReader(JSONText.encode(object), file: table.path)
        add(try reader.document(), to: table, parent: nil)
    }

    mutating func add(_ object: some Encodable, resource: String) throws {
        guard let table = HSDSTable.all.first(where: { $0.resource == resource }) else { return }
        try add(object, to: table)
    }

    /// One row, then the rows of everything nested in it that has a table.
    private mutating func add(_ value: SourceValue, to table: HSDSTable, parent: (column: String, id: String)?) {
        let id = value["id"]?.plainText ?? ""
        let cells = table.columns.map { column in
            parent?.column == column ? parent?.id ?? "" : Self.cell(column, value[column])
        }
        tables[table.resource, default: Self.begun(table)].row(cells)
        for member in value.members {
            guard case .list(let parts) = member.value.content, let child = HSDSTable.child(of: table.resource, member: member.key) else {
                continue
            }
            for part in parts { add(part, to: child.table, parent: (child.foreignKey, id)) }
        }
    }

    private static func begun(_ table: HSDSTable) -> CSVText {
        var text = CSVText()
        text.row(table.columns)
        return text
    }

    private static func cell(_ column: String, _ value: SourceValue?) -> String {
        guard let value, value.content != .null else { return "" }
        if column == HSDSTable.profile { return String(decoding: JSONText.encode(value), as: UTF8.self) }
        let text = value.plainText ?? ""
        // The type `time` of data packages has seconds.
        return HSDSTable.types[column] == "time" && text.utf8.count == 5 ? text + ":00" : text
    }

    func archive() -> [UInt8] {
        var zip = ZipWriter()
        zip.add("datapackage.json", JSONText.encode(HSDSDataPackage()))
        for table in HSDSTable.all { zip.add(table.path, (tables[table.resource] ?? Self.begun(table)).bytes) }
        return zip.archive()
    }
}

/// `datapackage.json`.
struct HSDSDataPackage: Codable {
    var name = "human_services_data"
    var title = "Human Services Data Specification"
    var profile = "tabular-data-package"
    var version = HSDS.version
    var resources: [Resource] = HSDSTable.all.map(Resource.init)

    struct Resource: Codable {
        let name: String
        let path: String
        let profile: String?
        let schema: Schema?

        init(_ table: HSDSTable) {
            name = table.resource
            path = table.path
            profile = "tabular-data-resource"
            schema = Schema(
                fields: table.columns.map { .init(name: $0, type: HSDSTable.types[$0] ?? "string") }, primaryKey: "id")
        }
    }

    struct Schema: Codable {
        let fields: [Field]
        let primaryKey: String

        enum CodingKeys: String, CodingKey {
            case fields
            case primaryKey = "primaryKey"
        }
    }

    struct Field: Codable {
        let name: String
        let type: String
    }
}
