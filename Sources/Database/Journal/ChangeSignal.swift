import Synchronization

/// Wakes those who follow the journal. A wake-up carries nothing: the follower reads the journal from where it was.
final class ChangeSignal: Sendable {
    private struct State {
        var next = 0
        var followers: [Int: AsyncStream<Void>.Continuation] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    func send() {
        for follower in state.withLock({ Array($0.followers.values) }) { follower.yield() }
    }

    func close() {
        let followers = state.withLock { state in
            state.isClosed = true
            defer { state.followers = [:] }
            return Array(state.followers.values)
        }
        for follower in followers { follower.finish() }
    }

    /// Several wake-ups that nobody has read yet are one. The watch ends with the stream.
    func stream(watch: Task<Void, Never>) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state -> Int? in
            guard !state.isClosed else { return nil }
            state.next += 1
            state.followers[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            watch.cancel()
            guard let id, let self else { return }
            self.state.withLock { _ = $0.followers.removeValue(forKey: id) }
        }
        if id == nil { continuation.finish() }
        return stream
    }
}
