import Dispatch
import Synchronization

/// The acts that wait for the writer, in order of arrival.
///
/// The writer takes one after the other while they come: those it has just answered come back while it works, and one flush to the
/// disk serves them all. What arrives during the flush begins the next group.
final class WriteQueue: Sendable {
    fileprivate struct State {
        var waiting: [WriteJob] = []
        /// Those before it are taken.
        var head = 0
        var hasWriter = false
        var isWriterAsleep = false
        /// How many acts the group has, and how many are likely to come together.
        var taken = 0
        var expected = 0
        var answered = ContinuousClock.now

        var count: Int { waiting.count - head }
    }

    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)
    private let groupSize: Int
    /// How long a busy writer waits for those it has just answered: less than a flush, and it halves their number.
    private let patience = Duration.microseconds(300)

    init(groupSize: Int = 64) { self.groupSize = groupSize }

    /// True when nobody is writing and the caller has to start.
    func add(_ job: WriteJob) -> Bool {
        let (mustStart, mustWake) = state.withLock { state in
            state.waiting.append(job)
            defer {
                state.hasWriter = true
                state.isWriterAsleep = false
            }
            return (!state.hasWriter, state.isWriterAsleep)
        }
        if mustWake { arrival.signal() }
        return mustStart
    }

    /// The first act of a group; nothing when the writer can stop. Called by the writer alone, as are the others below.
    func first() -> WriteJob? {
        state.withLock { $0.taken = 0 }
        while true {
            if let job = next() { return job }
            let isDone = state.withLock { state in
                state.hasWriter = state.count > 0
                state.expected = 0
                return !state.hasWriter
            }
            if isDone { return nil }
        }
    }

    /// The next act of the group, waited for as long as it is likely to come; nothing when the group is complete. A lone client is
    /// not waited for.
    func next() -> WriteJob? {
        while true {
            let (job, isAwaited) = state.withLock { $0.take(groupSize, patience) }
            if job != nil || !isAwaited { return job }
            sleep()
        }
    }

    /// To be called before the group is answered: those who are answered together come back together, one group of thirty-two
    /// instead of two of sixteen by turns.
    func willAnswer() {
        state.withLock { state in
            let together = state.taken + state.count
            state.expected = together > 1 ? min(together, groupSize) : 0
            state.answered = .now
        }
    }

    private func sleep() {
        let end = state.withLock { $0.answered + patience }
        let time = end - .now
        guard time > .zero, arrival.wait(timeout: .now() + .nanoseconds(Int(time / .nanoseconds(1)))) == .timedOut else { return }
        let wasWoken = state.withLock { state in
            defer { state.isWriterAsleep = false }
            return !state.isWriterAsleep
        }
        // Woken between the timeout and here: the signal is taken, or it would cut the next sleep short.
        if wasWoken { arrival.wait() }
    }
}

extension WriteQueue.State {
    /// The next act, or whether it is worth waiting for one; then the writer counts as asleep.
    fileprivate mutating func take(_ groupSize: Int, _ patience: Duration) -> (WriteJob?, isAwaited: Bool) {
        guard taken < groupSize else { return (nil, false) }
        guard count > 0 else {
            isWriterAsleep = taken < expected && ContinuousClock.now < answered + patience
            return (nil, isWriterAsleep)
        }
        let job = waiting[head]
        head += 1
        taken += 1
        if head == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            head = 0
        }
        return (job, false)
    }
}
