import Core
import Database
import TestKit
import Testing

@testable import Directory

@Suite struct DirectoryImportTests {
    private func open(_ engine: TestDatabase.Engine) async throws -> (Database, DirectoryImport) {
        let database = try await TestDatabase.open(engine, migrations: CityDirectory.migrations)
        return (database, DirectoryImport(database: database))
    }

    @Test(arguments: TestDatabase.engines)
    func aSecondRunChangesNothing(engine: TestDatabase.Engine) async throws {
        let (database, importer) = try await open(engine)
        let reading = InventedDirectory.reading(InventedDirectory.records(services: 1...5))
        let first = try await importer.run(reading, from: "test")
        #expect(first.created.count == 16)
        let entries = try await database.lastSequence()
        #expect(entries == 16)
        let second = try await importer.run(reading, from: "test")
        #expect((second.created.count, second.changed.count, second.unchanged) == (0, 0, 16))
        #expect(try await database.lastSequence() == entries)
    }

    @Test(arguments: TestDatabase.engines)
    func aDryRunWritesNothing(engine: TestDatabase.Engine) async throws {
        let (database, importer) = try await open(engine)
        let report = try await importer.run(
            InventedDirectory.reading(InventedDirectory.records(services: 1...5)), from: "test", isDryRun: true)
        #expect(report.created.count == 16)
        #expect(try await database.lastSequence() == 0)
        #expect(try await DirectoryStore(database: database).count() == 0)
    }

    @Test(arguments: TestDatabase.engines)
    func whatASourceNoLongerHasIsClosedAndNeverDeleted(engine: TestDatabase.Engine) async throws {
        let (database, importer) = try await open(engine)
        _ = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...5)), from: "test")
        let report = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...3)), from: "test")
        #expect(report.withdrawn.count { $0.kind == .service } == 2)
        #expect(try await DirectoryStore(database: database).count() == 5)
        let closed = try await database.read {
            try $0.value(Int.self, "SELECT COUNT(*) FROM directory_service WHERE status = 'defunct'")
        }
        #expect(closed == 2)
        let again = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...5)), from: "test")
        #expect(again.changed.count { $0.record.kind == .service } == 2)
    }

    @Test(arguments: TestDatabase.engines)
    func aBrokenRecordLeavesTheDirectoryAsItWas(engine: TestDatabase.Engine) async throws {
        let (database, importer) = try await open(engine)
        _ = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...3)), from: "test")
        let before = try await DirectoryStore(database: database).everything()
        var broken = InventedDirectory.records(services: 1...9)
        broken.services[8].organizationID = "nobody"
        let reading = InventedDirectory.reading(broken)
        await #expect(throws: DatabaseError.self) { try await importer.run(reading, from: "test") }
        #expect(try await DirectoryStore(database: database).everything() == before)
    }

    @Test(arguments: TestDatabase.engines)
    func anUnreadableStoredRecordIsLeftAsItIsAndTold(engine: TestDatabase.Engine) async throws {
        let (database, importer) = try await open(engine)
        _ = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...3)), from: "test")
        let id = InventedDirectory.provenance("s2").identifier("service")
        let later = #"{"later": 1}"#
        try await database.write(Act("test", by: .command("test"), for: "test")) {
            try $0.execute("UPDATE directory_service SET record = \(later) WHERE id = \(id)")
            try $0.journal(.changed, "service", id)
        }
        var records = InventedDirectory.records(services: 1...4)
        for index in records.services.indices { records.services[index].description.set("autre", state: .human, in: .french) }
        let report = try await importer.run(InventedDirectory.reading(records), from: "test")
        #expect(report.changed.count { $0.record.kind == .service } == 2)
        #expect(report.created.count { $0.kind == .service } == 1)
        #expect(report.warnings.map(\.record) == [id])
        #expect(report.warnings.first?.reason.contains("left as it is") == true)
        #expect(try await database.read { try $0.value(String.self, "SELECT record FROM directory_service WHERE id = \(id)") } == later)
        // Neither does it withdraw what it cannot compare; an export says which record stops it.
        let fewer = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...1)), from: "test")
        #expect(!fewer.withdrawn.contains { $0.id == id })
        await #expect { try await DirectoryStore(database: database).everything() } throws: { "\($0)".contains(id) }
    }

    @Test(arguments: TestDatabase.engines)
    func recordsComeBackAsTheyWereSaved(engine: TestDatabase.Engine) async throws {
        let (database, importer) = try await open(engine)
        var records = InventedDirectory.records(services: 1...2)
        records.services[0].description.set("وصف", state: .machine, in: Language("ar"))
        records.services[0].saturation = Saturation(level: .few, since: Instant(seconds: 0), until: Instant(seconds: 60))
        records.servicesAtLocations[1].closures = [
            DatedHours(from: Day(year: 2026, month: 12, day: 25), to: Day(year: 2026, month: 12, day: 26))
        ]
        _ = try await importer.run(InventedDirectory.reading(records), from: "test")
        let stored = try await DirectoryStore(database: database).everything()
        #expect(Set(stored.services) == Set(records.services))
        #expect(Set(stored.servicesAtLocations) == Set(records.servicesAtLocations))
        #expect(Set(stored.locations) == Set(records.locations))
    }

    @Test(arguments: TestDatabase.engines)
    func aFileThatLacksMostOfItsSourceIsRefusedUntilSomebodyWantsIt(engine: TestDatabase.Engine) async throws {
        let (database, importer) = try await open(engine)
        _ = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...50)), from: "all")
        let part = InventedDirectory.reading(InventedDirectory.records(services: 1...10))
        do {
            _ = try await importer.run(part, from: "part")
            Issue.record("it was taken")
        } catch let refusal as Refusal {
            #expect("\(refusal)".contains("40 of the 50 services"))
            #expect("\(refusal)".contains("--withdraw"))
        }
        func running() async throws -> Int? {
            try await database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM directory_service WHERE status = 'active'") }
        }
        #expect(try await running() == 50)
        let foreseen = try await importer.run(part, from: "part", isDryRun: true)
        #expect(foreseen.withdrawn.count { $0.kind == .service } == 40)
        // Half may go, and few may all go.
        _ = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 1...25)), from: "half")
        #expect(try await running() == 25)
        _ = try await importer.run(InventedDirectory.reading(InventedDirectory.records(services: 25...25)), from: "one", withdraws: true)
        #expect(try await running() == 1)
    }
}
