@testable import Background
import Core
import Database
import Synchronization
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2))) struct JobTests {
    @Test(arguments: TestDatabase.engines)
    func jobsAreDoneInTheOrderTheyCame(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        for number in 1...20 { try await works.ask("note", ["n": "\(number)"]) }
        let seen = Mutex<[String]>([])
        let kind = JobKind("note") { run in
            let number = try run.payload([String: String].self)["n"] ?? ""
            seen.withLock { $0.append(number) }
        }
        try await works.run([kind], slots: 1) { try await works.jobs.list(.done).count == 20 }
        #expect(seen.withLock { $0 } == (1...20).map(String.init))
    }

    @Test(arguments: TestDatabase.engines)
    func twoNodesNeverDoTheSameJob(engine: TestDatabase.Engine) async throws {
        let nodes = try await Works.nodes(2, engine).nodes
        for _ in 0..<60 { try await nodes[0].ask("note") }
        let taken = Mutex<[String]>([])
        let kind = JobKind("note") { run in
            taken.withLock { $0.append(run.job.id) }
            try await Task.sleep(for: .milliseconds(1))
        }
        let runners = nodes.enumerated().map { $1.runner([kind], name: "node \($0)", slots: 4) }
        let work = Task { await withTaskGroup { group in for runner in runners { group.addTask { await runner.run() } } } }
        while try await nodes[1].jobs.list(.done, limit: 100).count < 60 { try await Task.sleep(for: .milliseconds(10)) }
        work.cancel()
        await work.value
        #expect(taken.withLock { $0.count } == 60)
        #expect(taken.withLock { Set($0).count } == 60)
    }

    /// A killed node says nothing more: its job is claimed and never ended.
    @Test(arguments: TestDatabase.engines)
    func aKilledWorkersJobIsTakenOverAfterItsLeaseAndNotBefore(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(2, engine)
        let id = try await nodes[0].ask("note")
        let dead = try #require(try await nodes[0].jobs.claim(["note"], worker: "killed", limit: 5).first)
        #expect(dead.id == id)
        clock.turn(by: 59)
        #expect(try await nodes[1].jobs.claim(["note"], worker: "heir", limit: 5) == [])
        clock.turn(by: 1)
        let heir = try #require(try await nodes[1].jobs.claim(["note"], worker: "heir", limit: 5).first)
        #expect(heir.id == id && heir.attempts == 2)
        // Should the dead one only have been asleep, nothing it still writes is kept.
        await #expect(throws: LeaseLost.self) {
            try await JobRun(dead, queue: nodes[0].jobs).finish(Works.act) { try $0.journal(.changed, "note", "late") }
        }
        await #expect(throws: LeaseLost.self) { try await nodes[0].jobs.extend(dead) }
        try await JobRun(heir, queue: nodes[1].jobs).finish(Works.act) { try $0.journal(.changed, "note", "in time") }
        #expect(try await nodes[0].jobs.job(id)?.state == .done)
        let written = try await nodes[0].database.journal(after: 0).filter { $0.subjectKind == "note" }
        #expect(written.map(\.subjectID) == ["in time"])
    }

    @Test(arguments: TestDatabase.engines)
    func aSignOfLifeKeepsTheJob(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(2, engine)
        try await nodes[0].ask("note")
        let job = try #require(try await nodes[0].jobs.claim(["note"], worker: "slow", limit: 1).first)
        clock.turn(by: 50)
        try await JobRun(job, queue: nodes[0].jobs).progress(3, of: 9)
        clock.turn(by: 50)
        #expect(try await nodes[1].jobs.claim(["note"], worker: "heir", limit: 1) == [])
        let seen = try #require(try await nodes[1].jobs.job(job.id))
        #expect(seen.progressDone == 3 && seen.progressTotal == 9 && seen.state == .running && seen.worker == "slow")
    }

    @Test(arguments: TestDatabase.engines)
    func aJobThatTakesItsWorkersDownIsGivenUp(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(1, engine)
        let id = try await nodes[0].ask("poison", attempts: 3)
        for attempt in 1...3 {
            #expect(try await nodes[0].jobs.claim(["poison"], worker: "w\(attempt)", limit: 1).map(\.attempts) == [attempt])
            clock.turn(by: 61)
        }
        try await nodes[0].ask("poison")
        #expect(try await nodes[0].jobs.claim(["poison"], worker: "w4", limit: 5).map(\.id) != [id])
        let dead = try #require(try await nodes[0].jobs.list(.dead).first)
        #expect(dead.id == id && dead.problem == "Its worker stopped without a word, the last time too.")
        #expect(try await nodes[0].database.journal(after: 0).contains { $0.subjectID == id && $0.change == .closed })
    }

    @Test(arguments: TestDatabase.engines)
    func aFailureIsTriedAgainLaterAndThenShown(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(1, engine)
        let works = nodes[0]
        struct Secret: Error { let text = "somebody@example.org" }
        let id = try await works.ask("poison", attempts: 3)
        let begun = Mutex(0)
        let kind = JobKind("poison", backoff: Backoff(first: 100, longest: 150)) { _ in
            begun.withLock { $0 += 1 }
            throw Secret()
        }
        try await works.run([kind]) { try await works.jobs.job(id)?.problem != nil }
        let first = try #require(try await works.jobs.job(id))
        #expect(first.state == .waiting && first.runAt == clock.now + 100)
        #expect(first.problem == "It failed with Secret.")
        clock.turn(by: 100)
        try await works.run([kind]) { try await works.jobs.job(id).map { $0.attempts == 2 && $0.state == .waiting } == true }
        #expect(try await works.jobs.job(id)?.runAt == clock.now + 150)
        clock.turn(by: 150)
        try await works.run([kind]) { try await works.jobs.job(id)?.state == .dead }
        #expect(begun.withLock { $0 } == 3)
        #expect(try await works.jobs.metrics() == [JobMetrics(kind: "poison", waiting: 0, running: 0, dead: 1, oldestSeconds: 0)])
        #expect(try await works.jobs.retry(id, Works.act))
        #expect(try await !works.jobs.retry(id, Works.act))
        clock.turn(by: 7)
        #expect(try await works.jobs.metrics() == [JobMetrics(kind: "poison", waiting: 1, running: 0, dead: 0, oldestSeconds: 7)])
    }

    @Test(arguments: TestDatabase.engines)
    func aCancelledJobIsNotBegunUntilItIsTriedAgain(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        let id = try await works.ask("long")
        #expect(try await works.jobs.cancel(id, Works.act))
        #expect(try await !works.jobs.cancel(id, Works.act))
        #expect(try await works.jobs.claim(["long"], worker: "w", limit: 1) == [])
        #expect(try await works.jobs.job(id)?.problem == "It was cancelled.")
        #expect(try await works.jobs.retry(id, Works.act))
        #expect(try await works.jobs.claim(["long"], worker: "w", limit: 1).map(\.id) == [id])
        #expect(try await !works.jobs.cancel(id, Works.act))
    }

    @Test(arguments: TestDatabase.engines)
    func aNodeThatStopsGivesItsJobBackAtOnce(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        let id = try await works.ask("long")
        let kind = JobKind("long") { _ in try await Task.sleep(for: .seconds(600)) }
        try await works.run([kind]) { try await works.jobs.job(id)?.state == .running }
        let job = try #require(try await works.jobs.job(id))
        #expect(job.state == .waiting && job.attempts == 0 && job.worker == nil)
    }

    @Test(arguments: TestDatabase.engines)
    func theJobGoesWithItsTransaction(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        struct Refused: Error {}
        await #expect(throws: Refused.self) {
            try await works.database.write(Works.act) {
                try works.jobs.enqueue(kind: "note", payload: ["a": "b"], in: $0)
                throw Refused()
            }
        }
        #expect(try await works.jobs.list(.waiting) == [])
    }

    @Test(arguments: TestDatabase.engines)
    func theSameKeyIsOneJob(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        let first = try await works.ask("note", key: "once")
        #expect(try await works.ask("note", key: "once") == first)
        #expect(try await works.ask("note", key: "twice") != first)
        #expect(try await works.jobs.list(.waiting).count == 2)
    }

    @Test(arguments: TestDatabase.engines)
    func aLaneIsOneAfterTheOther(engine: TestDatabase.Engine) async throws {
        let (nodes, _) = try await Works.nodes(2, engine)
        let first = try await nodes[0].ask("note", lane: "imports")
        let second = try await nodes[0].ask("note", lane: "imports")
        let other = try await nodes[0].ask("note")
        let taken = try await nodes[0].jobs.claim(["note"], worker: "a", limit: 5)
        #expect(taken.map(\.id) == [first, other])
        #expect(try await nodes[1].jobs.claim(["note"], worker: "b", limit: 5) == [])
        try await JobRun(taken[0], queue: nodes[0].jobs).finish(Works.act) { _ in }
        #expect(try await nodes[1].jobs.claim(["note"], worker: "b", limit: 5).map(\.id) == [second])
    }

    @Test(arguments: TestDatabase.engines)
    func aNodeTakesOnlyWhatItKnows(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        try await works.ask("of a newer version")
        #expect(try await works.jobs.claim(["note"], worker: "a", limit: 5) == [])
    }

    @Test(arguments: TestDatabase.engines)
    func whatComesBackByItselfComesOnceForAllNodes(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(2, engine)
        let times = Mutex(0)
        let kind = JobKind("tick", every: 3_600) { _ in times.withLock { $0 += 1 } }
        let work = Task {
            await withTaskGroup { group in
                for (index, node) in nodes.enumerated() { group.addTask { await node.runner([kind], name: "node \(index)").run() } }
            }
        }
        while times.withLock({ $0 }) < 1 { try await Task.sleep(for: .milliseconds(10)) }
        // The hour passes after the job has ended: within it, its lease would be over and another node would rightly do it again.
        let running: SQL = "SELECT COUNT(*) FROM background_job WHERE state = 'running'"
        while try await nodes[0].database.read({ try $0.value(Int.self, running) }) != 0 { try await Task.sleep(for: .milliseconds(10)) }
        clock.turn(by: 3_600)
        while times.withLock({ $0 }) < 2 { try await Task.sleep(for: .milliseconds(10)) }
        try await Task.sleep(for: .milliseconds(200))
        work.cancel()
        await work.value
        #expect(times.withLock { $0 } == 2)
    }

    @Test func waitingTimesDoubleUpToTheLongestWithChanceInThem() {
        let backoff = Backoff(first: 10, longest: 100)
        #expect((1...6).map { backoff.delay(after: $0, chance: 1) } == [10, 20, 40, 80, 100, 100])
        #expect((1...6).map { backoff.delay(after: $0, chance: 0) } == [5, 10, 20, 40, 50, 50])
    }
}
