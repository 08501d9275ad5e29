import Core
import Database

/// Brings what a source gives into the directory: all of it in one transaction, or nothing.
package struct DirectoryImport: Sendable {
    let database: Database

    /// - Parameter isDryRun: compares and reports, and writes nothing.
    package func run(_ reading: ImportReading, from input: String, isDryRun: Bool = false) async throws -> ImportReport {
        if isDryRun {
            return try await database.read { session in
                ImportReport(input: input, reading: reading, plan: try Self.plan(reading, in: session))
            }
        }
        let act = Act("directory.import", by: .command("import"), for: "public-information")
        return try await database.write(act) { transaction in
            let plan = try Self.plan(reading, in: transaction)
            try Self.apply(plan, in: transaction)
            return ImportReport(input: input, reading: reading, plan: plan)
        }
    }

    static func plan(_ reading: ImportReading, in session: Session) throws -> ImportPlan {
        var current = DirectoryRecords()
        for source in reading.sources.sorted() {
            try current.append(DirectoryStore.records(of: source, in: session))
        }
        return ImportPlan(
            current: current, incoming: reading.records, sources: reading.sources, keeping: reading.refusedRecords)
    }

    static func apply(_ plan: ImportPlan, in transaction: Transaction) throws {
        try DirectoryStore.save(plan.records, created: Set(plan.created.map(\.id)), in: transaction)
        try DirectoryStore.end(plan.endedServicesAtLocations, in: transaction)
    }
}

extension DirectoryRecords {
    mutating func append(_ other: DirectoryRecords) {
        organizations += other.organizations
        locations += other.locations
        services += other.services
        servicesAtLocations += other.servicesAtLocations
    }
}
