/// The members of a JSON object, each with its text as it is written: comparing records needs no more, and numbers and escapes stay
/// as they are.
struct JSONMembers {
    typealias Text = ArraySlice<UInt8>

    private(set) var all: [(key: Text, value: Text)] = []
    private var index: [Text: Int] = [:]

    init(_ text: Text) throws {
        var scanner = JSONScanner(text)
        try scanner.expect(.objectStart)
        while !scanner.skip(.objectEnd) {
            let key = try scanner.value()
            try scanner.expect(.colon)
            let value = try scanner.value()
            index[key.dropFirst().dropLast()] = all.count
            all.append((key.dropFirst().dropLast(), value))
            if !scanner.skip(.comma), scanner.next != .objectEnd { throw JSONScanner.broken }
        }
    }

    func value(of key: some Collection<UInt8>) -> Text? { index[Text(key)].map { all[$0].value } }

    /// The keys of both, each once, in the order of their code points.
    func keys(and other: JSONMembers) -> [Text] {
        let both = all.map(\.key) + other.all.map(\.key).filter { index[$0] == nil }
        return both.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The elements of a JSON array.
    static func elements(of text: Text) throws -> [Text] {
        var scanner = JSONScanner(text)
        var elements: [Text] = []
        try scanner.expect(.arrayStart)
        while !scanner.skip(.arrayEnd) {
            elements.append(try scanner.value())
            if !scanner.skip(.comma), scanner.next != .arrayEnd { throw JSONScanner.broken }
        }
        return elements
    }

    /// A key as a step of a JSON pointer.
    static func pointer(_ key: Text) -> [UInt8] {
        key.flatMap { byte -> [UInt8] in
            switch byte {
            case .tilde: [.tilde, .zero]
            case .slash: [.tilde, .one]
            default: [byte]
            }
        }
    }

    /// The keys a JSON pointer steps through.
    static func keys(of pointer: String) -> ArraySlice<[UInt8]> {
        pointer.utf8.split(separator: .slash, omittingEmptySubsequences: false).dropFirst().map { step in
            let text = String(decoding: step, as: UTF8.self)
            return Array(text.replacing("~1", with: "/").replacing("~0", with: "~").utf8)
        }[...]
    }
}

/// Walks over JSON text that an encoder of this program wrote.
private struct JSONScanner {
    private let text: ArraySlice<UInt8>
    private var at: Int

    static var broken: DatabaseError { .misuse("a record or a journal entry does not hold the JSON it should") }

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        at = text.startIndex
    }

    var next: UInt8? { at < text.endIndex ? text[at] : nil }

    mutating func skip(_ byte: UInt8) -> Bool {
        while let next, next <= .space { at += 1 }
        guard next == byte else { return false }
        at += 1
        while let next, next <= .space { at += 1 }
        return true
    }

    mutating func expect(_ byte: UInt8) throws {
        guard skip(byte) else { throw Self.broken }
    }

    /// One value, whole.
    mutating func value() throws -> ArraySlice<UInt8> {
        let start = at
        var depth = 0
        while let byte = next {
            switch byte {
            case .quote: try string()
            case .objectStart, .arrayStart:
                depth += 1
                at += 1
            case _ where depth == 0 && byte.endsValue:
                guard at > start else { throw Self.broken }
                return text[start..<at]
            case .objectEnd, .arrayEnd:
                depth -= 1
                at += 1
            default: at += 1
            }
            if depth == 0, byte == .quote || byte == .objectEnd || byte == .arrayEnd { return text[start..<at] }
        }
        guard depth == 0, at > start else { throw Self.broken }
        return text[start..<at]
    }

    private mutating func string() throws {
        at += 1
        while let byte = next, byte != .quote { at += byte == .backslash ? 2 : 1 }
        guard next == .quote else { throw Self.broken }
        at += 1
    }
}

extension UInt8 {
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let colon = UInt8(ascii: ":")
    static let comma = UInt8(ascii: ",")
    static let slash = UInt8(ascii: "/")
    static let tilde = UInt8(ascii: "~")
    static let zero = UInt8(ascii: "0")
    static let one = UInt8(ascii: "1")
    static let objectStart = UInt8(ascii: "{")
    static let objectEnd = UInt8(ascii: "}")
    static let arrayStart = UInt8(ascii: "[")
    static let arrayEnd = UInt8(ascii: "]")

    /// What may stand behind a value.
    fileprivate var endsValue: Bool { [.objectEnd, .arrayEnd, .comma, .colon].contains(self) || self <= .space }
}
