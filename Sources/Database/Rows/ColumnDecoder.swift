/// Reads one column into a `Decodable` value: a bound type, an enumeration by its raw value, a `JSONColumn`.
struct ColumnDecoder: Decoder, SingleValueDecodingContainer {
    let row: Row
    let index: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static var nesting: DatabaseError {
        .misuse("a column holds one value; a structure or a list goes into a JSONColumn")
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw Self.nesting }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Self.nesting }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool {
        if case .null = row.values[index] { true } else { false }
    }

    func decode(_ type: Bool.Type) throws -> Bool { try row.value(at: index) }
    func decode(_ type: String.Type) throws -> String { try row.value(at: index) }
    func decode(_ type: Double.Type) throws -> Double { try row.value(at: index) }
    func decode(_ type: Float.Type) throws -> Float { Float(try row.value(at: index) as Double) }
    func decode(_ type: Int.Type) throws -> Int { try row.value(at: index) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try row.value(at: index) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if let convertible = type as? any SQLConvertible.Type {
            guard let value = convertible.init(sqlValue: row.values[index]) as? T else { throw mismatch(T.self) }
            return value
        }
        do {
            return try T(from: self)
        } catch is DecodingError {
            // The decoding error would quote the value.
            throw mismatch(T.self)
        }
    }

    private func integer<T: FixedWidthInteger>() throws -> T {
        guard let integer = T(exactly: try row.value(at: index) as Int64) else { throw mismatch(T.self) }
        return integer
    }

    private func mismatch(_ type: Any.Type) -> DatabaseError {
        .misuse("column \(row.columns.names[index]) does not hold a \(type)")
    }
}
