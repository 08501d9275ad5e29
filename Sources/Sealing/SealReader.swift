import Core
import Database

/// What anybody may know of the seals.
package struct SealReader: Sendable {
    private let database: Database

    package init(database: Database) { self.database = database }

    /// The newest signed checkpoint of each day, newest first.
    package func checkpoints(limit: Int = 400) async throws -> [SignedNote] {
        try await database.read { try SealStore.checkpoints(limit: limit, $0) }.compactMap { SignedNote($0) }
    }

    /// How far the journal is sealed.
    package struct Status: Sendable {
        /// Entries that wait for their seal.
        package let unsealed: Int64
        /// When the newest checkpoint was signed; nothing before the first.
        package let sealedAt: Instant?
    }

    package func status() async throws -> Status {
        try await database.read { db in
            let last = try db.value(Int64.self, "SELECT MAX(sequence) FROM journal_entry") ?? 0
            let newest = try SealStore.newest(db)
            return Status(unsealed: max(0, last - (newest?.seal.last ?? 0)), sealedAt: newest?.sealedAt)
        }
    }
}
