import Core
import Database
import TestKit

@testable import Directory

/// A small directory of invented bodies, for tests.
enum InventedDirectory {
    static let source = "invented"

    /// A database with an invented city, whose one need has a word in Arabic.
    static func city(_ engine: TestDatabase.Engine) async throws -> Database {
        let database = try await TestDatabase.open(engine, migrations: CityDirectory.migrations)
        try await save(synonym: "دوش", in: database)
        return database
    }

    /// - Parameter synonym: what a shower is also called.
    static func save(synonym: String, in database: Database) async throws {
        let profile = CityProfile(
            id: "invented", name: LocalizedText("Ville inventée", in: .french), zone: "Europe/Paris", defaultLanguage: .french,
            licence: nil, sources: [])
        let shower = Taxonomy.Term(
            id: "shower", facet: .need, parentID: "wash", label: LocalizedText("Douche", in: .french),
            synonyms: [Language("ar"): [synonym]])
        let wash = Taxonomy.Term(id: "wash", facet: .theme, label: LocalizedText("Se laver", in: .french))
        let parts = CityParts(profile: profile, areas: [], places: [], terms: [wash, shower], sheets: [])
        try await database.write(Act("test", by: .system, for: "test")) { try parts.save(in: $0) }
    }

    static func provenance(_ id: String) -> Provenance { Provenance(source: source, sourceID: id) }

    /// One organization with services at one location each, by number.
    static func records(services: ClosedRange<Int>, hours: String? = "Mo-Fr 09:00-17:00") -> DirectoryRecords {
        var records = DirectoryRecords()
        let organization = Organization(
            id: provenance("org").identifier("organization"), name: "Association Inventée", provenance: provenance("org"))
        records.organizations = [organization]
        for number in services {
            let provenance = provenance("s\(number)")
            var location = Location(id: provenance.identifier("location"), provenance: provenance)
            location.coordinate = Coordinate(latitude: 48.85 + Double(number) / 1_000, longitude: 2.35)
            location.precision = .exact
            var service = Service(
                id: provenance.identifier("service"), organizationID: organization.id,
                name: LocalizedText("Douche inventée \(number)", in: .french), provenance: provenance)
            service.needs = ["shower"]
            var place = ServiceAtLocation(
                id: provenance.identifier("service_at_location"), serviceID: service.id, locationID: location.id, provenance: provenance)
            place.hours = hours
            records.locations.append(location)
            records.services.append(service)
            records.servicesAtLocations.append(place)
        }
        return records
    }

    static func reading(_ records: DirectoryRecords) -> ImportReading {
        var reading = ImportReading()
        reading.records = records
        reading.read = records.services.count
        return reading
    }
}
