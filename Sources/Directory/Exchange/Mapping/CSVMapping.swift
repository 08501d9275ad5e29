import Core

/// How the columns of one published table become records: the content of a mapping file (docs/exchange.md).
package struct CSVMapping: Sendable {
    let file: String
    let source: String
    let title: String?
    let url: String?
    let encoding: TextEncoding
    let separator: Character?
    let language: Language
    /// Column of the row's own identifier; nil: its line is not stable, so one is required.
    let id: String
    let columns: [Column]
    let constants: [Field: [String]]
    let values: [String: [String: String]]
    /// Seven columns at most, Monday first, with the column's name.
    let days: [String]
    /// Columns kept with the record though the model has no word for them.
    let kept: Set<String>
    let ignored: Set<String>

    struct Column: Sendable {
        let name: String
        let field: Field
        let line: Int
    }

    /// What a column or a constant may fill.
    package enum Field: String, CaseIterable, Sendable, Hashable {
        case organization, name, description, alert, directions, phone, email, website, street, complement, city, latitude, longitude, siret
        case needs, audiences, situations, conditions, accessibility, languages, cost, hours, documents
        case locationName = "location_name"
        case postalCode = "postal_code"
        case cityCode = "city_code"
        case conditionsText = "conditions_text"
        case applicationProcess = "application_process"
        case updatedOn = "updated_on"

        /// Holds several values, separated by `|` in a cell.
        var isList: Bool {
            [.needs, .audiences, .situations, .conditions, .accessibility, .languages, .documents].contains(self)
        }

        /// The facets whose terms it may hold.
        var facets: Set<Taxonomy.Facet>? {
            switch self {
            case .needs: [.theme, .need]
            case .audiences: [.audience]
            case .situations: [.situation]
            case .conditions: [.condition]
            case .accessibility: [.accessibility]
            default: nil
            }
        }
    }

    /// Reads a mapping; an unknown word in it is refused with its line.
    package init(_ bytes: [UInt8], file: String) throws(Refusal) {
        let document = try YAMLReader.read(bytes, file: file)
        let trail = SourceDecoder.Trail(file: file)
        let written = try SourceDecoder.decode(Written.self, from: document, trail: trail)
        if let unknown = trail.unknown.first {
            throw Refusal(
                "a mapping has no such field: correct or remove it", at: .init(file: file, line: unknown.value.line, field: unknown.path))
        }
        self.file = file
        source = written.source
        title = written.title
        url = written.url
        id = written.id
        language = written.language ?? .french
        kept = Set(written.keep)
        ignored = Set(written.ignore)
        values = written.values ?? [:]
        let reader = MappingReader(document: document, file: file)
        encoding = try reader.encoding(written.encoding)
        separator = try reader.separator(written.separator)
        columns = try reader.columns(written.columns)
        constants = try reader.constants()
        days = try reader.days(written.days)
        guard columns.contains(where: { $0.field == .name }) || constants[.name] != nil else {
            throw Refusal(
                "no column gives the name: map one to “name”", at: .init(file: file, line: document["columns"]?.line, field: "columns"))
        }
    }

    private struct Written: Decodable {
        let source: String
        let title: String?
        let url: String?
        let encoding: String?
        let separator: String?
        let language: Language?
        let id: String
        let columns: [String: String]
        let constants: AnyValue?
        let values: [String: [String: String]]?
        let days: [String: String]?
        let keep: [String]
        let ignore: [String]
    }

    /// Read by hand, since a constant is a text or a list.
    private struct AnyValue: Decodable {
        init(from decoder: any Decoder) {}
    }
}

/// Reads the parts of a mapping that have words of their own.
struct MappingReader {
    let document: SourceValue
    let file: String

    func encoding(_ name: String?) throws(Refusal) -> TextEncoding {
        guard let name else { return .utf8 }
        if let encoding = TextEncoding.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) { return encoding }
        throw refusal("“\(name)” is not read: UTF-8 or Windows-1252", "encoding")
    }

    func separator(_ name: String?) throws(Refusal) -> Character? {
        switch name {
        case nil, "detect": return nil
        case "tab", "\t": return "\t"
        case ",", ";": return name?.first
        default: throw refusal("“\(name ?? "")” is not a separator: “,”, “;” or “tab”", "separator")
        }
    }

    func columns(_ written: [String: String]) throws(Refusal) -> [CSVMapping.Column] {
        var columns: [CSVMapping.Column] = []
        for member in document["columns"]?.members ?? [] {
            guard let word = written[member.key] else { continue }
            guard let field = CSVMapping.Field(rawValue: word) else {
                let known = CSVMapping.Field.allCases.map(\.rawValue).joined(separator: ", ")
                throw refusal("“\(word)” is not a field a column can fill: \(known)", "columns.\(member.key)", line: member.value.line)
            }
            columns.append(.init(name: member.key, field: field, line: member.value.line))
        }
        return columns
    }

    func constants() throws(Refusal) -> [CSVMapping.Field: [String]] {
        var constants: [CSVMapping.Field: [String]] = [:]
        for member in document["constants"]?.members ?? [] {
            let place = "constants.\(member.key)"
            guard let field = CSVMapping.Field(rawValue: member.key) else {
                throw refusal("is not a field a constant can fill", place, line: member.value.line)
            }
            switch member.value.content {
            case .text(let text): constants[field] = [text]
            case .list(let values): constants[field] = values.compactMap(\.plainText)
            default: throw refusal("should be a text or a list of texts, not \(member.value.kind)", place, line: member.value.line)
            }
        }
        return constants
    }

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    func days(_ written: [String: String]?) throws(Refusal) -> [String] {
        guard let written else { return [] }
        for name in written.keys.sorted() where !Self.weekdays.contains(name) {
            throw refusal("is not a day: \(Self.weekdays.joined(separator: ", "))", "days.\(name)", line: document["days"]?[name]?.line)
        }
        return Self.weekdays.map { written[$0] ?? "" }
    }

    private func refusal(_ reason: String, _ field: String, line: Int? = nil) -> Refusal {
        Refusal(reason, at: .init(file: file, line: line ?? document[field]?.line, field: field))
    }
}
