import Core
import HTTPTypes
import Hummingbird
import Synchronization

/// Hands every request the directory as it is now.
package final class DirectoryReader: Sendable {
    private let current: Mutex<DirectorySnapshot?>
    /// The clock.
    let now: @Sendable () -> Instant

    package init(_ snapshot: DirectorySnapshot? = nil, now: @escaping @Sendable () -> Instant) {
        current = Mutex(snapshot)
        self.now = now
    }

    /// The newest snapshot; requests before the first one are told to come back.
    package func snapshot() throws -> DirectorySnapshot {
        guard let snapshot = current.withLock({ $0 }) else {
            throw HTTPError(.serviceUnavailable, message: "The directory is being loaded; try again in a few seconds.")
        }
        return snapshot
    }

    package var isReady: Bool { current.withLock { $0 != nil } }

    package func replace(with snapshot: DirectorySnapshot) {
        current.withLock { $0 = snapshot }
    }
}
