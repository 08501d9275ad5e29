import Core
import Database

/// What is brought into the directory and taken out of it: city packs, sources, exports. It needs no pages and no words.
package struct DirectoryExchange: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    /// Whether no city pack was loaded yet.
    package func isEmpty() async throws -> Bool {
        try await database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM directory_city") ?? 0 } == 0
    }

    /// Loads or reloads a city pack.
    package func load(_ pack: CityPack, isDryRun: Bool = false) async throws -> ImportReport {
        try await CityImport(database: database).run(pack, isDryRun: isDryRun)
    }

    /// Brings what a source gives into the directory.
    ///
    /// - Parameter withdraws: also when most of what the source gave before is withdrawn by it.
    package func bring(
        _ reading: ImportReading, from input: String, isDryRun: Bool = false, withdraws: Bool = false
    ) async throws -> ImportReport {
        try await DirectoryImport(database: database).run(reading, from: input, isDryRun: isDryRun, withdraws: withdraws)
    }

    /// Gives the areas of the city their boundaries, simplified by at most so many metres.
    ///
    /// - Returns: how many areas have a boundary now, and the outlines of no area of this city.
    package func bring(
        _ outlines: [TerritoryGeoJSON.Outline], tolerance: Double, isDryRun: Bool
    ) async throws -> (drawn: Int, unknown: [String]) {
        let areas: [Area] = try await database.read { try $0.cityRecords(.area) }
        guard !areas.isEmpty else { throw Refusal("there is no city yet; load a city pack first (parvis import pack)") }
        let (territory, unknown) = Territory(areas: areas).adding(outlines)
        let drawn = territory.areas.simplified(tolerance: tolerance)
        if !isDryRun {
            let act = Act("territory.import", by: .command("import"), for: "public-information")
            try await database.write(act) { try $0.replaceCityRecords(.area, drawn, id: \.code) }
        }
        return (drawn.count { $0.boundary != nil }, unknown)
    }

    /// Every record, for an export.
    package func everything() async throws -> DirectoryRecords {
        try await DirectoryStore(database: database).everything()
    }

    /// The city's words, for what reads and writes other formats; refused before a city pack was loaded.
    package func taxonomy() async throws -> Taxonomy {
        try await database.read { session in
            let profiles: [CityProfile] = try session.cityRecords(.profile)
            guard !profiles.isEmpty else { throw Refusal("there is no city yet; load a city pack first (parvis import pack packs/paris)") }
            return Taxonomy(terms: try session.cityRecords(.term), dataInclusionImport: profiles.first?.dataInclusionImport ?? [:])
        }
    }
}
