import Atomics
import Core
import HTTPTypes
import Hummingbird

/// Hands every request the directory as it is now.
package final class DirectoryReader: Sendable {
    /// Read by every request, replaced a few times a minute: a reference that is swapped, so that no reader waits for another.
    private let held: ManagedAtomic<Held?>
    /// The clock.
    let now: @Sendable () -> Instant

    package init(_ snapshot: DirectorySnapshot? = nil, now: @escaping @Sendable () -> Instant) {
        held = ManagedAtomic(snapshot.map(Held.init))
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
    package var current: DirectorySnapshot? { held.load(ordering: .acquiring)?.snapshot }

    package func replace(with snapshot: DirectorySnapshot) {
        held.store(Held(snapshot), ordering: .releasing)
    }

    private final class Held: AtomicReference, Sendable {
        let snapshot: DirectorySnapshot
        init(_ snapshot: DirectorySnapshot) { self.snapshot = snapshot }
    }
}
