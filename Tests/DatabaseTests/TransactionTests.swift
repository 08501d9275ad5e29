import Core
import Database
import TestKit
import Testing

@Suite struct TransactionTests {
    private struct Interruption: Error {}

    private func clubs(_ database: Database) async throws -> [Int] {
        try await database.read { db in try db.values(Int.self, "SELECT id FROM club ORDER BY id LIMIT 1000") }
    }

    @Test(arguments: TestDatabase.engines)
    func anActIsWholeOrNothing(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        await #expect(throws: Interruption.self) {
            try await database.write(Club.act) { tx in
                try tx.addClub(1, "Half")
                throw Interruption()
            }
        }
        #expect(try await clubs(database) == [])
        #expect(try await database.journal(after: 0) == [])
    }

    @Test(arguments: TestDatabase.engines)
    func changingRowsWithoutAnEntryInTheJournalIsRefused(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        await #expect(throws: DatabaseError.notJournaled(act: "club.test")) {
            try await database.write(Club.act) { tx in _ = try tx.execute("INSERT INTO club (id, name) VALUES (1, 'Silent')") }
        }
        await #expect(throws: DatabaseError.notJournaled(act: "club.test")) {
            try await database.write(Club.act) { tx in
                _ = try tx.value(Int.self, "INSERT INTO club (id, name) VALUES (1, 'Silent') RETURNING id")
            }
        }
        #expect(try await clubs(database) == [])
        try await database.write(Club.act) { tx in _ = try tx.execute("UPDATE club SET seats = 1 WHERE id = 99") }
    }

    @Test(arguments: TestDatabase.engines)
    func anActThatFailsLeavesTheOthersOfItsGroupAlone(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
            for id in 1...200 {
                group.addTask {
                    do {
                        try await database.write(Club.act) { tx in
                            try tx.addClub(id, "Club \(id)")
                            if id.isMultiple(of: 3) { throw Interruption() }
                            if id.isMultiple(of: 5) { try tx.addClub(id, "again") }
                        }
                        return (id, true)
                    } catch {
                        return (id, false)
                    }
                }
            }
            return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }
        let kept = (1...200).filter { !$0.isMultiple(of: 3) && !$0.isMultiple(of: 5) }
        #expect(outcomes.filter(\.value).keys.sorted() == kept)
        #expect(try await clubs(database) == kept)
        #expect(try await database.journal(after: 0).count == kept.count)
    }

    @Test(arguments: TestDatabase.engines)
    func afterAFailedStatementTheActIsLostEvenWhenItsErrorIsCaught(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        await #expect(throws: DatabaseError.self) {
            try await database.write(Club.act) { tx in
                try tx.addClub(1, "First")
                do { try tx.addClub(1, "Second") } catch {}
                try tx.addClub(2, "Third")
            }
        }
        #expect(try await clubs(database) == [])
    }

    @Test(arguments: TestDatabase.engines)
    func aReadSeesOneUnchangingPicture(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        await #expect(throws: DatabaseError.readOnly) {
            try await database.read { db in _ = try db.value(Int.self, "INSERT INTO club (id, name) VALUES (1, 'x') RETURNING id") }
        }
        async let pictures = withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 1...40 {
                group.addTask {
                    try await database.read { db in
                        let before = try db.value(Int.self, "SELECT COUNT(*) FROM club")
                        let after = try db.value(Int.self, "SELECT COUNT(*) FROM club")
                        return before == after
                    }
                }
            }
            return try await group.reduce(true) { $0 && $1 }
        }
        for id in 1...40 { try await database.write(Club.act) { tx in try tx.addClub(id, "Club \(id)") } }
        #expect(try await pictures)
    }

    @Test(arguments: TestDatabase.engines)
    func brokenRulesAreNamed(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        try await database.write(Club.act) { tx in try tx.addClub(1, "Invented Club") }
        let broken: [(SQL, DatabaseError.Constraint)] = [
            ("INSERT INTO club (id, name) VALUES (2, 'Invented Club')", .unique),
            ("INSERT INTO club (id, name) VALUES (1, 'Other')", .unique),
            ("INSERT INTO club (id, name) VALUES (2, NULL)", .notNull),
            ("INSERT INTO club (id, name, seats) VALUES (2, 'Other', -1)", .check),
            ("INSERT INTO club_member (id, club_id) VALUES ('m', 77)", .foreignKey),
        ]
        for (sql, kind) in broken {
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(Club.act) { tx in _ = try tx.execute(sql) }
            }
            guard case .constraint(kind, let name) = error else {
                Issue.record("\(kind) was expected and \(String(describing: error)) came")
                continue
            }
            #expect(!name.contains("Invented"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func upsertAndReturningAreTheSameOnBoth(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        let upsert: @Sendable (Transaction) throws -> Int? = { tx in
            try tx.journal(.changed, "club", "1")
            return try tx.value(
                Int.self,
                """
                INSERT INTO club (id, name, seats) VALUES (1, 'Invented Club', 1)
                ON CONFLICT (id) DO UPDATE SET seats = club.seats + excluded.seats RETURNING seats
                """)
        }
        #expect(try await database.write(Club.act, upsert) == 1)
        #expect(try await database.write(Club.act, upsert) == 2)
    }

    @Test(arguments: TestDatabase.engines)
    func theStatementsOfOnePieceOfWorkAreCounted(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        let (_, queries) = try await QueryCounter.counting {
            try await database.read { db in
                _ = try db.rows("SELECT id FROM club ORDER BY id LIMIT 5")
                _ = try db.rows("SELECT id FROM club ORDER BY id LIMIT 5")
            }
        }
        #expect(queries == 2)
    }
}
