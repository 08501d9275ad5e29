import GRDB

extension DatabaseError {
    /// Only the kind and the schema's names are kept of what SQLite says.
    init(sqlite error: GRDB.DatabaseError) {
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: self = .constraint(Constraint(sqlite: error.extendedResultCode), name: Self.name(in: error.message))
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .unavailable("the file cannot be opened; check its folder and permissions")
        case .SQLITE_IOERR: self = .unavailable("its disk reports a fault (\(error.extendedResultCode.rawValue))")
        case .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_RANGE, .SQLITE_MISMATCH: self = .misuse(error.message ?? "a statement is wrong")
        default: self = .engine(code: "SQLite \(error.extendedResultCode.rawValue)", "see SQLite's list of result codes")
        }
    }

    /// "UNIQUE constraint failed: table.column" → "table.column".
    private static func name(in message: String?) -> String {
        guard let message, let colon = message.firstIndex(of: ":") else { return "of the schema" }
        return message[message.index(after: colon)...].trimmingPrefix(while: \.isWhitespace).description
    }
}

extension DatabaseError.Constraint {
    init(sqlite code: ResultCode) {
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: self = .unique
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .foreignKey
        case .SQLITE_CONSTRAINT_NOTNULL: self = .notNull
        case .SQLITE_CONSTRAINT_CHECK: self = .check
        default: self = .type
        }
    }
}
