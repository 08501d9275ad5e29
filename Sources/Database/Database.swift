import Core

/// The database of a city: SQLite in its own file, or PostgreSQL; the same SQL and the same promises on both.
///
/// One act writes at a time, in the order of the journal; reads never wait for it. A closure given to `read` or `write` may run
/// again when a connection is lost or another writer was in the way: it works on the database and on nothing else.
package final class Database: Sendable {
    let engine: any Engine
    let now: @Sendable () -> Instant
    let counter = QueryCounter()
    let signal: ChangeSignal

    init(engine: any Engine, now: @escaping @Sendable () -> Instant, signal: ChangeSignal) {
        self.engine = engine
        self.now = now
        self.signal = signal
    }

    deinit { close() }

    /// The engine that answers.
    package var dialect: Dialect { engine.dialect }

    /// How many statements have been run since the database was opened. `QueryCounter.counting` counts one piece of work.
    package var queryCount: Int { counter.count }

    /// Runs statements on one unchanging picture of the database.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        let counters = self.counters
        return try await engine.read { try body(Session($0, counters: counters)) }
    }

    /// Does one act: all its changes and its journal entries, durable on the disk when this returns, or nothing.
    ///
    /// Acts that arrive together share one flush to the disk. No network call and no waiting inside.
    @discardableResult
    package func write<Value: Sendable>(_ act: Act, _ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await perform(act) { transaction in
            let value = try body(transaction)
            try transaction.finish()
            return value
        }
    }

    /// One turn of the writer.
    func perform<Value: Sendable>(_ act: Act, _ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        let counters = self.counters
        let now = self.now
        return try await withCheckedThrowingContinuation { continuation in
            engine.write(
                WriteJob(
                    perform: { connection in
                        let value = try work(Transaction(connection, act: act, now: now(), counters: counters))
                        return { continuation.resume(returning: value) }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }

    /// The journal behind a position, oldest first: an entry that was read is never followed by an earlier one.
    package func journal(after sequence: Int64, limit: Int = 500) async throws -> [JournalEntry] {
        try await read { try Journal.entries(after: sequence, limit: limit, $0) }
    }

    /// The position of the last entry, 0 before the first.
    package func lastSequence() async throws -> Int64 {
        try await read { try Journal.last($0) }
    }

    /// Stops the engine; statements that still come are refused.
    package func close() {
        engine.close()
        signal.close()
    }

    private var counters: [QueryCounter] { [counter] + (QueryCounter.current.map { [$0] } ?? []) }
}
