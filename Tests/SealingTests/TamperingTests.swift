import Core
import Crypto
import Database
import Foundation
import TestKit
import Testing

@testable import Sealing

/// What somebody who can write to the database, and has not the key, may try.
@Suite struct TamperingTests {
    private static let days = [300, 20, 300]

    @Test(arguments: TestDatabase.engines)
    func everyColumnOfAnEntryIsSealed(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: Self.days)
        let changes: [SQL] = [
            "at = '2026-11-23T12:00:01Z'", "actor_kind = 'visitor'", "actor_id = 'agent-2'", "actor_id = NULL", "organization_id = 'org-2'",
            "organization_id = NULL", "purpose = 'Testing'", "act = 'test.writes'", "change = 'created'", "subject_kind = 'location'",
            "subject_id = 'id'", "payload = '{}'", "payload = payload || ' '",
        ]
        for change in changes {
            let findings = try await journal.tampered { try $0.execute("UPDATE journal_entry SET \(sql: change) WHERE sequence = 310") }
            #expect(findings == [.altered(310)], "\(change)")
        }
        let several = try await journal.tampered {
            try $0.execute("UPDATE journal_entry SET purpose = 'x' WHERE sequence IN (1, 300, 301, 620)")
        }
        #expect(several == [.altered(1), .altered(300), .altered(301), .altered(620)])
    }

    /// SQLite reads a text up to its first NUL; what stands behind it is altered all the same.
    @Test func whatHidesBehindANulIsFound() async throws {
        let journal = try await SealedJournal.open(.sqlite, days: [5])
        let findings = try await journal.tampered { tx in
            try tx.execute("UPDATE journal_entry SET payload = payload || char(0) || 'hidden' WHERE sequence = 3")
        }
        #expect(findings == [.altered(3)])
    }

    @Test(arguments: TestDatabase.engines)
    func whatWasCutIsNamed(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: Self.days)
        func without(_ condition: SQL) async throws -> [Finding] {
            try await journal.tampered { try $0.execute("DELETE FROM journal_entry WHERE \(sql: condition)") }
        }
        #expect(try await without("sequence = 1") == [.missing(1, through: 1)])
        #expect(try await without("sequence = 305") == [.missing(305, through: 305)])
        #expect(try await without("sequence BETWEEN 250 AND 260") == [.missing(250, through: 260)])
        #expect(try await without("sequence BETWEEN 299 AND 302") == [.missing(299, through: 300), .missing(301, through: 302)])
        #expect(try await without("sequence > 610") == [.missing(611, through: 620)])
        #expect(
            try await without("sequence > 0") == [
                .missing(1, through: 300), .missing(301, through: 320), .missing(321, through: 620),
            ])
        let moved = try await journal.tampered { tx in
            try tx.execute("DELETE FROM journal_entry WHERE sequence = 400")
            // One by one: a statement over all would meet the key of the next.
            for sequence in 401...620 {
                try tx.execute("UPDATE journal_entry SET sequence = \(sequence - 1) WHERE sequence = \(sequence)")
            }
        }
        #expect(moved == [.cut(400), .missing(620, through: 620)])
    }

    @Test(arguments: TestDatabase.engines)
    func whatWasExchangedOrInsertedIsNamed(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: Self.days)
        let swapped = try await journal.tampered { tx in
            for (from, to) in [(350, 9_999), (420, 350), (9_999, 420)] {
                try tx.execute("UPDATE journal_entry SET sequence = \(to) WHERE sequence = \(from)")
            }
        }
        #expect(swapped == [.swapped(350, 420)])
        let inserted = try await journal.tampered { tx in
            for sequence in stride(from: 620, through: 400, by: -1) {
                try tx.execute("UPDATE journal_entry SET sequence = \(sequence + 1) WHERE sequence = \(sequence)")
            }
            try tx.execute(
                """
                INSERT INTO journal_entry SELECT 400, at, actor_kind, actor_id, organization_id, purpose, 'forged', change, subject_kind,
                    subject_id, payload FROM journal_entry WHERE sequence = 399
                """)
        }
        #expect(inserted.first == .inserted(400))
    }

    @Test(arguments: TestDatabase.engines)
    func sealsThatWereTamperedWithAreFound(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: Self.days)
        let (first, second, third) = (
            Day(year: 2026, month: 11, day: 23), Day(year: 2026, month: 11, day: 24), Day(year: 2026, month: 11, day: 25)
        )
        let cases: [(SQL, [Finding])] = [
            ("DELETE FROM sealing_tile WHERE day = '2026-11-24'", [.hashesAltered(second)]),
            (
                "UPDATE sealing_tile SET hashes = (SELECT root FROM sealing_day WHERE day = '2026-11-25') WHERE position = 1 AND day = '2026-11-23'",
                [.hashesAltered(first)]
            ),
            ("UPDATE sealing_day SET entry_count = 19 WHERE day = '2026-11-24'", [.sealAltered(second)]),
            ("UPDATE sealing_day SET root = previous WHERE day = '2026-11-24'", [.sealAltered(second)]),
            (
                "UPDATE sealing_day SET checkpoint = replace(checkpoint, 'day 2026-11-25', 'day 2026-11-26') WHERE day = '2026-11-25'",
                [.notOurs(third)]
            ),
            ("UPDATE sealing_day SET checkpoint = '' WHERE day = '2026-11-24'", [.notOurs(second)]),
            ("UPDATE sealing_day SET pruned_at = sealed_at WHERE day = '2026-11-23'", [.prunedTooEarly(first)]),
            ("UPDATE sealing_day SET pruned_at = sealed_at WHERE day = '2026-11-25'", [.prunedTooEarly(third)]),
        ]
        for (change, findings) in cases {
            #expect(try await journal.tampered { try $0.execute(change) } == findings, "\(change)")
        }
        let middle = try await journal.tampered { tx in
            try tx.execute("DELETE FROM sealing_tile WHERE day = '2026-11-24'")
            try tx.execute("DELETE FROM sealing_day WHERE day = '2026-11-24'")
        }
        #expect(middle == [.sealsMissing(301, through: 320)])
        // The last seals: what they covered is older than anything may wait.
        journal.clock.advance(3_600)
        let end = try await journal.tampered { tx in
            try tx.execute("DELETE FROM sealing_tile WHERE day = '2026-11-25'")
            try tx.execute("DELETE FROM sealing_day WHERE day = '2026-11-25'")
        }
        #expect(end.count == 1 && end.first?.description.hasPrefix("Entries 321 to 620") == true)
        let all = try await journal.tampered { tx in
            try tx.execute("DELETE FROM sealing_tile")
            try tx.execute("DELETE FROM sealing_day")
        }
        #expect(all.first?.description.hasPrefix("Entries 1 to 620") == true)
    }

    /// The altered entry, its hash and the frontier: everything that can be computed without the key.
    @Test(arguments: TestDatabase.engines)
    func hashesThatWereComputedAgainDoNotHelp(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: Self.days)
        let findings = try await journal.tampered { tx in
            try tx.execute("UPDATE journal_entry SET purpose = 'forged' WHERE sequence = 310")
            try Self.recompute(from: 301, through: 320, day: Day(year: 2026, month: 11, day: 24), tx)
        }
        #expect(findings == [.sealAltered(Day(year: 2026, month: 11, day: 24)), .alteredBetween(301, and: 320)])
    }

    private static func recompute(from first: Int64, through last: Int64, day: Day, _ tx: Transaction) throws {
        var frontier = MerkleFrontier()
        var tile = Tile(day: day, position: 0, hashes: [])
        for entry in try SealStore.entries(after: first - 1, through: last, limit: 1_000, tx) {
            frontier.append(entry.leaf)
            tile.hashes += entry.leaf.bytes
        }
        try SealStore.save(tile, tx)
        try tx.execute("UPDATE sealing_day SET root = \(frontier.root.bytes), frontier = \(frontier.bytes) WHERE day = \(day)")
    }

    /// Somebody seals a forged journal with a key of their own.
    @Test(arguments: TestDatabase.engines)
    func anotherKeyIsNotOurs(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [20])
        let original = try journal.witness
        try await journal.database.writeSeals { tx in
            try tx.execute("UPDATE journal_entry SET purpose = 'forged' WHERE sequence = 10")
            try tx.execute("DELETE FROM sealing_tile")
            try tx.execute("DELETE FROM sealing_day")
        }
        try await SealedJournal.sealer(journal.database, journal.clock, file: nil, key: SealedJournal.otherKey).seal()
        var verification = journal.verification()
        #expect(try await verification.run(journal.database).findings == [.notOurs(SealedJournal.noon.utcDay)])
        verification.compare(with: original, of: "checkpoints")
        #expect(try await verification.run(journal.database).findings.count == 2)
        // Who believes the forged key is told by what was kept outside.
        var deceived = journal.verification(keys: [SealedJournal.otherKey.publicKey])
        #expect(try await deceived.run(journal.database).isWhole)
        deceived.compare(with: original, of: "checkpoints")
        #expect(
            try await deceived.run(journal.database).findings == [
                .witnessNotOurs(witness: "the checkpoint of 2026-11-23T12:00:00Z in checkpoints")
            ])
    }

    /// With the database alone an older copy is whole; with what was kept outside it is not.
    @Test(arguments: TestDatabase.engines)
    func anOlderCopyIsFoundByWhatWasKeptOutside(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [20, 10])
        let line = try RegisterLine(RegisterLine.text(try #require(try await journal.sealer.seal())))
        let rollBack: @Sendable (Transaction) throws -> Void = { tx in
            try tx.execute("DELETE FROM journal_entry WHERE sequence > 20")
            try tx.execute("DELETE FROM sealing_tile WHERE day = '2026-11-24'")
            try tx.execute("DELETE FROM sealing_day WHERE day = '2026-11-24'")
        }
        #expect(try await journal.tampered(journal.verification(), rollBack) == [])
        var witnessed = journal.verification()
        witnessed.compare(with: try journal.witness, of: "checkpoints")
        #expect(try await witnessed.run(journal.database).agreeing == 2)
        #expect(
            try await journal.tampered(witnessed, rollBack) == [
                .rolledBack(to: 20, from: 30, witness: "the checkpoint of 2026-11-24T12:00:00Z in checkpoints")
            ])
        var written = journal.verification()
        written.compare(with: line)
        #expect(try await written.run(journal.database).agreeing == 1)
        #expect(try await journal.tampered(written, rollBack) == [.rolledBack(to: 20, from: 30, witness: "the register")])
        let forged = try RegisterLine("entry 30 0000 0000 0000 0000 0000")
        var wrong = journal.verification()
        wrong.compare(with: forged)
        #expect(try await wrong.run(journal.database).findings == [.contradicted(at: 30, witness: "the register")])
    }

    /// Whoever has the key can write another history; a checkpoint in somebody else's hands still tells.
    @Test(arguments: TestDatabase.engines)
    func anotherHistoryWithOurKeyContradictsTheWitness(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [20])
        try await journal.write(5)
        try await journal.sealer.seal()
        let forged = try await SealedJournal.open(engine, days: [30])
        var verification = forged.verification()
        #expect(try await verification.run(forged.database).isWhole)
        verification.compare(with: try journal.witness, of: "checkpoints")
        let findings = try await verification.run(forged.database).findings
        // Both histories begin alike.
        #expect(findings == [.contradicted(at: 25, witness: "the checkpoint of 2026-11-23T12:00:00Z in checkpoints")])
    }

    /// The seals are cut together with nothing else, and other entries put in their place.
    @Test(arguments: TestDatabase.engines)
    func entriesThatLostTheirSealAreStillProvenByWhatWasKeptOutside(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [20, 10])
        var verification = journal.verification(allowsUnsealed: true)
        verification.compare(with: try journal.witness, of: "checkpoints")
        let unsealed: @Sendable (Transaction) throws -> Void = { tx in
            try tx.execute("DELETE FROM sealing_tile WHERE day = '2026-11-24'")
            try tx.execute("DELETE FROM sealing_day WHERE day = '2026-11-24'")
        }
        #expect(try await journal.tampered(verification, unsealed) == [])
        let findings = try await journal.tampered(verification) { tx in
            try unsealed(tx)
            try tx.execute("UPDATE journal_entry SET purpose = 'forged' WHERE sequence = 25")
        }
        #expect(findings == [.contradicted(at: 30, witness: "the checkpoint of 2026-11-24T12:00:00Z in checkpoints")])
    }

    /// Random changes of random rows: none goes unnoticed.
    @Test(arguments: TestDatabase.engines)
    func noRandomTamperingGoesUnnoticed(engine: TestDatabase.Engine) async throws {
        let journal = try await SealedJournal.open(engine, days: [60, 5, 40])
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<60 {
            let (kind, row, other) = (Int.random(in: 0...5, using: &generator), Int.random(in: 1...105), Int.random(in: 1...104))
            let second = other >= row ? other + 1 : other
            let findings = try await journal.tampered { tx in
                switch kind {
                case 0: try tx.execute("UPDATE journal_entry SET payload = payload || 'x' WHERE sequence = \(row)")
                case 1: try tx.execute("DELETE FROM journal_entry WHERE sequence = \(row)")
                case 2: try tx.execute("DELETE FROM journal_entry WHERE sequence >= \(row)")
                case 3:
                    for (from, to) in [(row, 999), (second, row), (999, second)] {
                        try tx.execute("UPDATE journal_entry SET sequence = \(to) WHERE sequence = \(from)")
                    }
                case 4: try tx.execute("UPDATE journal_entry SET actor_id = NULL WHERE sequence = \(row)")
                default: try tx.execute("DELETE FROM journal_entry WHERE sequence <= \(row)")
                }
            }
            #expect(!findings.isEmpty, "kind \(kind), row \(row), other \(second)")
        }
        #expect(try await journal.verification().run(journal.database).isWhole)
    }
}
