import Core
import Database

/// The parts of a city pack that are not services, as the database keeps them.
struct CityParts: Sendable {
    let profile: CityProfile
    let areas: [Area]
    let places: [NamedPlace]
    let terms: [Taxonomy.Term]
    let sheets: [Sheet]

    init(profile: CityProfile, areas: [Area], places: [NamedPlace], terms: [Taxonomy.Term], sheets: [Sheet]) {
        self.profile = profile
        self.areas = areas
        self.places = places
        self.terms = terms
        self.sheets = sheets
    }

    /// Nil before a city pack was loaded.
    init?(_ session: Session) throws {
        let profiles: [CityProfile] = try session.cityRecords(.profile)
        guard let profile = profiles.first else { return nil }
        self.init(
            profile: profile, areas: try session.cityRecords(.area), places: try session.cityRecords(.place),
            terms: try session.cityRecords(.term), sheets: try session.translatedSheets())
    }

    /// Replaces the parts of the city before; services are not touched.
    func save(in transaction: Transaction) throws {
        try transaction.replaceCityRecords(.profile, [profile], id: \.id)
        try transaction.replaceCityRecords(.area, areas, id: \.code)
        try transaction.replaceCityRecords(.place, places, id: \.id)
        try transaction.replaceCityRecords(.term, terms, id: \.id)
        try transaction.replaceCityRecords(.sheet, sheets, id: \.id)
    }
}

/// What a row of `directory_city` is.
enum CityRecordKind: String, Sendable {
    case profile, area, place, term, sheet
}

extension Session {
    /// The pack's sheets with what was translated here.
    func translatedSheets() throws -> [Sheet] {
        let written = try TranslationStore.ofSheets(in: self)
        return (try cityRecords(.sheet) as [Sheet]).map { $0.translated(written[$0.id] ?? [:]) }
    }

    func cityRecords<Record: Decodable>(_ kind: CityRecordKind) throws -> [Record] {
        try records("SELECT record FROM directory_city WHERE kind = \(kind) ORDER BY position, id")
    }
}

extension Transaction {
    /// Writes the records of one kind in their order, in place of those before; an unchanged list writes nothing.
    func replaceCityRecords<Record: Codable & Equatable>(_ kind: CityRecordKind, _ records: [Record], id: (Record) -> String) throws {
        let before: [Record] = try cityRecords(kind)
        guard before != records else { return }
        let encoder = RecordEncoder()
        try execute("DELETE FROM directory_city WHERE kind = \(kind)")
        try executeMany(records.enumerated()) { position, record in
            """
            INSERT INTO directory_city (kind, id, position, record)
            VALUES (\(kind), \(id(record)), \(position), \(try encoder.text(record)))
            """
        }
        try journal(before.isEmpty ? .created : .replaced, kind.rawValue, "*", ["count": records.count])
    }
}
