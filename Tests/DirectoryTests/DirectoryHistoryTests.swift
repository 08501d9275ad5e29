import Core
import Database
import TestKit
import Testing

@testable import Directory

@Suite struct DirectoryHistoryTests {
    private static let act = Act("directory.edit", by: .person("editor-1"), for: "public-information", organization: "org-1")

    private func directory(_ engine: TestDatabase.Engine) async throws -> (Database, Service) {
        let database = try await TestDatabase.open(engine, migrations: CityDirectory.migrations)
        let records = InventedDirectory.records(services: 1...2)
        _ = try await DirectoryImport(database: database).run(InventedDirectory.reading(records), from: "test")
        return (database, records.services[0])
    }

    private func save(_ service: Service, _ database: Database) async throws {
        try await database.write(Self.act) { tx in
            var records = DirectoryRecords()
            records.services = [service]
            try DirectoryStore.save(records, created: [], in: tx)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everyChangeSaysWhoWhenAndWhichFields(engine: TestDatabase.Engine) async throws {
        let (database, service) = try await directory(engine)
        var edited = service
        edited.email = "accueil@example.org"
        edited.name.set("Bains inventés", state: .human, in: .french)
        try await save(edited, database)
        let revisions = try await DirectoryHistory(database: database).revisions(of: .service, service.id)
        #expect(revisions.map(\.entry.change) == [.changed, .created])
        #expect(revisions[0].entry.act == Self.act)
        #expect(revisions[0].fields.map(\.path).contains("/email"))
        #expect(revisions[0].fields.first == .init(path: "/email", before: nil, after: #""accueil@example.org""#))
        #expect(revisions[0].fields.contains { $0.path.hasPrefix("/name/fr") && $0.after == #""Bains inventés""# })
        #expect(revisions[1].fields == [])
    }

    @Test(arguments: TestDatabase.engines)
    func aChangeIsUndoneAndWhatCameLaterStays(engine: TestDatabase.Engine) async throws {
        let (database, service) = try await directory(engine)
        var edited = service
        edited.needs = ["laundry"]
        try await save(edited, database)
        let sequence = try await database.lastSequence()
        edited.email = "accueil@example.org"
        try await save(edited, database)
        let id = service.id
        let undone = try await database.read {
            try DirectoryHistory.undoing(sequence, of: .service, id, as: Service.self, in: $0)
        }
        var wanted = service
        wanted.email = "accueil@example.org"
        #expect(undone == wanted)
        try await save(wanted, database)
        await #expect(throws: FieldDifferences.Conflict(paths: ["/needs"])) {
            try await database.read { try DirectoryHistory.undoing(sequence, of: .service, id, as: Service.self, in: $0) }
        }
        let created = try await database.history(of: "service", id).last?.sequence ?? 0
        #expect(try await database.read { try DirectoryHistory.undoing(created, of: .service, id, as: Service.self, in: $0) } == nil)
    }

    @Test(arguments: TestDatabase.engines)
    func anImportKeepsWhatItReplaced(engine: TestDatabase.Engine) async throws {
        let (database, service) = try await directory(engine)
        let records = InventedDirectory.records(services: 1...2, hours: "24/7")
        _ = try await DirectoryImport(database: database).run(InventedDirectory.reading(records), from: "test")
        let place = try #require(records.servicesAtLocations.first { $0.serviceID == service.id })
        let revision = try #require(
            try await DirectoryHistory(database: database).revisions(of: .serviceAtLocation, place.id).first)
        #expect(revision.fields == [.init(path: "/hours", before: #""Mo-Fr 09:00-17:00""#, after: #""24/7""#)])
        let id = place.id
        let former = try await database.read {
            try DirectoryHistory.undoing(revision.entry.sequence, of: .serviceAtLocation, id, as: ServiceAtLocation.self, in: $0)
        }
        #expect(former?.hours == "Mo-Fr 09:00-17:00")
    }
}
