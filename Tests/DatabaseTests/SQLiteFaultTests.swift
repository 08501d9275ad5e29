import Core
import Database
import Foundation
import Synchronization
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

    /// The connections still hold the file and would write into it; an acknowledged act that nobody finds again is a lost one.
    @Test func aFileThatIsGoneTakesNoWriteAndAFileThatIsBackDoes() async throws {
        let path = TestFolder.shared.newPath("city.sqlite")
        let database = try Database.sqlite(path: path)
        try await Migrator(database, Club.migrations).migrate()
        try await database.write(Club.act) { tx in try tx.addClub(1, "Invented Club") }
        try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
        let refusals = await withTaskGroup(of: DatabaseError?.self) { group in
            for id in 2...9 { group.addTask { await error { try await database.write(Club.act) { tx in try tx.addClub(id, "\(id)") } } } }
            return await group.reduce(into: [DatabaseError?]()) { $0.append($1) }
        }
        #expect(refusals.allSatisfy { if case .unavailable = $0 { true } else { false } })
        // Another file in its place is not the database.
        try Data().write(to: URL(filePath: path))
        await #expect(throws: DatabaseError.self) { try await database.write(Club.act) { tx in try tx.addClub(2, "2") } }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
        try await database.write(Club.act) { tx in try tx.addClub(2, "Other") }
        #expect(try await database.journal(after: 0).map(\.subjectID) == ["1", "2"])
    }

    /// Whether file systems can be mounted here: as root, on a machine that allows it.
    private static let canMount: Bool = {
        let folder = TestFolder.shared.newPath("mount")
        return system("mkdir '\(folder)' && mount -t tmpfs tmpfs '\(folder)' 2> /dev/null && umount '\(folder)'") == 0
    }()

    /// A real file system with no room left.
    @Test(.enabled(if: canMount)) func aFullFileSystemStopsTheWritesAndTheyGoOnWhenThereIsRoom() async throws {
        let folder = URL(filePath: TestFolder.shared.newPath("disk")).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(system("mount -t tmpfs -o size=2m tmpfs '\(folder)'") == 0)
        defer { _ = system("umount -l '\(folder)'") }
        let database = try Database.sqlite(path: folder + "/city.sqlite")
        try await Migrator(database, Club.migrations).migrate()
        var (kept, refused): (Int64, DatabaseError?) = (0, nil)
        while refused == nil, kept < 1_000 {
            refused = await error { try await add(Int(kept), database) }
            if refused == nil { kept += 1 }
        }
        #expect(refused == .full)
        #expect(try await database.lastSequence() == kept)
        #expect(system("mount -o remount,size=16m '\(folder)'") == 0)
        try await add(2_000, database)
        #expect(try await database.lastSequence() == kept + 1)
    }

    /// The journal's order is its sequence, not the clock.
    @Test func aClockThatGoesBackChangesNoOrder() async throws {
        let time = Mutex<Int64>(1_795_000_000)
        let database = try Database.sqlite(
            path: TestFolder.shared.newPath("city.sqlite"),
            now: {
                Instant(
                    seconds: time.withLock {
                        $0 -= 3_600; return $0
                    })
            })
        try await Migrator(database, Club.migrations).migrate()
        for id in 1...5 { try await database.write(Club.act) { tx in try tx.addClub(id, "Club \(id)") } }
        let entries = try await database.journal(after: 0)
        #expect(entries.map(\.subjectID) == ["1", "2", "3", "4", "5"])
        #expect(entries.map(\.at) == entries.map(\.at).sorted(by: >))
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
