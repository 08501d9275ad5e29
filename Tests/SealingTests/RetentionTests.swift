import Core
import Database
import TestKit
import Testing

@testable import Sealing

@Suite struct RetentionTests {
    private func journal(_ engine: TestDatabase.Engine) async throws -> (SealedJournal, JournalRetention) {
        let journal = try await SealedJournal.open(engine, days: [300, 20, 50])
        let clock = journal.clock
        let keys = [SealedJournal.key.publicKey]
        return (journal, JournalRetention(database: journal.database, keys: keys, now: { clock.now }, batch: 70))
    }

    @Test(arguments: TestDatabase.engines)
    func entriesOlderThanAYearGoAndTheirRootsStay(engine: TestDatabase.Engine) async throws {
        let (journal, retention) = try await journal(engine)
        #expect(try await retention.prune() == [])
        // The 23rd of November is over for more than a year, the 24th is not.
        journal.clock.advance(364 * 86_400)
        try await journal.write(2)
        try await journal.sealer.seal()
        #expect(try await retention.prune().map(\.description) == ["2026-11-23"])
        #expect(try await journal.database.journal(after: 0).first?.sequence == 301)
        let report = try await journal.verification().run(journal.database)
        #expect(report.isWhole)
        #expect((report.prunedDays, report.prunedEntries, report.days) == (1, 300, 3))
        let entry = try #require(try await journal.database.journal(after: 372).first)
        #expect(entry.act.name == "journal.prune" && entry.subjectID == "2026-11-23" && entry.payload == #"{"first":1,"last":300}"#)
        #expect(try await retention.prune() == [])
        // What is left is still proven, and what was kept outside still agrees.
        var verification = journal.verification()
        verification.compare(with: try journal.witness, of: "checkpoints")
        #expect(try await verification.run(journal.database).agreeing == 4)
        #expect(
            try await journal.tampered { try $0.execute("UPDATE journal_entry SET purpose = 'x' WHERE sequence = 301") } == [.altered(301)])
        let rewritten = try await journal.tampered { try $0.execute("UPDATE sealing_day SET root = previous WHERE day = '2026-11-23'") }
        #expect(rewritten == [.sealAltered(Day(year: 2026, month: 11, day: 23))])
    }

    /// The next position is counted from the last entry, so one must always be left.
    @Test(arguments: TestDatabase.engines)
    func theNewestDayStaysHoweverOldItIs(engine: TestDatabase.Engine) async throws {
        let (journal, retention) = try await journal(engine)
        journal.clock.advance(1_000 * 86_400)
        #expect(try await retention.prune().count == 2)
        #expect(try await journal.database.lastSequence() == 372)
        try await journal.write(1)
        try await journal.sealer.seal()
        #expect(try await journal.database.lastSequence() == 373)
        #expect(try await journal.verification().run(journal.database).isWhole)
    }

    @Test(arguments: TestDatabase.engines)
    func aJournalThatWasTamperedWithIsNotPruned(engine: TestDatabase.Engine) async throws {
        let (journal, retention) = try await journal(engine)
        journal.clock.advance(1_000 * 86_400)
        try await journal.database.writeSeals { try $0.execute("UPDATE journal_entry SET purpose = 'x' WHERE sequence = 7") }
        let error = await #expect(throws: Refusal.self) { try await retention.prune() }
        #expect(error?.reason.hasSuffix("Entry 7 was altered after it had been sealed.") == true)
        #expect(try await journal.database.lastSequence() == 370)
    }

    @Test(arguments: TestDatabase.engines)
    func whatWasTakenOutBeforeItsTimeIsFound(engine: TestDatabase.Engine) async throws {
        let (journal, _) = try await journal(engine)
        let findings = try await journal.tampered { tx in
            try tx.execute("UPDATE sealing_day SET pruned_at = sealed_at WHERE day = '2026-11-23'")
            try tx.execute("DELETE FROM journal_entry WHERE sequence <= 300")
        }
        #expect(findings == [.prunedTooEarly(Day(year: 2026, month: 11, day: 23))])
    }
}
