import Core
import Database
import TestKit
import Testing

@Suite struct LookTests {
    private static let act = Act("person.open", by: .person("agent-1"), for: "orientation", organization: "org-1")

    private func name(_ look: Look) throws -> String? {
        try look.seen("club", "ref-1", ["fields": "name"])
        return try look.session.value(String.self, "SELECT name FROM club WHERE id = 1")
    }

    @Test(arguments: TestDatabase.engines)
    func aLookHandsOverTheAnswerAndWritesWhoSawWhat(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        try await database.write(Club.act) { try $0.addClub(1, "Invented Club") }
        #expect(try await database.look(Self.act) { try name($0) } == "Invented Club")
        let entry = try #require(try await database.journal(after: 1).first)
        #expect(entry.act == Self.act && entry.change == .seen && entry.subjectID == "ref-1" && entry.payload == #"{"fields":"name"}"#)
    }

    @Test(arguments: TestDatabase.engines)
    func aListIsOneEntryWithHowManyAndWhich(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        try await database.look(Self.act) { try $0.seen("club", references: ["ref-1", "ref-2", "ref-3"]) }
        try await database.look(Self.act) { try $0.seen("club", references: []) }
        try await database.look(Self.act) { try $0.seen("club", references: (0..<501).map { "r\($0)" }) }
        let entries = try await database.journal(after: 0)
        #expect(
            entries.map(\.payload).prefix(2) == [#"{"count":3,"references":["ref-1","ref-2","ref-3"]}"#, #"{"count":0,"references":[]}"#])
        #expect(entries.count == 4)
        _ = try await database.look(Self.act) { try name($0) }
        #expect(try await database.looks(at: "club", "ref-1").map(\.sequence) == [5, 1])
        #expect(try await database.looks(at: "club", "ref-1", before: 5).map(\.sequence) == [1])
        #expect(try await database.looks(at: "club", "ref").isEmpty)
        #expect(try await database.looks(at: "club", "r500").map(\.sequence) == [4])
    }

    @Test(arguments: TestDatabase.engines)
    func aLookThatSaysNothingOrChangesSomethingIsRefused(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        await #expect(throws: DatabaseError.notJournaled(act: "person.open")) {
            try await database.look(Self.act) { try $0.session.value(Int.self, "SELECT COUNT(*) FROM club") }
        }
        await #expect(throws: DatabaseError.misuse("“person.open” is a look and changed rows")) {
            try await database.look(Self.act) { look in
                try look.seen("club", "ref-1")
                _ = try look.session.rows("INSERT INTO club (id, name) VALUES (1, 'x') RETURNING id")
            }
        }
        #expect(try await database.lastSequence() == 0)
        #expect(try await database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM club") } == 0)
    }

    @Test func aDatabaseThatCannotBeWrittenShowsNothing() async throws {
        let path = TestFolder.shared.newPath("city.sqlite")
        let writable = try Database.sqlite(path: path)
        try await Migrator(writable, Club.migrations).migrate()
        try await writable.write(Club.act) { try $0.addClub(1, "Invented Club") }
        let database = try Database.sqlite(path: path, readOnly: true)
        await #expect(throws: DatabaseError.readOnly) { try await database.look(Self.act) { try name($0) } }
    }

    /// The journal's table refuses the entry: what had been read is not handed over.
    @Test(arguments: TestDatabase.engines)
    func aFailingJournalShowsNothing(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        try await database.write(Club.act) { try $0.addClub(1, "Invented Club") }
        try await database.writeSeals { try $0.execute("ALTER TABLE journal_entry RENAME COLUMN payload TO lost") }
        await #expect(throws: DatabaseError.self) { try await database.look(Self.act) { try name($0) } }
        #expect(try await database.lastSequence() == 1)
    }

    @Test(arguments: TestDatabase.engines)
    func theHistoryOfARecordIsNewestFirst(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        for (change, id) in [(JournalEntry.Change.created, "1"), (.created, "2"), (.changed, "1"), (.closed, "1")] {
            try await database.write(Club.act) { try $0.journal(change, "club", id) }
        }
        #expect(try await database.history(of: "club", "1").map(\.change) == [.closed, .changed, .created])
        #expect(try await database.history(of: "club", "1", before: 4, limit: 1).map(\.sequence) == [3])
    }
}
