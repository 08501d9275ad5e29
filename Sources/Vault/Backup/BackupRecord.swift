import Core
import Database

/// One backup that was taken, as the database remembers it.
package struct BackupRecord: Decodable, Sendable, Hashable {
    package let id: String
    package let takenAt: Instant
    /// Of the file.
    package let bytes: Int
    /// SHA-256 of the file, in hexadecimal.
    package let digest: String
    /// The last entry of the journal that is in it.
    package let journalSequence: Int64
}

extension Vault {
    /// The last backup that was taken, if any.
    package func lastBackup() async throws -> BackupRecord? {
        try await database.read {
            try $0.first(
                BackupRecord.self,
                "SELECT id, taken_at, bytes, digest, journal_sequence FROM vault_backup ORDER BY taken_at DESC, id LIMIT 1")
        }
    }
}
