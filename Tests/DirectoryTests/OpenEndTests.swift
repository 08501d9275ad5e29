import Core
import Database
import Search
import TestKit
import Testing

@testable import Directory

/// Nobody is told that a place opens when its hours only say that it may.
@Suite struct OpenEndTests {
    private func hit(_ hours: String) async throws -> SearchHit {
        let database = try await InventedDirectory.city(.sqlite)
        let reading = InventedDirectory.reading(InventedDirectory.records(services: 1...1, hours: hours))
        _ = try await DirectoryImport(database: database).run(reading, from: "test")
        let snapshot = try #require(try await SnapshotStore(database: database).snapshot(at: SnapshotTests.monday))
        return try #require(try snapshot.index.search(SearchQuery(at: SnapshotTests.monday)).hits.first)
    }

    @Test func anOpenEndMayOpenAndPromisesNothing() async throws {
        let hit = try await hit("Mo-Su 17:00+")
        #expect(hit.state == .closed)
        #expect(hit.change?.at == SnapshotTests.monday + 7 * 3_600)
        #expect(hit.change?.state == .unknown)
        #expect(hit.opensAt == nil)
    }

    @Test func whatIsSureAfterwardsIsTold() async throws {
        let hit = try await hit("Mo 17:00+; Tu 09:00-12:00")
        #expect(hit.change?.state == .unknown)
        #expect(hit.opensAt == SnapshotTests.monday + 23 * 3_600)
    }

    @Test func sureHoursChangeToOpen() async throws {
        let hit = try await hit("Mo-Fr 14:00-17:00")
        #expect(hit.change?.state == .open)
        #expect(hit.opensAt == hit.change?.at && hit.opensAt == SnapshotTests.monday + 4 * 3_600)
    }
}
