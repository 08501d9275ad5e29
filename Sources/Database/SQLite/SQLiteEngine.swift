import GRDB
import Synchronization

/// SQLite through GRDB: one writer, several readers, a write-ahead log flushed at every commit.
final class SQLiteEngine: Engine {
    private let writer: any DatabaseWriter
    private let queue = WriteQueue()
    private let columns = ColumnsCache()
    /// Nothing for a database in memory.
    private let file: DatabaseFile?
    private let committed: ChangeSignal
    private let turn = Duration.milliseconds(20)
    private let isClosed = Atomic<Bool>(false)

    init(writer: any DatabaseWriter, file: DatabaseFile?, committed: ChangeSignal) {
        self.writer = writer
        self.file = file
        self.committed = committed
    }

    var dialect: Dialect { .sqlite }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try refuseWhenClosed()
        let (columns, file) = (self.columns, self.file)
        do {
            return try await writer.read { try body(SQLiteConnection($0, columns: columns, file: file)) }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(sqlite: error)
        }
    }

    func write(_ job: WriteJob) {
        guard !isClosed.load(ordering: .acquiring) else { return job.refuse(Self.closed) }
        if queue.add(job) { writeNextGroups() }
    }

    /// Some groups, then the queue of the writer again: what else waits there (a migration, a backup) comes in between.
    private func writeNextGroups() {
        writer.asyncWriteWithoutTransaction { [self] database in
            let groups = GroupCommit(connection: SQLiteConnection(database, columns: columns, file: file), queue: queue)
            let end = ContinuousClock.now + turn
            repeat {
                switch groups.run() {
                case .committed: committed.send()
                case .nothingKept: break
                case .nobodyWaits: return
                }
            } while ContinuousClock.now < end
            writeNextGroups()
        }
    }

    func exclusively<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try refuseWhenClosed()
        let (columns, file) = (self.columns, self.file)
        do {
            return try await writer.writeWithoutTransaction { try body(SQLiteConnection($0, columns: columns, file: file)) }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(sqlite: error)
        }
    }

    /// SQLite does not notify other processes; the look at the journal does.
    func listen(_ wake: @escaping @Sendable () -> Void) {}

    /// The file itself is closed when the last closure has ended.
    func close() { isClosed.store(true, ordering: .releasing) }

    private func refuseWhenClosed() throws {
        if isClosed.load(ordering: .acquiring) { throw Self.closed }
    }

    private static var closed: DatabaseError { .unavailable("it has been closed") }
}
