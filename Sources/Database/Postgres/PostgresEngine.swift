import Synchronization

/// PostgreSQL through libpq: one connection writes for this node, the others read, one listens.
final class PostgresEngine: Engine {
    private let url: String
    private let readers: Lane
    private let writer: Lane
    private let queue = WriteQueue()
    private let committed: ChangeSignal
    private let listener = Mutex<PostgresListener?>(nil)
    private let attempts = 3

    init(url: String, readers: Int, committed: ChangeSignal) {
        self.url = url
        self.readers = Lane(url: url, threads: readers)
        self.writer = Lane(url: url, threads: 1)
        self.committed = committed
    }

    var dialect: Dialect { .postgres }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        let attempts = self.attempts
        return try await run(on: readers) { connection in
            try Self.again(attempts) { try Self.reading(connection, body) }
        }
    }

    /// Every statement of the closure sees the same picture.
    private static func reading<Value>(_ connection: PostgresConnection, _ body: (any Connection) throws -> Value) throws -> Value {
        do {
            try connection.control("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            let value = try body(connection)
            try connection.control("ROLLBACK")
            return value
        } catch {
            // A connection that cannot end its transaction is not used again.
            if connection.isInTransaction { do { try connection.control("ROLLBACK") } catch { connection.disconnect() } }
            throw connection.translated(error)
        }
    }

    func write(_ job: WriteJob) {
        guard queue.add(job), !writeGroups() else { return }
        // Until the queue is empty: only then does the next act know that nobody writes.
        while let job = queue.first() { job.refuse(Self.closed) }
    }

    private func writeGroups() -> Bool {
        writer.add { [queue, committed] connection in
            let groups = GroupCommit(connection: connection, queue: queue)
            while true {
                switch groups.run() {
                case .committed: committed.send()
                case .nothingKept: break
                case .nobodyWaits: return
                }
            }
        }
    }

    func exclusively<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        let attempts = self.attempts
        return try await run(on: writer) { connection in
            try Self.again(attempts) {
                do { return try body(connection) } catch { throw connection.translated(error) }
            }
        }
    }

    func listen(_ wake: @escaping @Sendable () -> Void) {
        listener.withLock { listener in
            if listener == nil { listener = PostgresListener(url: url, wake: wake) }
        }
    }

    func close() {
        readers.close()
        writer.close()
        listener.withLock { $0?.close() }
    }

    private func run<Value: Sendable>(
        on lane: Lane, _ body: @escaping @Sendable (PostgresConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isAdded = lane.add { connection in continuation.resume(with: Result { try body(connection) }) }
            if !isAdded { continuation.resume(throwing: Self.closed) }
        }
    }

    /// Runs work again that only a lost connection or another transaction stopped.
    private static func again<Value>(_ attempts: Int, _ work: () throws -> Value) throws -> Value {
        for _ in 1..<attempts {
            do { return try work() } catch is TransientFailure { continue }
        }
        do { return try work() } catch let failure as TransientFailure { throw failure.error }
    }

    private static var closed: DatabaseError { .unavailable("it has been closed") }
}
