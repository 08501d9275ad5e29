/// One SQL statement, or a piece of one, whose values are bound, never pasted into the text.
///
/// A literal is text; `\(value)` is always a bound parameter, so a plain `String` can never become SQL. Write the common subset of
/// both engines: booleans are 0 and 1 (`WHERE listed = 1`), days `YYYY-MM-DD` and instants `…Z` are text, upserts are
/// `ON CONFLICT (…) DO UPDATE SET name = excluded.name`, `RETURNING` works, `ORDER BY` follows code points on both.
package struct SQL: Sendable {
    enum Part: Sendable {
        case text(String)
        case parameter(SQLParameter)
        case list([SQLParameter], SQLType)
        case dialect(sqlite: String, postgres: String)
    }

    var parts: [Part]

    init(parts: [Part]) { self.parts = parts }

    /// Pieces one after the other, separated: `SQL.joined(conditions, by: " AND ")`.
    package static func joined(_ pieces: [SQL], by separator: StaticString) -> SQL {
        var parts: [Part] = []
        for (index, piece) in pieces.enumerated() {
            if index > 0 { parts.append(.text(separator.description)) }
            parts += piece.parts
        }
        return SQL(parts: parts)
    }

    package static func + (left: SQL, right: SQL) -> SQL { SQL(parts: left.parts + right.parts) }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { parts = [.text(value)] }
    package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        /// A bound value.
        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value) {
            parts.append(.parameter(SQLParameter(value)))
        }

        /// A bound value or `NULL`.
        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value?) {
            parts.append(.parameter(SQLParameter(value)))
        }

        /// A bound case of an enumeration, by its raw value.
        package mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value) where Value.RawValue: SQLConvertible {
            parts.append(.parameter(SQLParameter(value.rawValue)))
        }

        /// A bound case of an enumeration or `NULL`.
        package mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value?) where Value.RawValue: SQLConvertible {
            parts.append(.parameter(SQLParameter(value?.rawValue)))
        }

        /// Bound values in parentheses, for `IN`: `id IN \(list: ids)`; an empty list matches nothing.
        package mutating func appendInterpolation<Value: SQLConvertible>(list values: some Sequence<Value>) {
            parts.append(.list(values.map(SQLParameter.init), Value.sqlType))
        }

        /// Another piece of SQL with its own values.
        package mutating func appendInterpolation(sql: SQL) { parts += sql.parts }

        /// A fixed fragment of the source code.
        package mutating func appendInterpolation(raw: StaticString) { parts.append(.text(raw.description)) }

        /// A fixed fragment that has to differ between the engines.
        package mutating func appendInterpolation(sqlite: StaticString, postgres: StaticString) {
            parts.append(.dialect(sqlite: sqlite.description, postgres: postgres.description))
        }
    }
}
