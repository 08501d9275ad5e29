import Dispatch
import Foundation
import Synchronization

/// Threads that each own one connection and take work from one queue. libpq blocks, so it has threads of its own.
final class Lane: Sendable {
    typealias Work = @Sendable (PostgresConnection) -> Void

    private struct State {
        var waiting: [Work] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)
    private let threads: Int

    init(url: String, threads: Int) {
        self.threads = threads
        for _ in 0..<threads {
            Thread.detachNewThread { [self] in
                let connection = PostgresConnection(url: url)
                while let work = next() { work(connection) }
                connection.disconnect()
            }
        }
    }

    /// False when the lane is closed and the work will not be done.
    func add(_ work: @escaping Work) -> Bool {
        let isAdded = state.withLock { state in
            if !state.isClosed { state.waiting.append(work) }
            return !state.isClosed
        }
        if isAdded { available.signal() }
        return isAdded
    }

    /// What waits is still done.
    func close() {
        let wasClosed = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed
        }
        if !wasClosed { for _ in 0..<threads { available.signal() } }
    }

    private func next() -> Work? {
        available.wait()
        return state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }
}
