import Core
import Database

/// How much work of one kind waits, runs or was given up.
package struct JobMetrics: Sendable, Hashable {
    package let kind: String
    package let waiting: Int
    package let running: Int
    package let dead: Int
    /// Seconds since the longest waiting job became due; 0 when none is due.
    package let oldestSeconds: Int64
}

extension JobQueue {
    /// The figures of every kind that has jobs, by name.
    package func metrics() async throws -> [JobMetrics] {
        let now = now()
        let rows = try await database.read { db in
            try db.all(
                MetricsRow.self,
                """
                SELECT kind, state, COUNT(*) AS count, MIN(run_at) AS oldest FROM background_job
                WHERE state IN ('waiting', 'running', 'dead') GROUP BY kind, state ORDER BY kind, state LIMIT 1000
                """)
        }
        return Dictionary(grouping: rows, by: \.kind).sorted { $0.key < $1.key }.map { kind, rows in
            func count(_ state: Job.State) -> Int { rows.first { $0.state == state }?.count ?? 0 }
            let oldest = rows.first { $0.state == .waiting }?.oldest ?? now
            return JobMetrics(
                kind: kind, waiting: count(.waiting), running: count(.running), dead: count(.dead), oldestSeconds: max(0, now - oldest))
        }
    }

    func has(_ key: String) async throws -> Bool {
        try await database.read { db in
            try db.value(Int.self, "SELECT 1 FROM background_job WHERE idempotency_key = \(key) ORDER BY id LIMIT 1") != nil
        }
    }
}

private struct MetricsRow: Decodable {
    let kind: String
    let state: Job.State
    let count: Int
    let oldest: Instant
}
