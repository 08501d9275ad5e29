import Database
import Foundation
import Synchronization

/// One attempt at a job, as the work sees it.
package final class JobRun: Sendable {
    package let job: Job
    private let queue: JobQueue
    private let progressed = Mutex<ContinuousClock.Instant?>(nil)
    private let finished = Mutex(false)

    init(_ job: Job, queue: JobQueue) {
        self.job = job
        self.queue = queue
    }

    var isFinished: Bool { finished.withLock { $0 } }

    /// What was asked for. A payload that cannot be read will not be readable later either.
    package func payload<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        do {
            return try JSONDecoder().decode(type, from: Data(job.payload.utf8))
        } catch {
            throw JobFailure("Its payload is not what this version expects.", isFinal: true)
        }
    }

    /// Says how far the work is, for a person to see, and holds on to the job; written at most twice a second.
    ///
    /// Throws `LeaseLost` when somebody else has the job: stop.
    package func progress(_ done: Int, of total: Int?) async throws {
        let isDue = progressed.withLock { last in
            let now = ContinuousClock.now
            guard done == total || last.map({ now - $0 >= .milliseconds(500) }) ?? true else { return false }
            last = now
            return true
        }
        if isDue { try await queue.extend(job, done: done, total: total) }
    }

    /// An act of this job: nothing is kept of it when somebody else has the job by now.
    @discardableResult
    package func write<Value: Sendable>(_ act: Act, _ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await queue.database.write(act) { [queue, job] transaction in
            try queue.requireLease(job, transaction)
            return try body(transaction)
        }
    }

    /// The last act of this job: its changes and the end of the job together, so that neither happens twice.
    @discardableResult
    package func finish<Value: Sendable>(_ act: Act, _ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        let value = try await queue.database.write(act) { [queue, job] transaction in
            let value = try body(transaction)
            try queue.finish(job, transaction)
            return value
        }
        finished.withLock { $0 = true }
        return value
    }
}
