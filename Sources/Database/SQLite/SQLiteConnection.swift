import Foundation
import GRDB
import GRDBSQLite

/// One SQLite connection for the time GRDB lends it.
final class SQLiteConnection: Connection {
    private let database: GRDB.Database
    private let columns: ColumnsCache
    private let file: DatabaseFile?
    let journalTail = JournalTail()
    /// A kept statement cannot serve a second answer while the first is being read.
    private var isReading = false

    init(_ database: GRDB.Database, columns: ColumnsCache, file: DatabaseFile?) {
        self.database = database
        self.columns = columns
        self.file = file
    }

    var dialect: Dialect { .sqlite }
    var isInTransaction: Bool { database.isInsideTransaction }

    func run(_ sql: SQL, row body: (Row) throws -> Void) throws -> Int {
        let rendered = sql.rendered(for: .sqlite)
        let isKept = !rendered.hasList && !isReading
        let statement = try isKept ? database.cachedStatement(sql: rendered.text) : database.makeStatement(sql: rendered.text)
        let before = database.totalChangesCount
        if sqlite3_column_count(statement.sqliteStatement) == 0 {
            try step(statement, rendered) { _ in }
        } else {
            let columns = isKept ? self.columns.columns(of: statement, text: rendered.text) : Columns(statement.columnNames)
            let wasReading = isReading
            isReading = true
            defer { isReading = wasReading }
            try step(statement, rendered) { try body(Row(columns: columns, values: $0.values(columns.names.count))) }
        }
        return database.totalChangesCount - before
    }

    func run(together statements: [RenderedSQL]) throws {
        for rendered in statements { try step(database.cachedStatement(sql: rendered.text), rendered) { _ in } }
    }

    /// Binds and steps through SQLite's own interface: boxing each value for GRDB, and unboxing each column, cost more than the write.
    private func step(_ statement: Statement, _ rendered: RenderedSQL, _ body: (SQLiteStep) throws -> Void) throws {
        try rendered.refuseNUL()
        let step = SQLiteStep(statement: statement.sqliteStatement)
        defer { step.reset() }
        do {
            try step.bind(rendered.parameters)
            while try step.next() { try body(step) }
        } catch let failure as SQLiteStep.Failure {
            // GRDB interrupts what a cancelled task reads, and nobody else does.
            if failure.code == SQLITE_INTERRUPT { throw CancellationError() }
            throw GRDB.DatabaseError(resultCode: ResultCode(rawValue: failure.code), message: database.lastErrorMessage)
        }
    }

    func control(_ statements: String) throws {
        if statements == dialect.commit { try file?.requireInPlace() }
        if statements.contains(";") {
            try database.execute(sql: statements)
        } else {
            try database.cachedStatement(sql: statements).execute()
        }
    }

    func translated(_ error: any Error) -> any Error {
        guard let error = error as? GRDB.DatabaseError else { return error }
        return DatabaseError(sqlite: error)
    }
}
