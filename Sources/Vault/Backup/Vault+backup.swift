import Core
import Database
import Foundation

extension Vault {
    /// Writes an encrypted backup of the embedded database while it serves; the master keys are not in it.
    ///
    /// - Parameter source: the file of the embedded database.
    @discardableResult
    package func backUp(sqlite source: String, to path: String, id: String = UUID().uuidString.lowercased()) async throws -> BackupRecord {
        let (version, now) = try await database.read { (try VaultRoot.version($0), Instant(seconds: Int64(Date().timeIntervalSince1970))) }
        let copy = source + ".backup-\(getpid())"
        // A copy that an earlier backup left when it was killed.
        unlink(copy)
        defer { unlink(copy) }
        try Database.copy(sqlite: source, to: copy)
        chmod(copy, 0o600)
        let copied = try Database.sqlite(path: copy, readers: 1)
        let sequence = try await copied.lastSequence()
        copied.close()
        for suffix in ["-wal", "-shm"] { unlink(copy + suffix) }
        let file = BackupFile(path: path)
        let header = BackupHeader(id: id, takenAt: "\(now)", keyVersion: version)
        let (bytes, digest) = try file.write(copy, header: header, by: ring.key(version))
        try await database.write(Act("backup.take", by: .command("backup"), for: "security")) { transaction in
            try transaction.execute(
                """
                INSERT INTO vault_backup (id, taken_at, bytes, digest, journal_sequence)
                VALUES (\(id), \(now), \(bytes), \(digest), \(sequence))
                """)
            try transaction.journal(.created, "backup", id, ["digest": digest])
        }
        return BackupRecord(id: id, takenAt: now, bytes: bytes, digest: digest, journalSequence: sequence)
    }

    /// Restores a backup into a place where there is no database; all of it, or nothing. The master keys are there before.
    package static func restore(_ path: String, sqlite target: String, keys source: KeySource) async throws -> Int64 {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw Refusal("there is already a database; restore into an empty folder (PARVIS_DATA)", at: .init(file: target))
        }
        let keys = try source.read()
        let draft = target + ".restoring"
        for suffix in ["", "-wal", "-shm"] { unlink(draft + suffix) }
        defer { for suffix in ["", "-wal", "-shm"] { unlink(draft + suffix) } }
        _ = try BackupFile(path: path).read(into: draft) { version in
            guard let key = keys[version] else { throw VaultError.missingVersion(version) }
            return key
        }
        let database = try Database.sqlite(path: draft, readers: 1)
        let isSound = try await database.read { try $0.value(String.self, "PRAGMA integrity_check") == "ok" }
        guard isSound else { throw DatabaseError.corrupt }
        // Opens only with the keys the database was made with.
        _ = try await Vault.open(database, keys: .fixed(keys))
        let sequence = try await database.lastSequence()
        try await database.forgetRemains()
        database.close()
        guard link(draft, target) == 0 else { throw Refusal("the database cannot be put there; check the folder", at: .init(file: target)) }
        return sequence
    }
}
