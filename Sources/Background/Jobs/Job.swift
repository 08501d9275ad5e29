import Core
import Database

/// One piece of work that is done outside the request that asked for it.
package struct Job: Decodable, Sendable, Hashable {
    package enum State: String, Codable, Sendable, Hashable, CaseIterable {
        case waiting
        /// A worker holds it until its lease ends.
        case running
        case done
        /// Given up after its last attempt; a person can have it tried again.
        case dead
    }

    package let id: String
    /// Order of arrival.
    package let number: Int64
    package let kind: String
    /// JSON; of a person, identifiers only.
    package let payload: String
    /// Jobs of one lane are done one after the other, in order.
    package let lane: String?
    package let state: State
    package let createdAt: Instant
    package let runAt: Instant
    /// How often it was begun, the present time included.
    package let attempts: Int
    package let allowedAttempts: Int
    package let worker: String?
    package let leaseUntil: Instant?
    package let progressDone: Int
    package let progressTotal: Int?
    /// Why the last attempt failed: a sentence without anybody's data.
    package let problem: String?
    package let endedAt: Instant?

    static let columns: SQL = """
        id, number, kind, payload, lane, state, created_at, run_at, attempts, allowed_attempts, worker, lease_until, progress_done,
        progress_total, problem, ended_at
        """
}
