import Synchronization

/// The acts that wait for the writer, in order of arrival. Those that arrive while a group commits form the next group.
final class WriteQueue: Sendable {
    private struct State {
        var waiting: [WriteJob] = []
        var hasWriter = false
    }

    private let state = Mutex(State())
    private let groupSize: Int

    init(groupSize: Int = 64) { self.groupSize = groupSize }

    /// True when nobody is writing and the caller has to start.
    func add(_ job: WriteJob) -> Bool {
        state.withLock { state in
            state.waiting.append(job)
            defer { state.hasWriter = true }
            return !state.hasWriter
        }
    }

    /// The next group; empty when the writer can stop.
    func nextGroup() -> [WriteJob] {
        state.withLock { state in
            let group = Array(state.waiting.prefix(groupSize))
            state.waiting.removeFirst(group.count)
            if group.isEmpty { state.hasWriter = false }
            return group
        }
    }
}
