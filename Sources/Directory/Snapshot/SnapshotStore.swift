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
            var lines: [NationalLine] = []
            var leftOut: [String: UnreadableRecord] = [:]
            let index = try SearchIndex.build(vocabulary: SearchVocabulary(taxonomy), now: now, zone: zone) { add in
                try session.listings(where: "s.status <> 'defunct'", leaveOut: { leftOut[$0] = $1 }) { listing in
                    let context = HoursContext(of: listing, zone: zone, holidays: parts.profile.holidays)
                    if let line = NationalLine(listing), !lines.contains(line) { lines.append(line) }
                    add(try SearchDocument(listing, context: context, taxonomy: taxonomy, cards: cards, on: zone.local(now).day))
                }
            }
            let territory = Territory(areas: parts.areas, places: parts.places)
            return DirectorySnapshot(
                city: parts.profile, zone: zone, territory: territory, taxonomy: taxonomy,
                placeFinder: PlaceFinder(territory),
                sheets: parts.sheets, nationalLines: lines.sorted(), leftOut: leftOut,
                index: index,
                sequence: try session.value(Int64.self, "SELECT MAX(sequence) FROM journal_entry") ?? 0)
        }
    }
}

extension Session {
    /// Hands over listings one by one, a service's together; a record that stands in several listings in a row is read once.
    ///
    /// - Parameter leaveOut: told of each listing that a record of it cannot be read for; the others are handed over all the same.
    func listings(
        where condition: SQL, limit: Int = .max, leaveOut: (_ place: String, UnreadableRecord) throws -> Void,
        _ body: (Listing) throws -> Void
    ) throws {
        var services = LastRecord<Service>(kind: "service")
        var organizations = LastRecord<Organization>(kind: "organization")
        var locations = LastRecord<Location>(kind: "location")
        var places = LastRecord<ServiceAtLocation>(kind: "service_at_location")
        let sql: SQL = """
            SELECT s.record, o.record, l.record, p.record, s.id, o.id, l.id, p.id
            FROM directory_service_at_location AS p
            JOIN directory_service AS s ON s.id = p.service_id
            JOIN directory_organization AS o ON o.id = s.organization_id
            JOIN directory_location AS l ON l.id = p.location_id
            WHERE p.ended = 0 AND s.merged_into IS NULL AND \(sql: condition) ORDER BY o.id, s.id, p.id LIMIT \(limit)
            """
        try each(sql) { row in
            let listing: Listing
            do {
                listing = Listing(
                    service: try services.read(row, 0), organization: try organizations.read(row, 1),
                    location: try locations.read(row, 2), place: try places.read(row, 3))
            } catch let unreadable as UnreadableRecord {
                return try leaveOut(row[7], unreadable)
            }
            try body(listing)
        }
    }
}

/// Reads a `record` column, and remembers the last one.
private struct LastRecord<Record: Decodable> {
    let kind: String
    private let decoder = JSONDecoder()
    private var last: (json: String, record: Record)?

    init(kind: String) { self.kind = kind }

    mutating func read(_ row: Row, _ column: Int) throws -> Record {
        let json: String = try row[column]
        if let last, last.json == json { return last.record }
        do {
            let record = try decoder.decode(Record.self, from: Data(json.utf8))
            last = (json, record)
            return record
        } catch {
            throw UnreadableRecord(kind: kind, id: try row[column + 4])
        }
    }
}
