import Foundation
import GRDB

/// One SQLite connection for the time GRDB lends it.
final class SQLiteConnection: Connection {
    private let database: GRDB.Database
    private let columns: ColumnsCache
    /// A kept statement cannot serve a second answer while the first is being read.
    private var isReading = false

    init(_ database: GRDB.Database, columns: ColumnsCache) {
        self.database = database
        self.columns = columns
    }

    var dialect: Dialect { .sqlite }
    var isInTransaction: Bool { database.isInsideTransaction }

    func run(_ sql: SQL, row body: (Row) throws -> Void) throws -> Int {
        let rendered = try sql.rendered(for: .sqlite)
        let isKept = !rendered.hasList && !isReading
        let statement = try isKept ? database.cachedStatement(sql: rendered.text) : database.makeStatement(sql: rendered.text)
        // As optional existentials: GRDB's generic initializer makes a key path at each call, a quarter of the time of a write.
        let arguments: [(any DatabaseValueConvertible)?] = rendered.parameters.map { DatabaseValue($0.value) }
        try statement.setArguments(StatementArguments(arguments))
        let before = database.totalChangesCount
        if statement.columnCount == 0 {
            try statement.execute()
        } else {
            let columns = isKept ? self.columns.columns(of: statement, text: rendered.text) : Columns(statement.columnNames)
            try read(statement, columns, body)
        }
        return database.totalChangesCount - before
    }

    private func read(_ statement: Statement, _ columns: Columns, _ body: (Row) throws -> Void) throws {
        let wasReading = isReading
        isReading = true
        defer { isReading = wasReading }
        let cursor = try GRDB.Row.fetchCursor(statement)
        let count = columns.names.count
        while let row = try cursor.next() {
            let values = (0..<count).map { SQLValue(row[$0] as DatabaseValue) }
            try body(Row(columns: columns, values: values))
        }
    }

    func control(_ statements: String) throws {
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

extension SQLValue {
    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(integer)
        case .double(let real): self = .real(real)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob(Array(data))
        }
    }
}

extension DatabaseValue {
    fileprivate init(_ value: SQLValue) {
        switch value {
        case .null: self = .null
        case .integer(let integer): self = integer.databaseValue
        case .real(let real): self = real.databaseValue
        case .text(let text): self = text.databaseValue
        case .blob(let bytes): self = Data(bytes).databaseValue
        }
    }
}
