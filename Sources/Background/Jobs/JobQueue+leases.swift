import Core
import Database

/// Bookkeeping of who does what: leases are no history, their beginning and end are.
extension JobQueue {
    static let act = Act("background.work", by: .system, for: "operation")

    /// Takes jobs that are due, the longest due first, those whose worker fell silent among them.
    func claim(_ kinds: [String], worker: String, limit: Int) async throws -> [Job] {
        let now = now()
        let due = Self.due(kinds, now)
        // Most looks find nothing, and reading disturbs nobody.
        let isAnyDue = try await database.read { db in
            try db.value(Int.self, "SELECT 1 FROM background_job AS due WHERE \(sql: due) ORDER BY due.number LIMIT 1") != nil
        }
        guard isAnyDue else { return [] }
        let until = now + lease
        return try await database.write(Self.act) { transaction in
            try buryAbandoned(now, transaction)
            let jobs = try transaction.bookkeeping {
                try transaction.all(
                    Job.self,
                    """
                    UPDATE background_job SET state = 'running', worker = \(worker), lease_until = \(until), attempts = attempts + 1
                    WHERE id IN (
                        SELECT due.id FROM background_job AS due WHERE \(sql: due) ORDER BY due.run_at, due.number LIMIT \(limit))
                    RETURNING \(sql: Job.columns)
                    """)
            }
            return jobs.sorted { ($0.runAt, $0.number) < ($1.runAt, $1.number) }
        }
    }

    /// Waiting and due, or held by a worker that fell silent; in a lane, only the first that is not ended.
    private static func due(_ kinds: [String], _ now: Instant) -> SQL {
        """
        due.kind IN \(list: kinds) AND (
            (due.state = 'waiting' AND due.run_at <= \(now)) OR (due.state = 'running' AND due.lease_until <= \(now)))
        AND (due.lane IS NULL OR NOT EXISTS (
            SELECT 1 FROM background_job AS earlier
            WHERE earlier.lane = due.lane AND earlier.state IN ('waiting', 'running') AND earlier.number < due.number))
        """
    }

    /// A job that took its worker down on its last attempt is not given to another.
    private func buryAbandoned(_ now: Instant, _ transaction: Transaction) throws {
        let abandoned = try transaction.values(
            String.self,
            """
            UPDATE background_job SET state = 'dead', worker = NULL, lease_until = NULL, ended_at = \(now),
                problem = 'Its worker stopped without a word, the last time too.'
            WHERE state = 'running' AND lease_until <= \(now) AND attempts >= allowed_attempts RETURNING id
            """)
        for id in abandoned { try transaction.journal(.closed, "job", id, ["state": Job.State.dead.rawValue]) }
    }

    /// Holds on to a job and says how far it is. Throws `LeaseLost` when somebody else has it.
    func extend(_ job: Job, done: Int? = nil, total: Int? = nil) async throws {
        let until = now() + lease
        let progress: SQL = done.map { ", progress_done = \($0), progress_total = \(total)" } ?? ""
        try await database.write(Self.act) { transaction in
            try transaction.bookkeeping {
                let changed = try transaction.execute(
                    "UPDATE background_job SET lease_until = \(until) \(sql: progress) WHERE \(sql: job.held)")
                if changed == 0 { throw LeaseLost() }
            }
        }
    }

    func requireLease(_ job: Job, _ transaction: Transaction) throws {
        let held = try transaction.value(Int.self, "SELECT 1 FROM background_job WHERE \(sql: job.held) ORDER BY id LIMIT 1")
        if held == nil { throw LeaseLost() }
    }

    func finish(_ job: Job, _ transaction: Transaction) throws {
        try end(job, .done, problem: nil, transaction)
    }

    /// The next attempt later, or none.
    func fail(_ job: Job, _ failure: JobFailure, after delay: Int64) async throws {
        let now = now()
        try await database.write(Self.act) { transaction in
            if failure.isFinal || job.attempts >= job.allowedAttempts {
                return try end(job, .dead, problem: failure.reason, transaction)
            }
            try transaction.bookkeeping {
                try transaction.execute(
                    """
                    UPDATE background_job SET state = 'waiting', worker = NULL, lease_until = NULL, run_at = \(now + delay),
                        problem = \(failure.reason) WHERE \(sql: job.held)
                    """)
            }
        }
    }

    /// Gives back what was not finished because the node stops: another takes it at once, and the attempt does not count.
    func release(_ job: Job) async throws {
        try await database.write(Self.act) { transaction in
            try transaction.bookkeeping {
                try transaction.execute(
                    """
                    UPDATE background_job SET state = 'waiting', worker = NULL, lease_until = NULL, attempts = attempts - 1
                    WHERE \(sql: job.held)
                    """)
            }
        }
    }

    private func end(_ job: Job, _ state: Job.State, problem: String?, _ transaction: Transaction) throws {
        let changed = try transaction.execute(
            """
            UPDATE background_job SET state = \(state), worker = NULL, lease_until = NULL, ended_at = \(now()), problem = \(problem)
            WHERE \(sql: job.held)
            """)
        if changed == 0 { throw LeaseLost() }
        try transaction.journal(.closed, "job", job.id, ["state": state.rawValue])
    }
}

extension Job {
    /// True of the row as long as nobody else has taken the job since: another taking is another attempt.
    fileprivate var held: SQL { "id = \(id) AND state = 'running' AND worker = \(worker) AND attempts = \(attempts)" }
}
