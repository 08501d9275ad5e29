/// One row of an answer, by column name or position.
package struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    /// A column by its name in the statement: `let name: String = try row["name"]`. Optional when the column may be `NULL`.
    package subscript<Value: SQLConvertible>(_ column: String) -> Value {
        get throws {
            guard let index = columns.index[column] else {
                throw DatabaseError.misuse("the answer has no column \(column); it has \(columns.names.joined(separator: ", "))")
            }
            return try value(at: index)
        }
    }

    /// A column by its position, from 0: the fastest way to read many rows.
    package subscript<Value: SQLConvertible>(_ index: Int) -> Value {
        get throws {
            guard values.indices.contains(index) else {
                throw DatabaseError.misuse("the answer has \(values.count) columns and none at position \(index)")
            }
            return try value(at: index)
        }
    }

    func value<Value: SQLConvertible>(at index: Int) throws -> Value {
        guard let value = Value(sqlValue: values[index]) else {
            throw DatabaseError.misuse("column \(columns.names[index]) does not hold a \(Value.self)")
        }
        return value
    }
}

/// The columns of one answer, shared by its rows.
final class Columns: Sendable {
    let names: [String]
    let index: [String: Int]
    /// The same by Swift name: `site_name` is `siteName`.
    let indexByKey: [String: Int]

    init(_ names: [String]) {
        self.names = names
        // A name given twice (a join without aliases) reads its first column.
        index = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        indexByKey = Dictionary(zip(names.map(Columns.key), names.indices), uniquingKeysWith: { first, _ in first })
    }

    static func key(for column: String) -> String {
        let words = column.split(separator: "_")
        guard words.count > 1, let first = words.first else { return column }
        return first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
