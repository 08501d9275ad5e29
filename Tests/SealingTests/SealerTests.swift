import Core
import Crypto
import Database
import Foundation
import Logging
import TestKit
import Testing

@testable import Sealing

@Suite struct SealerTests {
    @Test(arguments: TestDatabase.engines)
    func aJournalOfSeveralDaysIsSealedAndWhole(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [300, 1, 700, 20])
        try await journal.write(3)
        let report = try await journal.verification().run(journal.database)
        #expect(report.findings == [])
        #expect((report.days, report.entries, report.unsealed, report.last) == (4, 1_024, 3, 1_024))
        #expect(report.checkpoint?.size == 1_021)
        // Sealing again and again on the same day gives what sealing once gives.
        for _ in 0..<4 {
            try await journal.write(2)
            try await journal.sealer.seal()
        }
        let again = try await journal.verification().run(journal.database)
        #expect(again.findings == [] && again.unsealed == 0 && again.days == 4)
        #expect(try await journal.database.read { try SealStore.days($0).map(\.seal.count) } == [300, 1, 700, 31])
    }

    @Test(arguments: TestDatabase.engines)
    func nothingNewGivesNoNewCheckpointAndAYoungOneIsNotReplaced(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine)
        #expect(try await journal.sealer.seal() == nil)
        try await journal.write(5)
        let first = try await journal.sealer.seal()
        journal.clock.advance(600)
        #expect(try await journal.sealer.seal(ifOlderThan: 60) == first)
        try await journal.write(1)
        #expect(try await journal.sealer.seal(ifOlderThan: 900) == first)
        #expect(try await journal.sealer.seal(ifOlderThan: 60)?.size == 6)
        #expect(try journal.witness.count == 2)
    }

    /// Two nodes, each with its own file: one seals, both have every checkpoint, the journal is whole.
    @Test(arguments: TestDatabase.engines)
    func severalNodesSealOneJournal(engine: TestDatabase.Engine) async throws {
        let clock = SealedJournal.Clock()
        let nodes = try await TestDatabase.nodes(3, engine, migrations: Sealer.migrations, now: { clock.now })
        let sealers = nodes.map { SealedJournal.sealer($0, clock, file: TestFolder.shared.newPath("checkpoints"), batch: 50) }
        for _ in 0..<5 {
            try await nodes[0].write(SealedJournal.act) { tx in
                for number in 0..<500 { try tx.journal(.created, "service", "\(number)") }
            }
            clock.advance(50_000)
            let sizes = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for sealer in sealers { group.addTask { try await sealer.seal()?.size } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(!sizes.contains(nil))
        }
        let newest = try await sealers[2].seal()
        #expect(newest?.size == 2_500)
        let report = try await Verification(keys: [SealedJournal.key.publicKey], now: clock.now).run(nodes[1])
        #expect(report.isWhole && report.entries == 2_500 && report.unsealed == 0)
    }

    /// A machine whose clock is wrong writes entries of yesterday and of next year.
    @Test(arguments: TestDatabase.engines)
    func clocksThatGoBackOrAheadDoNotBreakTheDays(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [5])
        journal.clock.advance(400 * 86_400)
        try await journal.write(5)
        journal.clock.advance(-399 * 86_400)
        try await journal.sealer.seal()
        journal.clock.advance(-86_400)
        try await journal.write(5)
        journal.clock.advance(2 * 86_400)
        try await journal.sealer.seal()
        let days = try await journal.database.read { try SealStore.days($0).map { ($0.seal.day.description, $0.seal.count) } }
        #expect(days.map(\.0) == ["2026-11-23", "2026-11-24"])
        #expect(days.map(\.1) == [5, 10])
        #expect(try await journal.verification().run(journal.database).isWhole)
    }

    @Test(arguments: TestDatabase.engines)
    func itDoesNotSignWhatWasTamperedWith(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [10, 10])
        try await journal.write(5)
        let day = try #require(Day("2026-11-24"))
        let cases: [(SQL, SealingRefusal)] = [
            ("UPDATE sealing_day SET frontier = previous WHERE day = '2026-11-24'", .sealAltered(day)),
            ("UPDATE sealing_day SET entry_count = 9 WHERE day = '2026-11-24'", .sealAltered(day)),
            ("UPDATE sealing_day SET checkpoint = replace(checkpoint, 'first 11', 'first 12') WHERE day = '2026-11-24'", .otherKey(day)),
            ("DELETE FROM journal_entry WHERE sequence = 21", .entryMissing(21)),
        ]
        for (number, (change, refusal)) in cases.enumerated() {
            let copy = try await SealedJournal.open(engine, days: [10, 10])
            try await copy.write(5)
            try await copy.database.writeSeals { try $0.execute(change) }
            await #expect(throws: refusal, "case \(number)") { try await copy.sealer.seal() }
        }
        let stranger = SealedJournal.sealer(journal.database, journal.clock, file: nil, key: SealedJournal.otherKey)
        await #expect(throws: SealingRefusal.otherKey(day)) { try await stranger.seal() }
    }

    @Test(arguments: TestDatabase.engines)
    func anOlderCopyIsNotSealedAnyFurther(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [10])
        try await journal.write(5)
        try await journal.sealer.seal()
        // The same file of checkpoints beside a database that has less.
        let older = try await SealedJournal.open(engine, days: [10])
        let sealer = SealedJournal.sealer(older.database, older.clock, file: journal.file)
        await #expect(throws: SealingRefusal.rolledBack(sealed: 15, at: SealedJournal.noon, now: 10)) { try await sealer.seal() }
        try await older.write(50)
        await #expect(throws: SealingRefusal.self) { try await sealer.seal() }
    }

    @Test(arguments: TestDatabase.engines)
    func theKeyMayChangeWhenTheFormerOneIsKnown(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [10])
        let keys = [SealedJournal.otherKey.publicKey, SealedJournal.key.publicKey]
        let sealer = Sealer(
            database: journal.database, key: SealedJournal.otherKey, former: [SealedJournal.key.publicKey],
            origin: "accueil.example/journal",
            file: nil, logger: .init(label: "test"), now: { journal.clock.now })
        journal.clock.advance(86_400)
        try await journal.write(10)
        try await sealer.seal()
        #expect(try await journal.verification(keys: keys).run(journal.database).isWhole)
        let withOne = try await journal.verification(keys: [keys[0]]).run(journal.database)
        #expect(withOne.findings.contains(.notOurs(SealedJournal.noon.utcDay)))
    }

    @Test(.timeLimit(.minutes(5)), arguments: TestDatabase.engines)
    func itFollowsTheJournalAndSealsAtTheEnd(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine)
        try await journal.write(3)
        let following = Task { await journal.sealer.run() }
        // Signed in the database is not yet written to the file: stopped between the two, the last checkpoint alone stands there.
        while (try? journal.witness)?.isEmpty ?? true { try await Task.sleep(for: .milliseconds(20)) }
        try await journal.write(4)
        following.cancel()
        await following.value
        await journal.sealer.finish()
        let sizes = try journal.witness.compactMap { $0.checkpoint?.size }
        // A busy machine may let a minute's seal come between the two.
        #expect(sizes.first == 3 && sizes.last == 7 && sizes == sizes.sorted())
    }
}
