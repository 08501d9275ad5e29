import Core
import Database

/// Loads a city pack: its territory, words and sheets, and its records, in one transaction.
package struct CityImport: Sendable {
    let database: Database

    /// - Parameter isDryRun: compares and reports, and writes nothing.
    package func run(_ pack: CityPack, isDryRun: Bool = false) async throws -> ImportReport {
        let reading = pack.reading
        let input = pack.info.source
        if isDryRun {
            return try await DirectoryImport(database: database).run(reading, from: input, isDryRun: true)
        }
        let act = Act("city.import", by: .command("import"), for: "public-information")
        return try await database.write(act) { transaction in
            try CityParts(pack).save(in: transaction)
            let plan = try DirectoryImport.plan(reading, in: transaction)
            try DirectoryImport.apply(plan, in: transaction)
            let report = try DirectoryImport.report(reading, plan, from: input, in: transaction)
            try DuplicateStore.note(report.suspects, in: transaction)
            return report
        }
    }
}

extension CityPack {
    /// The pack's records as any other source gives them.
    var reading: ImportReading {
        var reading = ImportReading()
        reading.records = records
        reading.read = records.organizations.count + records.locations.count + records.services.count
        reading.warnings = warnings
        return reading
    }
}

extension CityParts {
    init(_ pack: CityPack) {
        self.init(
            profile: CityProfile(pack), areas: pack.territory.areas, places: pack.territory.places, terms: pack.taxonomy.terms,
            sheets: pack.sheets)
    }
}

extension CityProfile {
    init(_ pack: CityPack) {
        self.init(
            id: pack.info.id, name: pack.info.name, zone: pack.info.timeZone, defaultLanguage: pack.info.defaultLanguage,
            licence: pack.info.licence,
            sources: pack.sources.map {
                Source(id: $0.id, title: $0.title, publisher: $0.publisher, url: $0.url, readOn: $0.read)
            },
            schoolZone: pack.info.schoolZone.flatMap(SchoolZone.init(rawValue:)), schoolHolidays: pack.schoolHolidays,
            dataInclusionImport: pack.taxonomy.dataInclusionImport, label: pack.label, freshness: pack.freshness)
    }
}
