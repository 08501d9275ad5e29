/// What `Database.read` gives: statements on one unchanging picture of the database. Not to be kept beyond the closure.
///
/// After a statement has failed every other one fails with the same error: catch it outside the closure.
package class Session {
    let connection: any Connection
    let counters: [QueryCounter]
    var changedRows = 0
    /// PostgreSQL refuses everything after a failed statement; so that both engines behave alike, this session does.
    private var failure: (any Error)?

    init(_ connection: any Connection, counters: [QueryCounter]) {
        self.connection = connection
        self.counters = counters
    }

    /// The engine that answers, for the rare statement that has to know.
    package var dialect: Dialect { connection.dialect }

    /// Every row, in order, each as a structure whose properties are the columns (`site_name` is `siteName`).
    package func all<Value: Decodable>(_ type: Value.Type, _ sql: SQL) throws -> [Value] {
        var values: [Value] = []
        try each(sql) { values.append(try Self.decoded(type, $0)) }
        return values
    }

    /// The first row, or nothing.
    package func first<Value: Decodable>(_ type: Value.Type, _ sql: SQL) throws -> Value? {
        var first: Value?
        try each(sql) { if first == nil { first = try Self.decoded(type, $0) } }
        return first
    }

    /// The only row; none or several is a mistake of the program.
    package func one<Value: Decodable>(_ type: Value.Type, _ sql: SQL) throws -> Value {
        let values = try all(type, sql)
        guard let value = values.first, values.count == 1 else {
            throw DatabaseError.misuse("one row was expected and \(values.count) came")
        }
        return value
    }

    /// The first column of the first row: `try db.value(Int.self, "SELECT COUNT(*) FROM …")`; nothing without a row or on `NULL`.
    package func value<Value: SQLConvertible>(_ type: Value.Type, _ sql: SQL) throws -> Value? {
        var value: Value?
        var seen = false
        try each(sql) { row in
            if !seen { value = try row[0] as Value? }
            seen = true
        }
        return value
    }

    /// The first column of every row.
    package func values<Value: SQLConvertible>(_ type: Value.Type, _ sql: SQL) throws -> [Value] {
        var values: [Value] = []
        try each(sql) { values.append(try $0[0]) }
        return values
    }

    /// Every row as it is.
    package func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try each(sql) { rows.append($0) }
        return rows
    }

    /// Hands over one row after the other without keeping them: for long answers, as an export or an index needs.
    package func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        _ = try run(sql, row: body)
    }

    func run(_ sql: SQL, row: (Row) throws -> Void) throws -> Int {
        try guarded {
            for counter in counters { counter.add() }
            let changed = try connection.run(sql, row: row)
            changedRows += changed
            return changed
        }
    }

    func guarded<Value>(_ work: () throws -> Value) throws -> Value {
        if let failure { throw failure }
        do {
            return try work()
        } catch {
            let translated = connection.translated(error)
            failure = translated
            throw translated
        }
    }

    private static func decoded<Value: Decodable>(_ type: Value.Type, _ row: Row) throws -> Value {
        if let convertible = type as? any SQLConvertible.Type {
            guard let value = convertible.init(sqlValue: row.values[0]) as? Value else {
                throw DatabaseError.misuse("column \(row.columns.names[0]) does not hold a \(Value.self)")
            }
            return value
        }
        return try type.init(from: RowDecoder(row: row))
    }
}
