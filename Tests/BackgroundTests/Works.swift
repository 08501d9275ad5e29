import Background
import Core
import Database
import Foundation
import Logging
import Synchronization
import TestKit

/// Background work on a throw-away database, with a clock that the test turns.
final class Works: Sendable {
    let database: Database
    let jobs: JobQueue
    let outbox: Outbox
    let webhooks: Webhooks
    static let act = Act("test.ask", by: .system, for: "test")
    private let clock: Clock

    /// Shared by the nodes of one test.
    final class Clock: Sendable {
        private let seconds = Mutex<Int64>(1_795_000_000)
        var now: Instant { Instant(seconds: seconds.withLock { $0 }) }
        func turn(by time: Int64) { seconds.withLock { $0 += time } }
    }

    init(_ database: Database, clock: Clock, lease: Int64 = 60, reach: WebhookAddress.Reach = .publicInternet) {
        self.database = database
        self.clock = clock
        let ids = Mutex(0)
        let node = UInt32.random(in: .min ... .max)
        jobs = JobQueue(
            database: database, now: { clock.now }, newID: { "\(node)-\(ids.withLock { $0 += 1; return $0 })" }, lease: lease)
        // Not secret, but not the text either, and bound to its row.
        let seal = Seal(
            seal: { text, owner, row, _ in Array("\(owner)|\(row)|\(text)".utf8).map { $0 ^ 0x55 } },
            open: { sealed, owner, row, _ in
                let text = String(decoding: sealed.map { $0 ^ 0x55 }, as: UTF8.self)
                let start = "\(owner)|\(row)|"
                guard text.hasPrefix(start) else { throw JobFailure("sealed elsewhere") }
                return String(text.dropFirst(start.count))
            })
        outbox = Outbox(jobs: jobs, seal: seal)
        webhooks = Webhooks(jobs: jobs, seal: seal, reach: reach)
    }

    static func nodes(
        _ count: Int, _ engine: TestDatabase.Engine, lease: Int64 = 60, reach: WebhookAddress.Reach = .publicInternet
    ) async throws -> (nodes: [Works], clock: Clock) {
        let clock = Clock()
        let databases = try await TestDatabase.nodes(count, engine, migrations: BackgroundMigrations.all)
        return (databases.map { Works($0, clock: clock, lease: lease, reach: reach) }, clock)
    }

    @discardableResult
    func ask(
        _ kind: String, _ payload: [String: String] = [:], key: String? = nil, lane: String? = nil, attempts: Int = 8
    ) async throws -> String {
        try await database.write(Self.act) { [jobs] in
            try jobs.enqueue(kind: kind, payload: payload, key: key, lane: lane, attempts: attempts, in: $0)
        }
    }

    func runner(_ kinds: [JobKind], name: String = "node", slots: Int = 2) -> JobRunner {
        JobRunner(
            queue: jobs, kinds: kinds, worker: name, slots: slots, look: .milliseconds(20), chance: { 1 },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs these kinds until the condition holds; then stops as a node stops.
    func run(_ kinds: [JobKind], slots: Int = 2, until isDone: @escaping @Sendable () async throws -> Bool) async throws {
        let runner = runner(kinds, slots: slots)
        let work = Task { await runner.run() }
        defer { work.cancel() }
        while try await !isDone() { try await Task.sleep(for: .milliseconds(10)) }
        work.cancel()
        await work.value
    }
}
