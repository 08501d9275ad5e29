struct KeyedText<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: JSONTextEncoder
    var codingPath: [any CodingKey] { [] }
    /// The keys of a dictionary are data, not field names.
    private let asIs: Bool
    private let isDictionary: Bool

    init(encoder: JSONTextEncoder) {
        self.encoder = encoder
        // A synthesized key knows its names; one that takes any name at all belongs to a dictionary.
        asIs = Key(stringValue: "\u{1}") != nil
        isDictionary = asIs && Key.self != PathKey.self
    }

    private var output: JSONBytes { encoder.output }

    private func name(_ key: Key) {
        if isDictionary { encoder.begin(key.stringValue) } else { encoder.separate() }
        output.key(key, asIs: asIs)
        output.bytes.append(UInt8(ascii: ":"))
    }

    func encodeNil(forKey key: Key) { name(key); output.null() }
    func encode(_ value: Bool, forKey key: Key) { name(key); output.bytes.append(contentsOf: (value ? "true" : "false").utf8) }
    func encode(_ value: String, forKey key: Key) { name(key); output.string(value) }
    func encode(_ value: Double, forKey key: Key) { name(key); output.number(value) }
    func encode(_ value: Int, forKey key: Key) { name(key); output.bytes.append(contentsOf: value.description.utf8) }
    func encode(_ value: some Encodable, forKey key: Key) { name(key); JSONText.append(value, to: output) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        name(key)
        return encoder.nested().container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        name(key)
        return encoder.nested().unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder }
    func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

struct ListText: UnkeyedEncodingContainer {
    let encoder: JSONTextEncoder
    var codingPath: [any CodingKey] { [] }
    private(set) var count = 0

    init(encoder: JSONTextEncoder) { self.encoder = encoder }

    private mutating func next() -> JSONBytes {
        encoder.separate()
        count += 1
        return encoder.output
    }

    mutating func encodeNil() { next().null() }
    mutating func encode(_ value: String) { next().string(value) }
    mutating func encode(_ value: Double) { next().number(value) }
    mutating func encode(_ value: some Encodable) { JSONText.append(value, to: next()) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        _ = next()
        return encoder.nested().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        _ = next()
        return encoder.nested().unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { encoder }
}

struct ScalarText: SingleValueEncodingContainer {
    let encoder: JSONTextEncoder
    var codingPath: [any CodingKey] { [] }

    private var output: JSONBytes {
        encoder.wrote()
        return encoder.output
    }

    func encodeNil() { output.null() }
    func encode(_ value: Bool) { output.bytes.append(contentsOf: (value ? "true" : "false").utf8) }
    func encode(_ value: String) { output.string(value) }
    func encode(_ value: Double) { output.number(value) }
    func encode(_ value: Float) { output.number(Double(value)) }

    func encode<T: Encodable>(_ value: T) {
        if let whole = value as? any BinaryInteger {
            output.bytes.append(contentsOf: "\(whole)".utf8)
        } else {
            JSONText.append(value, to: output)
        }
    }
}
