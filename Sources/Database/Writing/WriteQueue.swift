import Foundation
import Synchronization

/// The acts that wait for the writer, in order of arrival. Those that arrive while a group commits form the next group.
final class WriteQueue: Sendable {
    private struct State {
        var waiting: [WriteJob] = []
        var hasWriter = false
        var lastGroup = 0
    }

    private let state = Mutex(State())
    private let groupSize: Int
    /// How long a busy writer waits for those it has just answered: less than a flush, and it halves their number.
    private let patience = Duration.microseconds(300)

    init(groupSize: Int = 64) { self.groupSize = groupSize }

    /// True when nobody is writing and the caller has to start.
    func add(_ job: WriteJob) -> Bool {
        state.withLock { state in
            state.waiting.append(job)
            defer { state.hasWriter = true }
            return !state.hasWriter
        }
    }

    /// The next group; empty when the writer can stop. Called by the writer alone, on its thread.
    func nextGroup() -> [WriteJob] {
        gather()
        return state.withLock { state in
            let group = Array(state.waiting.prefix(groupSize))
            state.waiting.removeFirst(group.count)
            state.lastGroup = group.count
            if group.isEmpty { state.hasWriter = false }
            return group
        }
    }

    /// Those who were answered together come back together: one group of thirty-two instead of two of sixteen by turns. A writer
    /// with one client never waits.
    private func gather() {
        let expected = state.withLock { $0.lastGroup > 1 ? min($0.lastGroup + $0.waiting.count, groupSize) : 0 }
        let end = ContinuousClock.now + patience
        while state.withLock({ $0.waiting.count }) < expected, ContinuousClock.now < end { usleep(20) }
    }
}
