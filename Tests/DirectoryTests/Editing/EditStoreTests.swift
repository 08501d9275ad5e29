import Core
import Database
import TestKit
import Testing

@testable import Directory

/// What a team decides is kept, with its history, and no import takes it back.
@Suite struct EditStoreTests {
    private let act = Act("directory.edit", by: .person("editor"), for: "public-information", organization: "o")

    private func opened(_ engine: TestDatabase.Engine) async throws -> (Database, EditStore, Service) {
        let database = try await TestDatabase.open(engine, migrations: CityDirectory.migrations)
        let records = InventedDirectory.records(services: 1...2)
        _ = try await DirectoryImport(database: database).run(InventedDirectory.reading(records), from: "test")
        return (database, EditStore(database: database), records.services[0])
    }

    private func service(_ database: Database, _ id: String) async throws -> Service {
        try #require(try await EditStore(database: database).open(Service.self, id)).record
    }

    @Test(arguments: TestDatabase.engines)
    func anEditSurvivesTheNextImportOfItsSource(engine: TestDatabase.Engine) async throws {
        let (database, store, service) = try await opened(engine)
        let form = try #require(try await store.open(Service.self, service.id))
        let outcome = try await store.change(Service.self, service.id, openedAt: form.position, act) { $0.email = "equipe@exemple.example" }
        guard case .saved? = outcome else { return #expect(Bool(false), "\(String(describing: outcome))") }

        var incoming = InventedDirectory.records(services: 1...2)
        incoming.services[0].email = "source@exemple.example"
        incoming.services[0].website = "https://source.example"
        let report = try await DirectoryImport(database: database).run(InventedDirectory.reading(incoming), from: "test")
        #expect(report.changed.flatMap(\.fields) == ["website"])
        let now = try await self.service(database, service.id)
        #expect(now.email == "equipe@exemple.example" && now.website == "https://source.example")
    }

    @Test(arguments: TestDatabase.engines)
    func twoEditorsOfDifferentFieldsAreBothKept(engine: TestDatabase.Engine) async throws {
        let (database, store, service) = try await opened(engine)
        let position = try #require(try await store.open(Service.self, service.id)).position
        _ = try await store.change(Service.self, service.id, openedAt: position, act) { $0.email = "un@exemple.example" }
        _ = try await store.change(Service.self, service.id, openedAt: position, act) { $0.website = "https://deux.example" }
        let now = try await self.service(database, service.id)
        #expect(now.email == "un@exemple.example" && now.website == "https://deux.example")
    }

    @Test(arguments: TestDatabase.engines)
    func twoEditorsOfOneFieldAreAsked(engine: TestDatabase.Engine) async throws {
        let (database, store, service) = try await opened(engine)
        let position = try #require(try await store.open(Service.self, service.id)).position
        _ = try await store.change(Service.self, service.id, openedAt: position, act) { $0.email = "un@exemple.example" }
        let second = try await store.change(Service.self, service.id, openedAt: position, act) { $0.email = "deux@exemple.example" }
        guard case .clash(let clashes, let theirs)? = second else { return #expect(Bool(false), "\(String(describing: second))") }
        #expect(clashes.map(\.path) == [["email"]] && theirs.record.email == "deux@exemple.example")
        #expect(try await self.service(database, service.id).email == "un@exemple.example", "nothing was written")

        let again = try await store.change(Service.self, service.id, openedAt: theirs.position, act) { $0.email = "deux@exemple.example" }
        guard case .saved? = again else { return #expect(Bool(false)) }
        #expect(try await self.service(database, service.id).email == "deux@exemple.example")
    }

    @Test(arguments: TestDatabase.engines)
    func anEditThatChangesNothingWritesNothing(engine: TestDatabase.Engine) async throws {
        let (database, store, service) = try await opened(engine)
        let before = try await database.lastSequence()
        let outcome = try await store.change(Service.self, service.id, openedAt: before, act) { _ in }
        guard case .unchanged? = outcome else { return #expect(Bool(false)) }
        #expect(try await database.lastSequence() == before)
    }
}
