/// Reads a row into a `Decodable` structure: one column per property, `site_name` into `siteName`.
struct RowDecoder: Decoder {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer(row: row))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DatabaseError.misuse("a row is read into a structure; a list goes into a JSONColumn")
    }

    /// A type with a single value reads the first column.
    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        ColumnDecoder(row: row, index: 0)
    }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { row.columns.indexByKey.keys.compactMap(Key.init(stringValue:)) }

    private func column(_ key: Key) throws -> Int {
        let name = key.stringValue
        if let index = row.columns.indexByKey[name] ?? row.columns.index[name] { return index }
        throw DatabaseError.misuse("the answer has no column for \(name); it has \(row.columns.names.joined(separator: ", "))")
    }

    /// A missing column is a mistake, not a null: reading it throws, so that it cannot pass for "unknown".
    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool {
        if case .null = row.values[try column(key)] { true } else { false }
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try row.value(at: column(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try row.value(at: column(key)) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try row.value(at: column(key)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try row.value(at: column(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try row.value(at: column(key)) }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try row.value(at: column(key)) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try row.value(at: column(key)) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try row.value(at: column(key)) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try row.value(at: column(key)) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try row.value(at: column(key)) }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try ColumnDecoder(row: row, index: try column(key)).decode(type)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        let index = try column(key)
        if case .null = row.values[index] { return nil }
        return try ColumnDecoder(row: row, index: index).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        throw ColumnDecoder.nesting
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw ColumnDecoder.nesting }
    func superDecoder() throws -> any Decoder { throw ColumnDecoder.nesting }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw ColumnDecoder.nesting }
}
