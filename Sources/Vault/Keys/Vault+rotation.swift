import Core
import Crypto
import Database

/// How far a rotation has come.
package struct RotationProgress: Sendable, Hashable {
    package let version: Int
    package let done: Int
    package let total: Int
}

extension Vault {
    /// Wraps every key by the newest version of the master key, while everybody goes on reading and writing.
    ///
    /// The root secret goes first: from then on new keys are wrapped by the new version. Then a thousand keys an act. A rotation
    /// that was stopped is run again: it goes on where the database says it was. Data keys stay what they are, so nothing sealed is touched.
    @discardableResult
    package func rotate(progress: @Sendable (RotationProgress) -> Void = { _ in }) async throws -> RotationProgress {
        let keys = try ring.reload()
        let version = keys.newest
        let act = Act("keys.rotate", by: .command("keys"), for: "security")
        try await rotateRoot(to: version, act)
        let total = try await database.read { try Self.waiting(version, $0) }
        var done = 0
        var last = ""
        progress(RotationProgress(version: version, done: 0, total: total))
        while true {
            try Task.checkCancellation()
            let (after, limit) = (last, Self.batch)
            let rows = try await database.read { try VaultKeyRow.waiting(version, after: after, limit: limit, $0) }
            guard let end = rows.last else { break }
            last = end.subject
            // Outside the act: nobody waits for the writer while keys are wrapped.
            let changes = try rows.compactMap { try rewrapped($0, version) }
            done += try await database.write(act) { try Self.replace(changes, version, $0) }
            progress(RotationProgress(version: version, done: done, total: total))
        }
        return RotationProgress(version: version, done: done, total: total)
    }

    private static let batch = 1_000

    private func rotateRoot(to version: Int, _ act: Act) async throws {
        try await database.write(act) { transaction in
            guard let stored = try VaultRoot.stored(transaction), stored.version != version else { return }
            let key = try stored.unwrapped(of: VaultRoot.owner, by: ring.key(stored.version))
            let wrapped = try WrappedKey(key, of: VaultRoot.owner, by: ring.key(version), version: version)
            try transaction.execute("UPDATE vault_root SET version = \(version), wrapped = \(wrapped.bytes) WHERE id = 1")
            try transaction.journal(.changed, "vault", "root", ["version": version])
        }
    }

    private func rewrapped(_ row: VaultKeyRow, _ version: Int) throws -> Rewrapped? {
        guard let wrapped = row.wrappedKey else { return nil }
        let key = try wrapped.unwrapped(of: row.subject, by: ring.key(wrapped.version))
        let new = try WrappedKey(key, of: row.subject, by: ring.key(version), version: version)
        return Rewrapped(subject: row.subject, old: wrapped.bytes, new: new.bytes)
    }

    /// Only what is still as it was read: a key destroyed meanwhile does not come back.
    private static func replace(_ keys: [Rewrapped], _ version: Int, _ transaction: Transaction) throws -> Int {
        var changed = 0
        // In one statement a hundred: on PostgreSQL each statement is a journey.
        for start in stride(from: 0, to: keys.count, by: 100) {
            let values = keys[start..<min(start + 100, keys.count)].map { SQL("(\($0.subject), \($0.old), \($0.new))") }
            changed += try transaction.execute(
                """
                UPDATE vault_key SET version = \(version), wrapped = new.column3
                FROM (VALUES \(sql: SQL.joined(values, by: ", "))) AS new
                WHERE vault_key.subject = new.column1 AND vault_key.wrapped = new.column2
                """)
        }
        try transaction.journal(.replaced, "key", "rotation", ["version": version, "count": changed])
        return changed
    }

    private static func waiting(_ version: Int, _ session: Session) throws -> Int {
        try session.value(Int.self, "SELECT COUNT(*) FROM vault_key WHERE version <> \(version)") ?? 0
    }
}

private struct Rewrapped: Sendable {
    let subject: String
    let old: [UInt8]
    let new: [UInt8]
}

extension VaultKeyRow {
    /// Keys of other versions, in the order of their subjects.
    static func waiting(_ version: Int, after subject: String, limit: Int, _ session: Session) throws -> [VaultKeyRow] {
        try session.all(
            VaultKeyRow.self,
            """
            SELECT subject, version, wrapped FROM vault_key
            WHERE subject > \(subject) AND version <> \(version) ORDER BY subject LIMIT \(limit)
            """)
    }
}
