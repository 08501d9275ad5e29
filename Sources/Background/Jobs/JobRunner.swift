import Core
import Database
import Logging
import Synchronization

/// Does the jobs of the kinds this node knows, some at a time, until its task is cancelled.
///
/// Cancelled, it gives back what it had begun. A node that dies gives back nothing: its leases end, and another takes over.
package struct JobRunner: Sendable {
    private let queue: JobQueue
    private let kinds: [String: JobKind]
    private let worker: String
    private let slots: Int
    private let look: Duration
    private let chance: @Sendable () -> Double
    private let logger: Logger

    /// - Parameters:
    ///   - worker: a name no other running node has.
    ///   - slots: how many jobs at a time.
    ///   - look: how often it looks for jobs whose time has come; new ones wake it at once.
    ///   - chance: from 0 to 1, for the waiting times.
    package init(
        queue: JobQueue, kinds: [JobKind], worker: String, slots: Int = 2, look: Duration = .seconds(2),
        chance: @escaping @Sendable () -> Double = { .random(in: 0...1) }, logger: Logger
    ) {
        self.queue = queue
        self.kinds = Dictionary(kinds.map { ($0.name, $0) }) { first, _ in first }
        self.worker = worker
        self.slots = slots
        self.look = look
        self.chance = chance
        self.logger = logger
    }

    package func run() async {
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let free = Slots(slots)
        let changes = queue.database.changes
        await withDiscardingTaskGroup { group in
            group.addTask { for await _ in changes { wake.yield() } }
            group.addTask {
                while !Task.isCancelled {
                    wake.yield()
                    // Cancelled while it sleeps, the loop ends.
                    try? await Task.sleep(for: look)
                }
            }
            for await _ in wakes {
                await askForPeriodicWork()
                for job in await claim(free.count) {
                    free.take()
                    group.addTask {
                        await perform(job)
                        free.give()
                        wake.yield()
                    }
                }
            }
            group.cancelAll()
        }
    }

    private func claim(_ count: Int) async -> [Job] {
        guard count > 0, !Task.isCancelled else { return [] }
        do {
            return try await queue.claim(Array(kinds.keys), worker: worker, limit: count)
        } catch {
            if !Task.isCancelled { logger.error("Jobs cannot be looked for", metadata: ["reason": "\(JobFailure(error).reason)"]) }
            return []
        }
    }

    // MARK: One job

    private func perform(_ job: Job) async {
        guard let kind = kinds[job.kind] else { return }
        let run = JobRun(job, queue: queue)
        do {
            try await attempt(kind, run)
            if !run.isFinished { try await run.finish(JobQueue.act) { _ in } }
        } catch is LeaseLost {
            logger.warning("A job was lost to another worker", metadata: ["job": "\(job.id)", "kind": "\(job.kind)"])
        } catch {
            await settle(kind, job, error)
        }
    }

    /// The work, and beside it the sign of life; the first that ends stops the other.
    private func attempt(_ kind: JobKind, _ run: JobRun) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await kind.perform(run) }
            group.addTask { try await stayAlive(run.job) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// A database that is away for a moment costs nothing; away for a whole lease, it costs the job.
    private func stayAlive(_ job: Job) async throws {
        var held = ContinuousClock.now
        while true {
            try await Task.sleep(for: .milliseconds(queue.lease * 1_000 / 3))
            do {
                try await queue.extend(job)
                held = .now
            } catch let lost as LeaseLost {
                throw lost
            } catch {
                if ContinuousClock.now - held > .seconds(queue.lease) { throw LeaseLost() }
            }
        }
    }

    private func settle(_ kind: JobKind, _ job: Job, _ error: any Error) async {
        do {
            if Task.isCancelled { return try await queue.release(job) }
            let failure = JobFailure(error)
            try await queue.fail(job, failure, after: kind.backoff.delay(after: job.attempts, chance: chance()))
            logger.warning(
                "A job failed",
                metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "attempt": "\(job.attempts)", "reason": "\(failure.reason)"])
        } catch {
            // Nothing is lost: its lease ends and it is begun again.
            logger.warning("A job could not be given back", metadata: ["job": "\(job.id)", "reason": "\(JobFailure(error).reason)"])
        }
    }

    // MARK: What comes back by itself

    /// Each span of time has one job under one key, whichever node asks first.
    private func askForPeriodicWork() async {
        for kind in kinds.values {
            guard let period = kind.period else { continue }
            let key = "\(kind.name)@\(queue.now().seconds / period)"
            do {
                guard try await !queue.has(key) else { continue }
                try await queue.database.write(JobQueue.act) { transaction in
                    _ = try queue.enqueue(kind: kind.name, payload: [String: String](), key: key, in: transaction)
                }
            } catch {
                if !Task.isCancelled { logger.error("Work cannot be asked for", metadata: ["reason": "\(JobFailure(error).reason)"]) }
            }
        }
    }
}

/// How many more jobs this node can begin.
private final class Slots: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) { free = Mutex(count) }

    var count: Int { free.withLock { $0 } }
    func take() { free.withLock { $0 -= 1 } }
    func give() { free.withLock { $0 += 1 } }
}
