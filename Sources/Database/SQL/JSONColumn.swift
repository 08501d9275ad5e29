import Foundation

/// A `Codable` value kept as JSON text in one column: `let names: JSONColumn<LocalizedText>`, bound as `\(JSONColumn(names))`.
///
/// Keys are sorted, so that equal values are equal text.
@dynamicMemberLookup
package struct JSONColumn<Value: Codable & Sendable>: Sendable {
    package let value: Value

    package init(_ value: Value) { self.value = value }

    package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}

extension JSONColumn: Equatable where Value: Equatable {}
extension JSONColumn: Hashable where Value: Hashable {}

extension JSONColumn: SQLConvertible {
    package static var sqlType: SQLType { .text }

    package var sqlValue: SQLValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A value JSON cannot hold (a NaN) becomes NULL, which a NOT NULL column refuses.
        guard let data = try? encoder.encode(value) else { return .null }
        return .text(String(decoding: data, as: UTF8.self))
    }

    package init?(sqlValue: SQLValue) {
        // The caller reports the column; the reason would quote its content.
        guard case .text(let text) = sqlValue, let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8)) else { return nil }
        self.value = value
    }
}

extension JSONColumn: Codable {
    package init(from decoder: any Decoder) throws { value = try Value(from: decoder) }
    package func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
