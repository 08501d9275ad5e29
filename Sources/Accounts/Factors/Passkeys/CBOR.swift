/// The part of CBOR (RFC 8949) that authenticators write: CTAP2 allows definite lengths, four levels and no tags.
indirect enum CBOR: Hashable, Sendable {
    case integer(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([CBOR: CBOR])
    case simple(UInt8)

    enum Failure: Error {
        case cutShort, tooDeep, tooMany, repeatedKey, notText, notAllowed
    }

    subscript(key: Int64) -> CBOR? { self[.integer(key)] }
    subscript(key: String) -> CBOR? { self[.text(key)] }

    private subscript(key: CBOR) -> CBOR? {
        if case .map(let entries) = self { entries[key] } else { nil }
    }

    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

    /// One item that takes up all the bytes.
    static func whole(_ bytes: [UInt8]) throws(Failure) -> CBOR {
        var reader = CBORReader(bytes[...])
        let item = try reader.item()
        guard reader.rest.isEmpty else { throw .notAllowed }
        return item
    }
}

/// Reads items one after the other from what nobody has checked yet.
struct CBORReader {
    private(set) var rest: ArraySlice<UInt8>
    private static let deepest = 4
    private static let mostItems: UInt64 = 64

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func item(depth: Int = 0) throws(CBOR.Failure) -> CBOR {
        guard depth <= Self.deepest else { throw .tooDeep }
        guard let head = rest.popFirst() else { throw .cutShort }
        let kind = head >> 5
        if kind == 7 {
            guard (20...22).contains(head & 31) else { throw .notAllowed }
            return .simple(head & 31)
        }
        let number = try argument(head & 31)
        switch kind {
        case 0, 1:
            guard let magnitude = Int64(exactly: number) else { throw .notAllowed }
            return .integer(kind == 0 ? magnitude : -1 - magnitude)
        case 2: return .bytes(try take(number))
        case 3:
            guard let text = String(validating: try take(number), as: UTF8.self) else { throw .notText }
            return .text(text)
        case 4: return .array(try items(number, depth))
        case 5: return .map(try entries(number, depth))
        default: throw .notAllowed
        }
    }

    private mutating func argument(_ short: UInt8) throws(CBOR.Failure) -> UInt64 {
        guard short >= 24 else { return UInt64(short) }
        guard short <= 27 else { throw .notAllowed }
        return try take(UInt64(1) << (short - 24)).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func take(_ count: UInt64) throws(CBOR.Failure) -> [UInt8] {
        guard count <= UInt64(rest.count) else { throw .cutShort }
        let taken = rest.prefix(Int(count))
        rest = rest.dropFirst(Int(count))
        return Array(taken)
    }

    private mutating func items(_ count: UInt64, _ depth: Int) throws(CBOR.Failure) -> [CBOR] {
        guard count <= Self.mostItems else { throw .tooMany }
        var items: [CBOR] = []
        for _ in 0..<count { items.append(try item(depth: depth + 1)) }
        return items
    }

    private mutating func entries(_ count: UInt64, _ depth: Int) throws(CBOR.Failure) -> [CBOR: CBOR] {
        guard count <= Self.mostItems else { throw .tooMany }
        var entries: [CBOR: CBOR] = [:]
        for _ in 0..<count {
            let key = try item(depth: depth + 1)
            guard entries.updateValue(try item(depth: depth + 1), forKey: key) == nil else { throw .repeatedKey }
        }
        return entries
    }
}
