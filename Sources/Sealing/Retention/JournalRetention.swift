import Core
import Database

/// How long entries are kept: twelve months; then the roots of their days remain, which prove nothing was taken out before its time.
package struct JournalRetention: Sendable {
    private let database: Database
    private let keys: [CheckpointPublicKey]
    private let now: @Sendable () -> Instant
    /// Entries deleted in one turn of the writer.
    private let batch: Int64

    /// - Parameter keys: whose seals are ours: a day that does not agree with its seal is not pruned, it is evidence.
    package init(database: Database, keys: [CheckpointPublicKey], now: @escaping @Sendable () -> Instant, batch: Int64 = 2_000) {
        self.database = database
        self.keys = keys
        self.now = now
        self.batch = batch
    }

    /// The first day whose entries have to be kept: the same day a year before.
    static func keptFrom(_ today: Day) -> Day {
        Day(year: today.year - 1, month: today.month, day: today.day)
    }

    /// Takes out the entries of every day that is over for more than a year; returns the days. Writes an entry for each.
    ///
    /// - Throws: a `Refusal` when the journal is not as it was sealed.
    package func prune() async throws -> [Day] {
        let limit = Self.keptFrom(now().utcDay)
        // The newest day stays: the next position is counted from the last entry.
        let days = try await database.read { try SealStore.days($0) }
        let old = days.dropLast().filter { $0.seal.day < limit && $0.prunedAt == nil }
        if !old.isEmpty { try await refuseAltered() }
        for day in old { try await prune(day.seal) }
        let oldest = try await database.read { try $0.value(Int64.self, "SELECT MIN(sequence) FROM journal_entry") } ?? 1
        for day in days where day.prunedAt != nil && day.seal.last >= oldest { try await deleteEntries(of: day.seal) }
        return old.map(\.seal.day)
    }

    private func refuseAltered() async throws {
        let report = try await Verification(keys: keys, now: now(), allowsUnsealed: true).run(database)
        guard let finding = report.findings.first else { return }
        throw Refusal("nothing was pruned, because the journal is not as it was sealed: \(finding)")
    }

    private func prune(_ seal: DaySeal) async throws {
        let act = Act("journal.prune", by: .system, for: "accountability")
        try await database.write(act) { tx in
            try tx.execute("UPDATE sealing_day SET pruned_at = \(tx.now) WHERE day = \(seal.day)")
            try tx.execute("DELETE FROM sealing_tile WHERE day = \(seal.day)")
            try tx.journal(.erased, "journal_day", "\(seal.day)", ["first": seal.first, "last": seal.last])
        }
        try await deleteEntries(of: seal)
    }

    /// In small turns, so that nobody waits; one that was interrupted goes on the next time.
    private func deleteEntries(of seal: DaySeal) async throws {
        var first = seal.first
        while first <= seal.last {
            let (from, to) = (first, min(first + batch - 1, seal.last))
            try await database.writeSeals { try $0.execute("DELETE FROM journal_entry WHERE sequence BETWEEN \(from) AND \(to)") }
            first = to + 1
        }
    }
}
