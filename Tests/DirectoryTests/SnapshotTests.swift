import Core
import Database
import Search
import TestKit
import Testing

@testable import Directory

/// The directory in memory follows what is written.
@Suite struct SnapshotTests {
    /// Monday, 23 November 2026, 10:00 in Paris.
    static let monday = Instant(seconds: 1_795_424_400)

    private func city(_ engine: TestDatabase.Engine) async throws -> (Database, DirectoryImport, SnapshotStore) {
        let database = try await InventedDirectory.city(engine)
        return (database, DirectoryImport(database: database), SnapshotStore(database: database))
    }

    private func found(_ snapshot: DirectorySnapshot, _ words: String, openOnly: Bool = false) throws -> Int {
        try snapshot.index.search(SearchQuery(words: words, at: Self.monday, openOnly: openOnly)).total
    }

    @Test(arguments: TestDatabase.engines)
    func aChangeIsFoundWithoutReadingEverythingAgain(engine: TestDatabase.Engine) async throws {
        let (_, importer, store) = try await city(engine)
        _ = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...4)), from: "test")
        let first = try #require(try await store.snapshot(at: Self.monday))
        #expect(try found(first, "دوش") == 4)
        #expect(try found(first, "", openOnly: true) == 4)

        _ = try await importer.run(
            InventedDirectory.reading(InventedDirectory.records(services: 3...6, hours: "Sa 10:00-12:00")), from: "test")
        let second = try #require(try await store.refreshed(first, at: Self.monday))
        let anew = try #require(try await store.snapshot(at: Self.monday))
        #expect(try found(second, "douche") == 4)
        #expect(try found(second, "", openOnly: true) == 0)
        #expect(try found(anew, "douche") == 4)
        #expect(second.sequence == anew.sequence)
    }

    @Test func nothingIsServedBeforeACityIsLoaded() async throws {
        let database = try await TestDatabase.open(.sqlite, migrations: CityDirectory.migrations)
        #expect(try await SnapshotStore(database: database).snapshot(at: Self.monday) == nil)
    }
}
