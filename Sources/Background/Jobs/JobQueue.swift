import Core
import Database
import Foundation

/// The jobs of a city, in its database: any node may do them, and each is held by one at a time.
package struct JobQueue: Sendable {
    let database: Database
    let now: @Sendable () -> Instant
    let newID: @Sendable () -> String
    /// Seconds a worker holds a job without a sign of life.
    let lease: Int64

    /// - Parameter lease: in seconds; longer than the clocks of two nodes may differ.
    package init(
        database: Database, now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> String, lease: Int64 = 60
    ) {
        self.database = database
        self.now = now
        self.newID = newID
        self.lease = lease
    }

    /// Asks for work in the same transaction as the change it follows from; returns the job's identifier.
    ///
    /// - Parameters:
    ///   - payload: becomes JSON; of a person, identifiers only.
    ///   - key: asked for again under the same key, the first job is returned and no other is added.
    ///   - lane: jobs of one lane are done one after the other, in order.
    ///   - time: not before this moment.
    @discardableResult
    package func enqueue(
        kind: String, payload: some Encodable, key: String? = nil, lane: String? = nil, notBefore time: Instant? = nil,
        attempts: Int = 8, in transaction: Transaction
    ) throws -> String {
        if let key, let id = try job(under: key, transaction) { return id }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let (id, now) = (newID(), now())
        try transaction.execute(
            """
            INSERT INTO background_job (id, number, kind, payload, idempotency_key, lane, state, created_at, run_at, allowed_attempts)
            SELECT \(id), COALESCE(MAX(number), 0) + 1, \(kind), \(String(decoding: try encoder.encode(payload), as: UTF8.self)), \(key),
                \(lane), 'waiting', \(now), \(max(now, time ?? now)), \(attempts)
            FROM background_job
            """)
        try transaction.journal(.created, "job", id, ["kind": kind])
        return id
    }

    /// Jobs in one state, the newest first; `limit + 1` of them tell whether there are more.
    package func list(_ state: Job.State, kind: String? = nil, before number: Int64 = .max, limit: Int = 50) async throws -> [Job] {
        let ofKind: SQL = kind.map { "AND kind = \($0)" } ?? ""
        return try await database.read { db in
            try db.all(
                Job.self,
                """
                SELECT \(sql: Job.columns) FROM background_job WHERE state = \(state) AND number < \(number) \(sql: ofKind)
                ORDER BY number DESC LIMIT \(limit)
                """)
        }
    }

    /// One job, with its progress; nothing when it was never asked for or has been swept away.
    package func job(_ id: String) async throws -> Job? {
        try await database.read { db in
            try db.first(Job.self, "SELECT \(sql: Job.columns) FROM background_job WHERE id = \(id) ORDER BY id LIMIT 1")
        }
    }

    /// Has a dead job tried again, from its first attempt on; false when it is not dead.
    package func retry(_ id: String, _ act: Act) async throws -> Bool {
        let now = now()
        return try await database.write(act) { transaction in
            let changed = try transaction.execute(
                """
                UPDATE background_job SET state = 'waiting', attempts = 0, run_at = \(now), ended_at = NULL
                WHERE id = \(id) AND state = 'dead'
                """)
            if changed > 0 { try transaction.journal(.reopened, "job", id) }
            return changed > 0
        }
    }

    /// Ends a job that waits, so that nobody begins it; false when it does not wait. It can be tried again as a dead one.
    package func cancel(_ id: String, _ act: Act) async throws -> Bool {
        let now = now()
        return try await database.write(act) { transaction in
            let changed = try transaction.execute(
                """
                UPDATE background_job SET state = 'dead', ended_at = \(now), problem = 'It was cancelled.'
                WHERE id = \(id) AND state = 'waiting'
                """)
            if changed > 0 { try transaction.journal(.closed, "job", id, ["state": Job.State.dead.rawValue]) }
            return changed > 0
        }
    }

    private func job(under key: String, _ transaction: Transaction) throws -> String? {
        try transaction.value(String.self, "SELECT id FROM background_job WHERE idempotency_key = \(key) ORDER BY id LIMIT 1")
    }
}
