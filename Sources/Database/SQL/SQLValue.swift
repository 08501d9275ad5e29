/// A value as both engines hold it.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// The column types of the common subset, named as SQLite's STRICT tables do.
package enum SQLType: Sendable, Hashable {
    case integer
    case real
    case text
    case blob

    var postgresName: String {
        switch self {
        case .integer: "bigint"
        case .real: "double precision"
        case .text: "text"
        case .blob: "bytea"
        }
    }
}

/// A value with its static type, so that `NULL` too has one: PostgreSQL prepares a statement by the types of its parameters.
struct SQLParameter: Sendable {
    let type: SQLType
    let value: SQLValue

    init(_ value: some SQLConvertible) {
        type = Swift.type(of: value).sqlType
        self.value = value.sqlValue
    }
}
