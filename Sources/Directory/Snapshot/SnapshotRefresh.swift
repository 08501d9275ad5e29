import Core
import Database
import Logging

/// Keeps the directory of this node true: follows the journal, wherever it was written, and the calendar.
package struct SnapshotRefresh: Sendable {
    let database: Database
    let reader: DirectoryReader
    let logger: Logger

    /// Reads the first snapshot; nothing is served before it.
    package func start() async throws {
        if let snapshot = try await SnapshotStore(database: database).snapshot(at: reader.now()) { reader.replace(with: snapshot) }
    }

    /// Runs until the task is cancelled or the database is closed.
    package func run() async {
        for await _ in database.changes {
            if Task.isCancelled { return }
            await refresh()
        }
    }

    /// One look at the journal; a database that is gone for a while leaves the snapshot before, and is asked again.
    package func refresh() async {
        let store = SnapshotStore(database: database)
        do {
            let next =
                if let current = reader.current { try await store.refreshed(current, at: reader.now()) } else {
                    try await store.snapshot(at: reader.now())
                }
            if let next { reader.replace(with: next) }
        } catch {
            logger.error("the directory could not be refreshed", metadata: ["reason": "\(type(of: error))"])
        }
    }
}
