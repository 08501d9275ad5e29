import Core

/// Writes any `Encodable` as JSON bytes in one pass, fields in the order they are declared, names in `snake_case`, nil left out, dictionaries
/// by key.
///
/// About what the API answers with: no intermediate tree, no dictionary.
package enum JSONText {
    package static func encode(_ value: some Encodable) -> [UInt8] {
        let output = JSONBytes()
        append(value, to: output)
        return output.bytes
    }

    /// One value a line (`application/x-ndjson`).
    package static func lines(_ values: some Sequence<some Encodable>) -> [UInt8] {
        let output = JSONBytes()
        for value in values {
            append(value, to: output)
            output.bytes.append(0x0A)
        }
        return output.bytes
    }

    static func append(_ value: some Encodable, to output: JSONBytes) {
        let encoder = JSONTextEncoder(output: output)
        // Nothing here can fail: numbers are finite or null, keys are texts; a type that throws writes null.
        do { try value.encode(to: encoder) } catch { output.null() }
        encoder.close()
    }
}

/// The bytes being written.
final class JSONBytes {
    var bytes: [UInt8] = []

    func null() { bytes.append(contentsOf: "null".utf8) }

    func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { buffer in
            var start = 0
            for index in buffer.indices {
                let byte = buffer[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
                bytes.append(contentsOf: buffer[start..<index])
                escape(byte)
                start = index + 1
            }
            bytes.append(contentsOf: buffer[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(contentsOf: [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x57 + $0 })
        }
    }

    func number(_ number: Double) {
        guard number.isFinite else { return null() }
        if let whole = Int(exactly: number), whole.magnitude < 1 << 53 {
            bytes.append(contentsOf: whole.description.utf8)
        } else {
            bytes.append(contentsOf: number.description.utf8)
        }
    }

    /// The name of a field as files write it.
    func key(_ key: any CodingKey, asIs: Bool) {
        let name = key.stringValue
        guard !asIs else { return string(name) }
        bytes.append(UInt8(ascii: "\""))
        FieldName.appendSnake(name, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}

/// Writes one value; what it opened is closed by whoever made it.
final class JSONTextEncoder: Encoder {
    let output: JSONBytes
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    private var closing: [UInt8] = []
    private var isFirst = true
    private var isEmpty = true
    private var entries: [(key: String, start: Int)] = []
    private var pending: JSONTextEncoder?

    init(output: JSONBytes) { self.output = output }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        open("{", "}")
        return KeyedEncodingContainer(KeyedText<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        open("[", "]")
        return ListText(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { ScalarText(encoder: self) }

    private func open(_ opening: Character, _ end: Character) {
        // A type may ask for its container twice; it is the same one.
        guard closing.isEmpty else { return }
        isEmpty = false
        output.bytes.append(contentsOf: String(opening).utf8)
        closing = Array(String(end).utf8)
    }

    func separate() {
        closePending()
        if isFirst { isFirst = false } else { output.bytes.append(UInt8(ascii: ",")) }
    }

    /// A member of a dictionary begins here. Dictionaries have no order; the written text has one, so that it never changes by chance.
    func begin(_ key: String) {
        closePending()
        entries.append((key, output.bytes.count))
    }

    /// An encoder for a container opened by hand; it is closed when the next thing is written.
    func nested() -> JSONTextEncoder {
        let encoder = JSONTextEncoder(output: output)
        pending = encoder
        return encoder
    }

    private func closePending() {
        pending?.close()
        pending = nil
    }

    private func sortEntries() {
        guard let first = entries.first else { return }
        let ends = entries.dropFirst().map(\.start) + [output.bytes.count]
        let parts = zip(entries, ends).map { entry, end in (entry.key, Array(output.bytes[entry.start..<end])) }
        output.bytes.removeSubrange(first.start...)
        output.bytes += parts.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: [UInt8(ascii: ",")])
    }

    func wrote() { isEmpty = false }

    func close() {
        closePending()
        sortEntries()
        if isEmpty { output.null() }
        output.bytes.append(contentsOf: closing)
    }
}
