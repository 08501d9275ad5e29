import Core
import Database
import Synchronization
import TestKit
import Testing

/// Tells what came before what.
private final class Tickets: Sendable {
    private let last = Atomic<Int>(0)
    func next() -> Int { last.add(1, ordering: .sequentiallyConsistent).newValue }
}

@Suite struct JournalTests {
    @Test(arguments: TestDatabase.engines)
    func anEntrySaysWhoWhyAndWhat(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        let acts = [
            Act("club.import", by: .command("import"), for: "public-information"),
            Act("club.tidy", by: .system, for: "public-information", organization: "org-1"),
            Act("club.report", by: .visitor, for: "feedback"),
            Act("club.edit", by: .person("person-1"), for: "directory"),
        ]
        for (index, act) in acts.enumerated() {
            try await database.write(act) { tx in try tx.journal(.changed, "club", "\(index)", ["b": 2, "a": 1]) }
        }
        let entries = try await database.journal(after: 0)
        #expect(entries.map(\.act) == acts)
        #expect(entries.map(\.sequence) == [1, 2, 3, 4])
        #expect(entries.map(\.subjectID) == ["0", "1", "2", "3"])
        #expect(entries.allSatisfy { $0.payload == #"{"a":1,"b":2}"# && $0.change == .changed && $0.subjectKind == "club" })
        #expect(try await database.journal(after: 1, limit: 2).map(\.sequence) == [2, 3])
        #expect(try await database.lastSequence() == 4)
    }

    @Test(arguments: TestDatabase.engines)
    func aLongActKeepsEveryEntryInOrder(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        try await database.write(Club.act) { tx in for id in 1...1_201 { try tx.journal(.created, "club", "\(id)") } }
        let entries = try await database.journal(after: 0, limit: 2_000)
        #expect(entries.map(\.subjectID) == (1...1_201).map(String.init))
        #expect(entries.map(\.sequence) == (1...1_201).map(Int64.init))
    }

    /// Two nodes write at once; who follows must find the next position every time, never a hole that is filled later.
    @Test(arguments: TestDatabase.engines)
    func aFollowerNeverMissesAnEntryOfConcurrentWriters(engine: TestDatabase.Engine) async throws {
        let nodes = try await TestDatabase.nodes(2, engine, migrations: Club.migrations)
        let (writers, acts) = (16, 12)
        async let followed = follow(nodes[0], until: writers * acts)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    for number in 0..<acts {
                        let id = writer * acts + number
                        try await nodes[writer % 2].write(Club.act) { tx in
                            try tx.addClub(id, "Club \(id)")
                            // Some acts take longer than others.
                            if id.isMultiple(of: 7) { _ = try tx.value(Int.self, "SELECT COUNT(*) FROM club AS a, club AS b") }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let entries = try await followed
        #expect(entries.map(\.sequence) == (1...Int64(writers * acts)).map(\.self))
        #expect(Set(entries.map(\.subjectID)).count == writers * acts)
    }

    /// Entries of one group are written together; an act that looks must not be able to tell.
    @Test(arguments: TestDatabase.engines)
    func anActSeesTheEntriesOfAllEarlierActs(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        let seen = try await withThrowingTaskGroup(of: (Int64?, Int?).self) { group in
            for id in 1...200 {
                group.addTask {
                    try await database.write(Club.act) { tx in
                        let last = id.isMultiple(of: 3) ? try tx.value(Int64.self, "SELECT MAX(sequence) FROM journal_entry") ?? 0 : nil
                        try tx.addClub(id, "Club \(id)")
                        return (last, try tx.value(Int.self, "SELECT COUNT(*) FROM club"))
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // Each act adds one club and one entry, so the entries before an act are one fewer than the clubs after it.
        #expect(seen.count == 200)
        for case (let entries?, let clubs?) in seen { #expect(entries == Int64(clubs - 1)) }
        #expect(try await database.journal(after: 0).map(\.sequence) == (1...200).map(Int64.init))
    }

    /// What began after something was acknowledged stands behind it, on whatever node either was written; who follows on another node reads
    /// exactly that order.
    @Test(arguments: TestDatabase.engines)
    func theJournalFollowsTheOrderOfTheAcknowledgements(engine: TestDatabase.Engine) async throws {
        let nodes = try await TestDatabase.nodes(5, engine, migrations: Club.migrations)
        let (writers, acts) = (32, 8)
        let tickets = Tickets()
        async let followed = follow(nodes[4], until: writers * acts)
        let spans = try await withThrowingTaskGroup(of: [(id: Int, begun: Int, done: Int)].self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var spans: [(id: Int, begun: Int, done: Int)] = []
                    for number in 0..<acts {
                        let id = writer * acts + number
                        let begun = tickets.next()
                        try await nodes[writer % 4].write(Club.act) { tx in
                            try tx.addClub(id, "Club \(id)")
                            if id.isMultiple(of: 11) { _ = try tx.value(Int.self, "SELECT COUNT(*) FROM club AS a, club AS b") }
                        }
                        spans.append((id, begun, tickets.next()))
                    }
                    return spans
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let positions = Dictionary(uniqueKeysWithValues: try await followed.map { (Int($0.subjectID) ?? -1, $0.sequence) })
        #expect(positions.count == writers * acts)
        for earlier in spans {
            for later in spans where earlier.done < later.begun {
                if let first = positions[earlier.id], let second = positions[later.id], first > second {
                    Issue.record("\(later.id) began after \(earlier.id) was acknowledged and stands before it")
                }
            }
        }
    }

    private func follow(_ database: Database, until count: Int) async throws -> [JournalEntry] {
        var entries: [JournalEntry] = []
        while entries.count < count {
            let last = entries.last?.sequence ?? 0
            let next = try await database.journal(after: last, limit: 50)
            if let first = next.first { #expect(first.sequence == last + 1) }
            entries += next
            if next.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        }
        return entries
    }

    /// The second node did not write: on SQLite it is another process, on PostgreSQL another machine.
    @Test(.timeLimit(.minutes(1)), arguments: TestDatabase.engines)
    func aChangeWakesEveryNode(engine: TestDatabase.Engine) async throws {
        let nodes = try await TestDatabase.nodes(2, engine, migrations: Club.migrations)
        for (id, node) in nodes.enumerated() {
            let changes = node.changes
            try await nodes[0].write(Club.act) { tx in try tx.addClub(id, "Club \(id)") }
            for await _ in changes where try await node.lastSequence() == Int64(id + 1) { break }
            #expect(try await node.lastSequence() == Int64(id + 1))
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: TestDatabase.engines)
    func closingEndsTheChanges(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        let changes = database.changes
        database.close()
        for await _ in changes {}
        await #expect(throws: DatabaseError.unavailable("it has been closed")) { try await database.lastSequence() }
        await #expect(throws: DatabaseError.unavailable("it has been closed")) {
            try await database.write(Club.act) { tx in try tx.journal(.changed, "club", "1") }
        }
    }
}
