import Core
import Database
import Foundation
import TestKit
import Testing

@Suite struct SQLiteFaultTests {
    @Test func aDatabaseOpenedForReadingRefusesToWriteAndStillReads() async throws {
        let path = TestFolder.shared.newPath("city.sqlite")
        let writable = try Database.sqlite(path: path)
        try await Migrator(writable, Club.migrations).migrate()
        try await writable.write(Club.act) { tx in try tx.addClub(1, "Invented Club") }
        let database = try Database.sqlite(path: path, readOnly: true)
        await #expect(throws: DatabaseError.readOnly) {
            try await database.write(Club.act) { tx in try tx.addClub(2, "Other") }
        }
        #expect(try await database.lastSequence() == 1)
    }

    @Test func aFullDiskStopsTheWritesCleanlyAndEndsWithIt() async throws {
        let database = try await Club.open(.sqlite)
        try await limit(database, pages: 40)
        let outcomes = await withTaskGroup(of: DatabaseError?.self) { group in
            for id in 0..<20 {
                group.addTask { await error { try await add(id, database) } }
            }
            return await group.reduce(into: [DatabaseError?]()) { $0.append($1) }
        }
        #expect(Set(outcomes) == [nil, .full])
        let kept = outcomes.count { $0 == nil }
        #expect(try await database.lastSequence() == Int64(kept))
        try await limit(database, pages: 100_000)
        try await add(1_000, database)
        #expect(try await database.lastSequence() == Int64(kept + 1))
    }

    private func add(_ id: Int, _ database: Database) async throws {
        try await database.write(Club.act) { tx in
            try tx.addClub(id, "\(id) " + String(repeating: "long ", count: 2_000))
        }
    }

    private func limit(_ database: Database, pages: Int) async throws {
        try await database.write(Club.act) { tx in
            _ = try tx.rows(pages == 40 ? "PRAGMA max_page_count = 40" : "PRAGMA max_page_count = 100000")
        }
    }

    private func error(_ work: () async throws -> Void) async -> DatabaseError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? DatabaseError
        }
    }

    @Test func aDamagedFileAndAMissingFolderAreNamed() throws {
        let path = TestFolder.shared.newPath("city.sqlite")
        try Data(repeating: 65, count: 8_192).write(to: URL(fileURLWithPath: path))
        #expect(throws: DatabaseError.corrupt) { try Database.sqlite(path: path) }
        let error = #expect(throws: DatabaseError.self) { try Database.sqlite(path: path + ".missing/city.sqlite") }
        #expect(error.map { "\($0)".contains("folder") } == true)
    }

    @Test func everyCommitIsFlushedToTheDisk() async throws {
        let database = try await Club.open(.sqlite)
        let settings = try await database.write(Club.act) { tx in
            [
                try tx.value(Int.self, "PRAGMA synchronous") ?? -1, try tx.value(Int.self, "PRAGMA foreign_keys") ?? -1,
            ]
        }
        #expect(settings == [2, 1])
        #expect(try await database.read { try $0.value(String.self, "PRAGMA journal_mode") } == "wal")
    }

    @Test func aDatabaseInMemoryIsADatabase() async throws {
        let database = try Database.sqliteInMemory()
        try await Migrator(database, Club.migrations).migrate()
        try await database.write(Club.act) { tx in try tx.addClub(1, "Invented Club") }
        #expect(try await database.journal(after: 0).map(\.subjectID) == ["1"])
    }

    @Test func aURLThatNamesNoEngineIsRefused() {
        #expect(throws: DatabaseError.misuse("a database URL begins with postgres:// or sqlite://")) {
            try Database.open(url: "mysql://somewhere")
        }
    }
}
