import Database
import TestKit
import Testing

@Suite struct MigratorTests {
    private static let first = Migration(id: "0001-first", "CREATE TABLE first (id INTEGER NOT NULL PRIMARY KEY) STRICT")
    private static let second = Migration(
        id: "0002-second",
        """
        -- It's a comment with a quote, and INTEGER in it.
        CREATE TABLE second (id TEXT NOT NULL PRIMARY KEY, word TEXT NOT NULL DEFAULT 'it''s INTEGER; STRICT', share REAL, bytes BLOB) STRICT;
        INSERT INTO second (id) VALUES ('a');
        CREATE VIEW second_view AS SELECT CAST(id AS TEXT) AS id, word FROM second;
        """)

    @Test(arguments: TestDatabase.engines)
    func aFreshDatabaseGetsEverythingAndAnOldOneWhatItLacks(engine: TestDatabase.Engine) async throws {
        let database = try await TestDatabase.empty(engine)
        #expect(try await Migrator(database, [Self.first]).pending().map(\.id) == ["0000-journal", "0001-first"])
        #expect(try await Migrator(database, [Self.first]).migrate().count == 2)
        let upgrade = Migrator(database, [Self.first, Self.second])
        await #expect(throws: DatabaseError.migration(.missing(ids: ["0002-second"]))) { try await upgrade.check() }
        #expect(try await upgrade.migrate() == [Self.second])
        #expect(try await upgrade.migrate() == [])
        try await upgrade.check()
        let word = try await database.read { db in try db.value(String.self, "SELECT word FROM second_view WHERE id = 'a'") }
        #expect(word == "it's INTEGER; STRICT")
    }

    @Test(arguments: TestDatabase.engines)
    func aChangedTextIsRefused(engine: TestDatabase.Engine) async throws {
        let database = try await TestDatabase.open(engine, migrations: [Self.first])
        let edited = Migration(id: Self.first.id, Self.first.sql + " ")
        await #expect(throws: DatabaseError.migration(.changed(id: "0001-first"))) {
            try await Migrator(database, [edited]).migrate()
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDatabaseOfANewerVersionIsRefused(engine: TestDatabase.Engine) async throws {
        let database = try await TestDatabase.open(engine, migrations: [Self.first, Self.second])
        await #expect(throws: DatabaseError.migration(.newer(id: "0002-second"))) {
            try await Migrator(database, [Self.first]).check()
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aMigrationPutBeforeAnAppliedOneIsRefused(engine: TestDatabase.Engine) async throws {
        let database = try await TestDatabase.open(engine, migrations: [Self.second])
        await #expect(throws: DatabaseError.migration(.outOfOrder(id: "0001-first"))) {
            try await Migrator(database, [Self.first, Self.second]).migrate()
        }
        await #expect(throws: DatabaseError.migration(.repeated(id: "0002-second"))) {
            try await Migrator(database, [Self.second, Self.second]).migrate()
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aMigrationThatFailsLeavesNothing(engine: TestDatabase.Engine) async throws {
        let database = try await TestDatabase.empty(engine)
        let broken = Migration(id: "0002-broken", "CREATE TABLE kept (id INTEGER) STRICT; CREATE TABLE first (id INTEGER) STRICT")
        let error = await #expect(throws: DatabaseError.self) { try await Migrator(database, [Self.first, broken]).migrate() }
        guard case .migration(.failed(id: "0002-broken", _)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await Migrator(database, [Self.first]).pending().count == 2)
    }

    @Test(arguments: TestDatabase.engines)
    func twoNodesThatMigrateAtOnceDoItOnce(engine: TestDatabase.Engine) async throws {
        let nodes = try await TestDatabase.nodes(2, engine)
        async let one = Migrator(nodes[0], [Self.first, Self.second]).migrate()
        async let two = Migrator(nodes[1], [Self.first, Self.second]).migrate()
        #expect(try await one.count + two.count == 2)
    }

    /// A shipped migration never changes: each domain keeps such a list.
    @Test func shippedMigrationsAreWhatTheyWere() {
        #expect(Migrator.foundation.map { [$0.id, $0.fingerprint] } == [["0000-journal", "9b0d58bcdd5350d3"]])
    }
}
