import Core
import Crypto
import Database
import Foundation

/// Counts attempts in the database, so that every node knows them.
struct AttemptStore: Sendable {
    let database: Database
    let secret: SymmetricKey
    let now: @Sendable () -> Instant

    /// Counts one more attempt in each lane as if it had failed, before anything is checked: a thousand at once are a thousand.
    ///
    /// - Returns: how many seconds to wait when one of the lanes is closed; nothing is counted then.
    func begin(_ lanes: [AttemptLane]) async throws -> Int64? {
        let (secret, now) = (self.secret, self.now())
        // A closed lane is found by reading, so that a flood writes nothing.
        if let wait = try await database.read({ try Self.wait(lanes, secret, now, $0) }) { return wait }
        return try await database.write(Act("account.attempt", by: .visitor, for: "sign-in")) { transaction in
            if let wait = try Self.wait(lanes, secret, now, transaction) { return wait }
            try transaction.execute("DELETE FROM account_attempt WHERE last_at < \(now - AttemptDelay.memory)")
            for lane in lanes { try Self.count(lane, secret, now, transaction) }
            return nil
        }
    }

    /// Forgets the failures of what has just been proven, and this attempt at the address.
    static func succeed(_ lanes: [AttemptLane], _ secret: SymmetricKey, _ transaction: Transaction) throws {
        for lane in lanes {
            let key = lane.hash(secret)
            if lane.kind == .address {
                try transaction.execute("UPDATE account_attempt SET failures = failures - 1 WHERE lane = \(key) AND failures > 1")
            } else {
                try transaction.execute("DELETE FROM account_attempt WHERE lane = \(key)")
            }
        }
    }

    private static func wait(_ lanes: [AttemptLane], _ secret: SymmetricKey, _ now: Instant, _ db: Session) throws -> Int64? {
        let keys = lanes.map { $0.hash(secret) }
        let until = try db.value(
            Instant.self, "SELECT MAX(waits_until) FROM account_attempt WHERE lane IN \(list: keys) AND waits_until > \(now)")
        return until.map { $0 - now }
    }

    private static func count(_ lane: AttemptLane, _ secret: SymmetricKey, _ now: Instant, _ transaction: Transaction) throws {
        let key = lane.hash(secret)
        let failures = try transaction.value(Int.self, "SELECT failures FROM account_attempt WHERE lane = \(key)") ?? 0
        let until = now + AttemptDelay.of(lane.kind).seconds(after: failures + 1)
        try transaction.execute(
            """
            INSERT INTO account_attempt (lane, failures, last_at, waits_until) VALUES (\(key), \(failures + 1), \(now), \(until))
            ON CONFLICT (lane) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, waits_until = excluded.waits_until
            """)
        try transaction.journal(.changed, "account_attempt", key)
    }
}
