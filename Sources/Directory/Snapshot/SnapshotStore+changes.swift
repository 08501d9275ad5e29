import Core
import Database
import Search

extension SnapshotStore {
    /// The snapshot after what the journal says since; a small change is applied, a large one or one of the city is read anew.
    func refreshed(_ snapshot: DirectorySnapshot, at now: Instant) async throws -> DirectorySnapshot? {
        let entries = try await database.journal(after: snapshot.sequence, limit: Self.largestChange + 1)
        guard let last = entries.last else { return snapshot.index.isReady(for: now) ? snapshot : snapshot.moved(to: now) }
        guard entries.count <= Self.largestChange, !snapshot.index.shouldBeRebuilt,
            !entries.contains(where: { CityRecordKind(rawValue: $0.subjectKind).map { $0 != .sheet } ?? false })
        else { return try await self.snapshot(at: now) }
        guard let (changes, leftOut) = try await changes(entries, in: snapshot, at: now) else { return try await self.snapshot(at: now) }
        var next = snapshot.with(
            changes.isEmpty ? snapshot.index : snapshot.index.applying(changes), leftOut: leftOut, sequence: last.sequence)
        if entries.contains(where: { $0.subjectKind == CityRecordKind.sheet.rawValue }) {
            next = next.with(try await database.read { try $0.translatedSheets() })
        }
        return next
    }

    /// More entries than this are read with everything else.
    private static let largestChange = 2_000

    /// What becomes of the index, and what is left out of it from then on.
    private typealias Changes = (changes: [SearchIndex.Change], leftOut: [String: UnreadableRecord])

    /// Nil when a line of the first page is among them: it is not in the index, so everything is read anew.
    private func changes(
        _ entries: [JournalEntry], in snapshot: DirectorySnapshot, at now: Instant
    ) async throws -> Changes? {
        func ids(_ kind: String) -> [String] { Set(entries.filter { $0.subjectKind == kind }.map(\.subjectID)).sorted() }
        let (services, places) = (ids("service"), ids("service_at_location"))
        let (locations, organizations) = (ids("location"), ids("organization"))
        guard !(services + places + locations + organizations).isEmpty else { return ([], snapshot.leftOut) }
        let lines = Set(snapshot.nationalLines.map(\.service))
        guard lines.isDisjoint(with: services) else { return nil }
        return try await database.read { session -> Changes? in
            let touched: SQL = """
                (s.id IN \(list: services) OR p.id IN \(list: places) OR l.id IN \(list: locations) OR o.id IN \(list: organizations))
                """
            let gone = try session.values(
                String.self,
                """
                SELECT p.id FROM directory_service_at_location AS p JOIN directory_service AS s ON s.id = p.service_id
                WHERE (p.ended = 1 OR s.status = 'defunct' OR s.merged_into IS NOT NULL) AND (s.id IN \(list: services) OR p.id IN \(list: places))
                ORDER BY p.id
                """)
            var changes = gone.map { SearchIndex.Change.remove(id: $0) }
            var leftOut = snapshot.leftOut
            for id in gone { leftOut[id] = nil }
            func leaveOut(_ place: String, _ record: UnreadableRecord) {
                leftOut[place] = record
                changes.append(.remove(id: place))
            }
            let cards = CardEncoder()
            var touchesLines = false
            try session.listings(where: "s.status <> 'defunct' AND \(sql: touched)", leaveOut: leaveOut) { listing in
                leftOut[listing.place.id] = nil
                touchesLines = touchesLines || NationalLine(listing) != nil
                let document = try SearchDocument(
                    listing, context: snapshot.hoursContext(of: listing), taxonomy: snapshot.taxonomy, cards: cards,
                    on: snapshot.local(now).day)
                changes.append(.upsert(document))
            }
            return touchesLines ? nil : (changes, leftOut)
        }
    }
}

extension DirectorySnapshot {
    /// The same city with another index, read at another position of the journal.
    package func with(_ index: SearchIndex, sequence: Int64) -> DirectorySnapshot { with(index, leftOut: leftOut, sequence: sequence) }

    func with(_ index: SearchIndex, leftOut: [String: UnreadableRecord], sequence: Int64) -> DirectorySnapshot {
        DirectorySnapshot(
            city: city, zone: zone, territory: territory, taxonomy: taxonomy, placeFinder: placeFinder, sheets: sheets,
            nationalLines: nationalLines, leftOut: leftOut, index: index, sequence: sequence)
    }

    /// The same city with the sheets as they are now.
    func with(_ sheets: [Sheet]) -> DirectorySnapshot {
        DirectorySnapshot(
            city: city, zone: zone, territory: territory, taxonomy: taxonomy, placeFinder: placeFinder, sheets: sheets,
            nationalLines: nationalLines, leftOut: leftOut, index: index, sequence: sequence)
    }

    /// The same directory, which answers every search as if it were the first: what is measured.
    package var forgetful: DirectorySnapshot {
        var snapshot = with(index.forgetful, sequence: sequence)
        snapshot.finished = nil
        return snapshot
    }

    /// The index keeps weeks around a day ready; when the day has passed, they are moved.
    func moved(to now: Instant) -> DirectorySnapshot { with(index.moved(to: now), sequence: sequence) }
}
