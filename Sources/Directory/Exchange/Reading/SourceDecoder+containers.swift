import Core

struct KeyedSource<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: SourceDecoder
    let members: [SourceValue.Member]
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { members.compactMap { FieldName.key(file: $0.key) } }

    func contains(_ key: Key) -> Bool { member(key) != nil }

    /// A missing field decodes as `null`, so that a missing list is empty and anything else says that it is missing.
    private func child(_ key: Key) -> SourceDecoder {
        decoder.child(member(key) ?? SourceValue(line: decoder.value.line, content: .null), key)
    }

    private func member(_ key: Key) -> SourceValue? {
        let name = key.stringValue
        return members.first { $0.key == name || FieldName.matches(file: $0.key, code: name) }?.value
    }

    func decodeNil(forKey key: Key) throws -> Bool { ScalarSource(decoder: child(key)).decodeNil() }
    /// Most fields of most records are optional: one look tells whether there is anything to decode.
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let value = member(key), !value.isNothing else { return nil }
        return try decoder.child(value, key).make(type)
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        guard let value = member(key), !value.isNothing else { return nil }
        if case .text(let text) = value.content { return text }
        return try ScalarSource(decoder: decoder.child(value, key)).decode(type)
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try child(key).make(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try ScalarSource(decoder: child(key)).decode(type) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try ScalarSource(decoder: child(key)).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try ScalarSource(decoder: child(key)).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try ScalarSource(decoder: child(key)).decode(type) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try child(key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { child(key) }
}

struct ListSource: UnkeyedDecodingContainer {
    let decoder: SourceDecoder
    let values: [SourceValue]
    var currentIndex = 0
    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { values.count }
    var isAtEnd: Bool { currentIndex == values.count }

    private mutating func next() throws -> SourceDecoder {
        guard !isAtEnd else { throw decoder.refusal("has fewer elements than it should") }
        defer { currentIndex += 1 }
        return decoder.child(values[currentIndex], PathKey(index: currentIndex))
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, values[currentIndex].content == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().make(type) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }
}

struct ScalarSource: SingleValueDecodingContainer {
    let decoder: SourceDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value.isNothing }

    func decode(_ type: String.Type) throws -> String {
        switch decoder.value.content {
        case .text(let text), .cell(let text): return text
        default: throw decoder.mismatch("a text")
        }
    }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .flag(let flag) = decoder.value.content else { throw decoder.mismatch("true or false") }
        return flag
    }

    func decode(_ type: Double.Type) throws -> Double {
        switch decoder.value.content {
        case .number(let text), .cell(let text):
            guard let number = Double(text), number.isFinite else { throw decoder.refusal("“\(text)” is not a number Parvis can hold") }
            return number
        default: throw decoder.mismatch("a number")
        }
    }

    func decode(_ type: Int.Type) throws -> Int {
        let number = try decode(Double.self)
        guard let whole = Int(exactly: number) else { throw decoder.refusal("should be a whole number, not \(number)") }
        return whole
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if let integer = type as? any FixedWidthInteger.Type, let narrowed = try narrowed(integer) as? T { return narrowed }
        return try decoder.make(type)
    }

    private func narrowed<N: FixedWidthInteger>(_ type: N.Type) throws -> N {
        let number = try decode(Int.self)
        guard let narrowed = N(exactly: number) else { throw decoder.refusal("\(number) is out of range") }
        return narrowed
    }
}
