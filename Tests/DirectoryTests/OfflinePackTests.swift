import Core
import Foundation
import Logging
import TestKit
import Testing

@testable import Directory

/// The text a phone keeps, and how a later one is made of it.
@Suite struct OfflinePackTests {
    /// What the phone's `patched` does.
    private func patched(_ old: OfflinePack, _ difference: [UInt8]) throws -> [UInt8] {
        let change = try #require(try JSONSerialization.jsonObject(with: Data(difference)) as? [String: Any])
        #expect(change["from"] as? String == old.hash)
        let lines = try #require(change["lines"] as? [Any]).flatMap { part -> [String] in
            if let line = part as? String { return [line] }
            guard let run = part as? [Int] else { return [] }
            return Array(old.lines[run[0]..<run[0] + run[1]])
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    @Test func anOldPackAndTheDifferenceMakeTheNewOneByteForByte() throws {
        let old = OfflinePack(lines: ["{", "a", "b", "b", "é", "}"])
        for lines in [
            ["{", "a", "b", "b", "é", "}"], ["{", "b", "a", "\"x\\", "}", "}"], [], ["ß"], ["{", "a", "b", "b", "b", "é", "}", ""],
        ] {
            let new = OfflinePack(lines: lines)
            #expect(try patched(old, new.difference(since: old.outline)) == new.bytes, "\(lines)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aChangeOfTheDirectoryIsASmallDifference(engine: TestDatabase.Engine) async throws {
        let database = try await InventedDirectory.city(engine)
        let reader = DirectoryReader(now: { SnapshotTests.monday })
        let refresh = SnapshotRefresh(
            database: database, reader: reader, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        func bring(_ services: ClosedRange<Int>, hours: String) async throws {
            let reading = InventedDirectory.reading(InventedDirectory.records(services: services, hours: hours))
            _ = try await DirectoryImport(database: database).run(reading, from: "test")
        }
        try await bring(1...4, hours: "Mo-Fr 09:00-17:00")
        try await refresh.start()
        let shelf = OfflineShelf(database: database)
        let old = try await shelf.pack(.french, of: reader.snapshot())
        #expect(old.earlier.isEmpty)
        try await bring(1...4, hours: "Mo-Fr 10:00-18:00")
        #expect(await refresh.refresh())
        let new = try await shelf.pack(.french, of: reader.snapshot())
        #expect(new.pack.hash != old.pack.hash)
        let known = try #require(new.earlier.first { $0.hash == old.pack.hash })
        let difference = try new.pack.difference(since: known)
        #expect(try patched(old.pack, difference) == new.pack.bytes)
        #expect(difference.count * 4 < new.pack.bytes.count, "\(difference.count) of \(new.pack.bytes.count) bytes")
        let again = try await OfflineShelf(database: database).pack(.french, of: reader.snapshot())
        #expect(again.pack.hash == new.pack.hash, "another node makes the same bytes")
    }
}
