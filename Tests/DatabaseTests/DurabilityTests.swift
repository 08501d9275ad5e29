import Core
import Database
import Foundation
import Synchronization
import TestKit
import Testing

/// What the writers of a test were told.
private final class Outcomes: Sendable {
    private let state = Mutex((kept: Set<Int>(), refused: Set<Int>()))
    var kept: Set<Int> { state.withLock { $0.kept } }
    var refused: Set<Int> { state.withLock { $0.refused } }
    func keep(_ id: Int) { state.withLock { _ = $0.kept.insert(id) } }
    func refuse(_ id: Int) { state.withLock { _ = $0.refused.insert(id) } }
}

@Suite struct DurabilityTests {
    /// What was acknowledged is there for everybody at once, whichever door they use.
    @Test(arguments: TestDatabase.engines)
    func everyAcknowledgedActOfThirtyTwoWritersIsThere(engine: TestDatabase.Engine) async throws {
        let nodes = try await TestDatabase.nodes(2, engine, migrations: Club.migrations)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<32 {
                group.addTask {
                    for number in 0..<10 {
                        let id = writer * 10 + number
                        try await nodes[0].write(Club.act) { tx in try tx.addClub(id, "Club \(id)") }
                        if number == 9 {
                            let seen = try await nodes[1].read { db in
                                try db.value(Int.self, "SELECT COUNT(*) FROM club WHERE id / 10 = \(writer)")
                            }
                            #expect(seen == 10)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await nodes[1].lastSequence() == 320)
    }

    @Test(.timeLimit(.minutes(5)))
    func aServerThatIsKilledLosesNothingAcknowledgedAndComesBack() async throws {
        let server = try PostgresServer()
        let database = Database.postgres(url: server.url("postgres"), connections: 4)
        try await Migrator(database, Club.migrations).migrate()
        let outcomes = Outcomes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<32 {
                group.addTask { try await Self.write(40, from: writer * 100_000, database, outcomes) }
            }
            group.addTask {
                while outcomes.kept.count < 100 { try await Task.sleep(for: .milliseconds(5)) }
                try await Self.blocking { try server.stop() }
                let error = await #expect(throws: DatabaseError.self) { try await database.lastSequence() }
                #expect(error.map { "\($0)".hasPrefix("The database cannot be reached: ") } == true)
                try await Self.blocking { try server.start() }
            }
            try await group.waitForAll()
        }
        let found = try await Set(database.read { db in try db.values(Int.self, "SELECT id FROM club ORDER BY id LIMIT 10000") })
        let (kept, refused) = (outcomes.kept, outcomes.refused)
        #expect(kept.subtracting(found) == [])
        #expect(refused.intersection(found) == [])
        #expect(!refused.isEmpty)
        #expect(kept.count == 32 * 40)
        #expect(try await database.lastSequence() == Int64(found.count))
        try await Self.blocking { try server.stop() }
    }

    /// Goes on until so many acts were acknowledged.
    private static func write(_ count: Int, from first: Int, _ database: Database, _ outcomes: Outcomes) async throws {
        var (id, kept) = (first, 0)
        while kept < count {
            id += 1
            let club = id
            do {
                try await database.write(Club.act) { tx in try tx.addClub(club, "Club \(club)") }
                outcomes.keep(club)
                kept += 1
            } catch DatabaseError.outcomeUnknown {
                // Whole or absent; either is right.
            } catch DatabaseError.unavailable {
                outcomes.refuse(club)
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private static func blocking(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
        }
    }
}
