import Core
import Database
import Foundation
import Search

/// Reads what a snapshot is made of.
struct SnapshotStore: Sendable {
    let database: Database

    /// The whole directory at one position of the journal; nil before a city pack was loaded.
    func snapshot(at now: Instant) async throws -> DirectorySnapshot? {
        try await database.read { session -> DirectorySnapshot? in
            guard let parts = try CityParts(session) else { return nil }
            let taxonomy = TaxonomyLookup(Taxonomy(terms: parts.terms))
            let zone = try Zone(identifier: parts.profile.zone)
            let cards = CardEncoder()
            var documents: [SearchDocument] = []
            var lines: [NationalLine] = []
            try session.listings(where: "s.status <> 'defunct'") { listing in
                let context = HoursContext(of: listing, zone: zone, holidays: parts.profile.holidays)
                if let line = NationalLine(listing), !lines.contains(line) { lines.append(line) }
                documents.append(try SearchDocument(listing, context: context, taxonomy: taxonomy, cards: cards, on: zone.local(now).day))
            }
            let territory = Territory(areas: parts.areas, places: parts.places)
            return DirectorySnapshot(
                city: parts.profile, zone: zone, territory: territory, taxonomy: taxonomy,
                placeFinder: PlaceFinder(territory),
                sheets: parts.sheets, nationalLines: lines.sorted(),
                index: .build(documents: documents, vocabulary: SearchVocabulary(taxonomy), now: now, zone: zone),
                sequence: try session.value(Int64.self, "SELECT MAX(sequence) FROM journal_entry") ?? 0)
        }
    }
}

extension Session {
    /// Hands over listings one by one, a service's together; a record that stands in several listings in a row is read once.
    func listings(where condition: SQL, limit: Int = .max, _ body: (Listing) throws -> Void) throws {
        var services = LastRecord<Service>()
        var organizations = LastRecord<Organization>()
        var locations = LastRecord<Location>()
        var places = LastRecord<ServiceAtLocation>()
        let sql: SQL = """
            SELECT s.record, o.record, l.record, p.record
            FROM directory_service_at_location AS p
            JOIN directory_service AS s ON s.id = p.service_id
            JOIN directory_organization AS o ON o.id = s.organization_id
            JOIN directory_location AS l ON l.id = p.location_id
            WHERE p.ended = 0 AND \(sql: condition) ORDER BY o.id, s.id, p.id LIMIT \(limit)
            """
        try each(sql) { row in
            try body(
                Listing(
                    service: services.read(row[0]), organization: organizations.read(row[1]),
                    location: locations.read(row[2]), place: places.read(row[3])))
        }
    }
}

/// Reads a `record` column, and remembers the last one.
private struct LastRecord<Record: Decodable> {
    private let decoder = JSONDecoder()
    private var last: (json: String, record: Record)?

    mutating func read(_ json: String) throws -> Record {
        if let last, last.json == json { return last.record }
        let record = try decoder.decode(Record.self, from: Data(json.utf8))
        last = (json, record)
        return record
    }
}
