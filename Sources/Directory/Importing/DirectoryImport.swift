import Core
import Database

/// Brings what a source gives into the directory: all of it in one transaction, or nothing.
package struct DirectoryImport: Sendable {
    let database: Database

    /// - Parameters:
    ///   - isDryRun: compares and reports, and writes nothing.
    ///   - withdraws: somebody looked at it and wants it, however much is withdrawn.
    /// - Throws: a `Refusal` when more than half of a source's services would be withdrawn and nobody wants that: such a file is
    ///   rather a part of the source than all of it.
    package func run(
        _ reading: ImportReading, from input: String, isDryRun: Bool = false, withdraws: Bool = false
    ) async throws -> ImportReport {
        if isDryRun {
            return try await database.read { session in
                let plan = try Self.plan(reading, in: session)
                return try Self.report(reading, plan, from: input, in: session)
            }
        }
        let act = Act("directory.import", by: .command("import"), for: "public-information")
        return try await database.write(act) { transaction in
            let plan = try Self.plan(reading, in: transaction)
            if !withdraws, let loss = plan.losses.first(where: \.isDoubtful) { throw loss.refusal }
            try Self.apply(plan, in: transaction)
            let report = try Self.report(reading, plan, from: input, in: transaction)
            try DuplicateStore.note(report.suspects, in: transaction)
            return report
        }
    }

    /// What was done, and which of the records it brought may be others that the directory already had.
    static func report(_ reading: ImportReading, _ plan: ImportPlan, from input: String, in session: Session) throws -> ImportReport {
        var report = ImportReport(input: input, reading: reading, plan: plan)
        guard !plan.created.isEmpty else { return report }
        let known = try DirectoryStore.everything(in: session).records.merging(plan.records)
        let created = Set(plan.created.map(\.id))
        report.suspects = DuplicateSuspects(known).pairs().filter { created.contains($0.first.id) || created.contains($0.second.id) }
        return report
    }

    static func plan(_ reading: ImportReading, in session: Session) throws -> ImportPlan {
        var current = DirectoryRecords()
        var unreadable: [UnreadableRecord] = []
        for source in reading.sources.sorted() {
            let stored = try DirectoryStore.records(of: source, in: session)
            current.append(stored.records)
            unreadable += stored.unreadable
        }
        let (kept, said) = try HeldFields(session).kept(current, in: reading.records)
        let incoming = kept.keepingTranslations(of: current)
        var plan = ImportPlan(
            current: current, incoming: incoming, sources: reading.complete ?? reading.sources, keeping: reading.refusedRecords,
            unreadable: unreadable)
        plan.said = said
        plan.news = try SourceStore.news(said, session)
        return plan
    }

    static func apply(_ plan: ImportPlan, in transaction: Transaction) throws {
        try DirectoryStore.save(plan.records, created: Set(plan.created.map(\.id)), in: transaction)
        try DirectoryStore.end(plan.endedServicesAtLocations, in: transaction)
        try SourceStore.note(plan.said, in: transaction)
    }
}

extension DirectoryRecords {
    mutating func append(_ other: DirectoryRecords) {
        organizations += other.organizations
        locations += other.locations
        services += other.services
        servicesAtLocations += other.servicesAtLocations
    }

    /// These records and others; of two with the same identifier, the other.
    func merging(_ other: DirectoryRecords) -> DirectoryRecords {
        var merged = DirectoryRecords()
        merged.organizations = Self.merge(organizations, other.organizations)
        merged.locations = Self.merge(locations, other.locations)
        merged.services = Self.merge(services, other.services)
        merged.servicesAtLocations = Self.merge(servicesAtLocations, other.servicesAtLocations)
        return merged
    }

    private static func merge<Record: Identifiable>(_ mine: [Record], _ others: [Record]) -> [Record] where Record.ID == String {
        let replaced = Set(others.map(\.id))
        return mine.filter { !replaced.contains($0.id) } + others
    }
}
