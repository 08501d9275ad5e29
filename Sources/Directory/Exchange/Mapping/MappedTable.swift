import Core

/// Reads a table with a mapping: every row becomes an organization (shared by its name), a location, a service and the two together.
package struct MappedTable {
    private let mapping: CSVMapping
    private let terms: TermLookup
    private let file: String
    private let table: CSVReader
    private let index: [String: Int]
    private var reading = ImportReading()
    private var organizations: Set<String> = []
    private var lines: [String: Int] = [:]

    /// - Parameter file: the name the report gives the table.
    package init(_ bytes: [UInt8], file: String, mapping: CSVMapping, taxonomy: Taxonomy) throws(Refusal) {
        self.mapping = mapping
        self.file = file
        terms = TermLookup(taxonomy)
        table = try CSVReader(bytes, file: file, encoding: mapping.encoding, separator: mapping.separator)
        index = Dictionary(table.header.enumerated().map { ($1, $0) }) { first, _ in first }
        try checkColumns()
        try checkConstants()
    }

    /// Everything the table holds; a row that cannot be taken is refused with its line.
    package mutating func read() -> ImportReading {
        for row in table.rows {
            reading.read += 1
            do throws(Refusal) { try take(row) } catch { reading.refuse(error, record: cell(mapping.id, row)) }
        }
        return reading
    }

    // MARK: The mapping against the table and the taxonomy

    private func checkColumns() throws(Refusal) {
        let used = [mapping.id] + mapping.columns.map(\.name) + mapping.days.filter { !$0.isEmpty } + mapping.kept + mapping.ignored
        if let missing = used.first(where: { index[$0] == nil }) {
            let line = mapping.columns.first { $0.name == missing }?.line
            let reason = "the table \(file) has no column “\(missing)”; it has \(table.header.joined(separator: ", "))"
            throw Refusal(reason, at: .init(file: mapping.file, line: line, field: missing))
        }
        let known = Set(used)
        if let unknown = table.header.first(where: { !$0.isEmpty && !known.contains($0) }) {
            let reason = "the mapping \(mapping.file) says nothing of this column: map it, or put it under “keep” or “ignore”"
            throw Refusal(reason, at: .init(file: file, line: 1, field: unknown))
        }
    }

    private func checkConstants() throws(Refusal) {
        for (field, ids) in mapping.constants {
            guard let facets = field.facets else { continue }
            for id in ids where !(terms[id].map { facets.contains($0.facet) } ?? false) {
                throw Refusal(
                    "the taxonomy has no term “\(id)” for \(field.rawValue)",
                    at: .init(file: mapping.file, field: "constants.\(field.rawValue)"))
            }
        }
    }

    // MARK: Rows

    private func cell(_ column: String, _ row: CSVReader.Row) -> String? {
        guard let position = index[column], position < row.cells.count else { return nil }
        return row.cells[position].trimmed.unlessEmpty
    }

    private mutating func take(_ row: CSVReader.Row) throws(Refusal) {
        let place = Refusal.Place(file: file, line: row.line)
        guard row.cells.count == table.header.count else {
            let reason =
                "has \(row.cells.count) cells where the header has \(table.header.count) columns: look for a missing separator or quote"
            throw Refusal(reason, at: place)
        }
        guard let id = cell(mapping.id, row) else { throw Refusal("is empty: every row needs its identifier", at: place.field(mapping.id)) }
        if let first = lines.updateValue(row.line, forKey: id) {
            throw Refusal("“\(id)” is already the identifier of line \(first)", at: place.field(mapping.id))
        }
        let values = MappedRow(try fields(row, at: place), language: mapping.language)
        guard values[.name] != nil else { throw Refusal("has no name", at: place) }
        var provenance = Provenance(source: mapping.source, sourceID: id)
        provenance.title = mapping.title
        provenance.url = mapping.url
        provenance.updatedOn = try day(values[.updatedOn], at: place)
        try add(row, values, provenance, at: place)
    }

    /// The values of a row by field: constants first, then cells through their value map.
    private func fields(_ row: CSVReader.Row, at place: Refusal.Place) throws(Refusal) -> [CSVMapping.Field: [String]] {
        var fields = mapping.constants
        for column in mapping.columns {
            guard var value = cell(column.name, row) else { continue }
            if let map = mapping.values[column.name] {
                guard let mapped = map[value] else {
                    let known = map.keys.sorted().joined(separator: ", ")
                    throw Refusal("“\(value)” is not in the mapping's values (\(known)): add it there", at: place.field(column.name))
                }
                value = mapped
            }
            guard !value.isEmpty else { continue }
            let several = column.field.isList ? value.split(separator: "|").map(\.trimmed) : [value]
            if let facets = column.field.facets,
                let wrong = several.first(where: { !(terms[$0].map { facets.contains($0.facet) } ?? false) })
            {
                throw Refusal("the taxonomy has no term “\(wrong)”: map it under “values”", at: place.field(column.name))
            }
            fields[column.field, default: []] += several
        }
        return fields
    }

    private func day(_ text: String?, at place: Refusal.Place) throws(Refusal) -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else { throw Refusal("“\(text)” is not a day written YYYY-MM-DD", at: place.field("updated_on")) }
        return day
    }

    private mutating func add(_ row: CSVReader.Row, _ values: MappedRow, _ provenance: Provenance, at place: Refusal.Place) throws(Refusal)
    {
        let coordinate = try coordinate(values, at: place)
        let organization = values.organization(provenance)
        var location = values.location(provenance, coordinate: coordinate)
        location.organizationID = organization.id
        var service = values.service(provenance, organization: organization.id)
        for column in mapping.kept.sorted() { service.extra[column] = cell(column, row) }
        var occurrence = ServiceAtLocation(
            id: provenance.identifier("service_at_location"), serviceID: service.id, locationID: location.id, provenance: provenance)
        fillHours(&occurrence, row, values, at: place)
        if location.address == nil, location.coordinate == nil {
            reading.warn(
                "has neither an address nor a point: it is kept, and found by its name only", at: place, record: provenance.sourceID)
        }
        if organizations.insert(organization.id).inserted { reading.records.organizations.append(organization) }
        reading.records.locations.append(location)
        reading.records.services.append(service)
        reading.records.servicesAtLocations.append(occurrence)
    }

    private func coordinate(_ values: MappedRow, at place: Refusal.Place) throws(Refusal) -> Coordinate? {
        guard let latitude = values[.latitude], let longitude = values[.longitude] else { return nil }
        // Published French tables write 48,85 as well as 48.85.
        let numbers = [latitude, longitude].map { Double($0.replacing(",", with: ".")) }
        guard let latitude = numbers[0], let longitude = numbers[1], let point = Coordinate(latitude: latitude, longitude: longitude) else {
            throw Refusal("\(latitude), \(longitude) is not a point of the earth in degrees", at: place.field("latitude"))
        }
        return point
    }

    private mutating func fillHours(
        _ occurrence: inout ServiceAtLocation, _ row: CSVReader.Row, _ values: MappedRow, at place: Refusal.Place
    ) {
        let written =
            mapping.days.isEmpty ? SourceHours(values[.hours]) : SourceHours(columns: mapping.days.map { ($0, cell($0, row) ?? "") })
        occurrence.hours = written.hours
        occurrence.hoursText = written.text
        guard let problem = written.problem else { return }
        let field = written.column ?? mapping.columns.first { $0.field == .hours }?.name
        reading.warn(
            problem, at: .init(file: place.file, line: place.line, field: field), record: occurrence.provenance.sourceID,
            proposal: written.proposal)
    }
}
