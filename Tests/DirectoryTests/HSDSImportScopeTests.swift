import Core
import Database
import TestKit
import Testing

@testable import Directory

/// A file of another publisher cannot speak for a source that is not its own.
@Suite struct HSDSImportScopeTests {
    @Test(arguments: TestDatabase.engines)
    func aPageOfServicesClosesNothingAndRewritesNobody(engine: TestDatabase.Engine) async throws {
        let database = try await TestDatabase.open(engine, migrations: CityDirectory.migrations)
        let importer = DirectoryImport(database: database)
        let records = InventedDirectory.records(services: 1...4)
        _ = try await importer.run(InventedDirectory.reading(records), from: "test")
        var one = records
        one.services = [records.services[0]]
        one.services[0].name = LocalizedText("Détournée", in: .french)
        one.servicesAtLocations = [records.servicesAtLocations[0]]
        one.locations = [records.locations[0]]
        let taxonomy = Taxonomy(terms: [])
        let file = HSDSWriter(one, taxonomy: taxonomy).json()
        var reading = try HSDSReader(source: "elsewhere", taxonomy: taxonomy, restores: false).read(file, file: "page.json")
        reading.complete = []
        let report = try await importer.run(reading, from: "page.json")
        #expect(report.withdrawn.isEmpty)
        #expect(report.changed.isEmpty)
        let mine = try await database.read { try DirectoryStore.records(of: InventedDirectory.source, in: $0) }
        #expect(Set(mine.records.services) == Set(records.services))
    }
}
