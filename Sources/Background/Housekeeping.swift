import Core
import Database

/// Sweeps away what background work leaves behind.
package struct Housekeeping: Sendable {
    let outbox: Outbox
    /// Done jobs and the notices of sent letters are kept a month, given-up jobs half a year; idempotency keys end with them.
    private static let month: Int64 = 30 * 86_400

    package init(outbox: Outbox) { self.outbox = outbox }

    /// Every hour, because an expired letter may hold a link to sign in.
    package var work: JobKind {
        JobKind("background.housekeeping", every: 3_600) { run in
            // Some at a time: a long act would make everybody wait.
            while try await run.write(JobQueue.act, sweep) > 0 {}
        }
    }

    /// Returns how many rows it ended or removed; 0 when all is swept.
    @Sendable func sweep(_ transaction: Transaction) throws -> Int {
        let now = outbox.jobs.now()
        let expired = try outbox.expire(transaction)
        let removed = try [
            transaction.execute(
                """
                DELETE FROM background_job WHERE id IN (
                    SELECT id FROM background_job WHERE (state = 'done' AND ended_at < \(now - Self.month))
                        OR (state = 'dead' AND ended_at < \(now - 6 * Self.month)) ORDER BY number LIMIT 1000)
                """),
            transaction.execute(
                """
                DELETE FROM background_mail WHERE id IN (
                    SELECT id FROM background_mail WHERE state <> 'waiting' AND ended_at < \(now - Self.month) ORDER BY id LIMIT 1000)
                """),
        ].reduce(0, +)
        if removed > 0 { try transaction.journal(.erased, "background", "*", ["rows": removed]) }
        return expired + removed
    }
}
