import Foundation
import GRDBSQLite

/// One execution of a prepared statement.
struct SQLiteStep {
    let statement: OpaquePointer

    /// What SQLite answered instead of a row.
    struct Failure: Error {
        let code: CInt
    }

    func bind(_ parameters: [SQLParameter]) throws {
        for (index, parameter) in parameters.enumerated() {
            let code = bind(parameter.value, at: CInt(index + 1))
            guard code == SQLITE_OK else { throw Failure(code: code) }
        }
    }

    /// Whether there is another row.
    func next() throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw Failure(code: code)
        }
    }

    /// The columns of the present row.
    func values(_ count: Int) -> [SQLValue] {
        (0..<CInt(count)).map(value)
    }

    /// Values are let go of too: a person's data does not stay in a statement that waits.
    func reset() {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func bind(_ value: SQLValue, at index: CInt) -> CInt {
        switch value {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let integer): return sqlite3_bind_int64(statement, index, integer)
        case .real(let real): return sqlite3_bind_double(statement, index, real)
        case .text(var text):
            return text.withUTF8 { bytes in
                // An empty text may have no address, which SQLite would take for NULL.
                bytes.isEmpty
                    ? sqlite3_bind_text(statement, index, "", 0, Self.copied)
                    : bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(statement, index, $0.baseAddress, CInt($0.count), Self.copied)
                    }
            }
        case .blob(let bytes):
            return bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement, index, 0)
                : sqlite3_bind_blob(statement, index, bytes, CInt(bytes.count), Self.copied)
        }
    }

    private func value(_ column: CInt) -> SQLValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            guard let text = sqlite3_column_text(statement, column) else { return .null }
            let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(statement, column) else { return .blob([]) }
            return .blob(Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))))
        default: return .null
        }
    }

    /// SQLite keeps a copy of its own (`SQLITE_TRANSIENT`).
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
