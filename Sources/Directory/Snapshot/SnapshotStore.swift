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
    /// Hands over listings one by one, in the order of their identifiers; a record read once serves all its listings in a row.
    func listings(where condition: SQL, limit: Int = .max, _ body: (Listing) throws -> Void) throws {
        let decoder = RecordDecoder()
        let sql: SQL = """
            SELECT s.record, o.record, l.record, p.record
            FROM directory_service_at_location AS p
            JOIN directory_service AS s ON s.id = p.service_id
            JOIN directory_organization AS o ON o.id = s.organization_id
            JOIN directory_location AS l ON l.id = p.location_id
            WHERE p.ended = 0 AND \(sql: condition) ORDER BY s.id, p.id LIMIT \(limit)
            """
        try each(sql) { row in
            try body(
                Listing(
                    service: decoder.decode(Service.self, row[0]), organization: decoder.decode(Organization.self, row[1]),
                    location: decoder.decode(Location.self, row[2]), place: decoder.decode(ServiceAtLocation.self, row[3])))
        }
    }
}

/// Reads `record` columns.
struct RecordDecoder {
    private let decoder = JSONDecoder()

    func decode<Record: Decodable>(_ type: Record.Type, _ json: String) throws -> Record {
        try decoder.decode(type, from: Data(json.utf8))
    }
}
