import Core
import Database
import Logging

/// Keeps the directory of this node true: follows the journal, wherever it was written, and the calendar.
package struct SnapshotRefresh: Sendable {
    let database: Database
    let reader: DirectoryReader
    let logger: Logger

    /// How long a read that failed waits before the next.
    static let pause = Duration.seconds(1)
    /// After a minute the next change or the quiet minute asks again.
    static let attempts = 60

    /// Reads the first snapshot; nothing is served before it.
    package func start() async throws {
        try await TranslationStore(database: database).complete()
        if let snapshot = try await SnapshotStore(database: database).snapshot(at: reader.now()) { replace(with: snapshot) }
    }

    /// Runs until the task is cancelled or the database is closed.
    package func run() async {
        for await _ in database.changes {
            var attempts = Self.attempts
            while !Task.isCancelled, await !refresh(), attempts > 0 {
                attempts -= 1
                // Cut short when the server stops.
                try? await Task.sleep(for: Self.pause)
            }
            if Task.isCancelled { return }
        }
    }

    /// One look at the journal; a database that is gone for a while leaves the snapshot before.
    ///
    /// - Returns: whether the look succeeded.
    @discardableResult
    package func refresh() async -> Bool {
        let store = SnapshotStore(database: database)
        do {
            let next =
                if let current = reader.current { try await store.refreshed(current, at: reader.now()) } else {
                    try await store.snapshot(at: reader.now())
                }
            if let next { replace(with: next) }
            return true
        } catch {
            logger.error("the directory could not be refreshed", metadata: ["reason": "\(type(of: error))"])
            return false
        }
    }

    /// A record that cannot be read is told once, not with every snapshot that lacks it.
    private func replace(with snapshot: DirectorySnapshot) {
        for record in snapshot.unreadable.subtracting(reader.current?.unreadable ?? []) {
            logger.error("a stored record cannot be read and is left out", metadata: ["kind": "\(record.kind)", "id": "\(record.id)"])
        }
        reader.replace(with: snapshot)
    }
}
