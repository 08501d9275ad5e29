import Core
import HTTPTypes
import Hummingbird
import Synchronization

/// Hands every request the directory as it is now.
package final class DirectoryReader: Sendable {
    private let held: Mutex<DirectorySnapshot?>
    /// The clock.
    let now: @Sendable () -> Instant

    package init(_ snapshot: DirectorySnapshot? = nil, now: @escaping @Sendable () -> Instant) {
        held = Mutex(snapshot)
        self.now = now
    }

    /// The newest snapshot; requests before the first one are told to come back.
    package func snapshot() throws -> DirectorySnapshot {
        guard let snapshot = current else {
            throw HTTPError(.serviceUnavailable, message: "The directory is being loaded; try again in a few seconds.")
        }
        return snapshot
    }

    /// Nil before a city pack was loaded.
    package var current: DirectorySnapshot? { held.withLock { $0 } }

    package func replace(with snapshot: DirectorySnapshot) {
        held.withLock { $0 = snapshot }
    }
}
