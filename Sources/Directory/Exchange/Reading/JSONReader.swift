import Core

/// Reads JSON (RFC 8259) with line numbers, in one pass, to a bounded depth.
package struct JSONReader {
    let file: String
    let bytes: [UInt8]
    var position = 0
    var line = 1
    private var depth = 0

    /// Objects and lists inside each other; directories need six.
    static let maximumDepth = 64

    /// `file` is the name the sentences give.
    package init(_ bytes: [UInt8], file: String) throws(Refusal) {
        try InputLimit.check(bytes.count, file: file)
        self.file = file
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The whole file as one value.
    package mutating func document() throws(Refusal) -> SourceValue {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw refusal("nothing may follow the end of the document") }
        return value
    }

    /// Gives every record in turn, without holding them all: the elements of the outermost list, of the list named
    /// `key` in the outermost object, or the outermost objects themselves (one alone, or one a line).
    package mutating func records(under key: String, _ body: (SourceValue) throws -> Void) throws {
        skipSpace()
        guard position < bytes.count else { throw refusal("the file is empty") }
        if peek == UInt8(ascii: "[") {
            try elements(body)
        } else {
            try page(key, body)
        }
        skipSpace()
        while position < bytes.count {
            try body(value())
            skipSpace()
        }
    }

    private mutating func elements(_ body: (SourceValue) throws -> Void) throws {
        try enter(UInt8(ascii: "["))
        if try leave(UInt8(ascii: "]"), first: true) { return }
        repeat { try body(value()) } while try !leave(UInt8(ascii: "]"), first: false)
    }

    private mutating func page(_ key: String, _ body: (SourceValue) throws -> Void) throws {
        let start = line
        var rest: [SourceValue.Member] = []
        var found = false
        try enter(UInt8(ascii: "{"))
        if try !leave(UInt8(ascii: "}"), first: true) {
            repeat {
                let name = try memberName()
                if name == key, peek == UInt8(ascii: "[") {
                    found = true
                    try elements(body)
                } else {
                    rest.append(.init(key: name, value: try value()))
                }
            } while try !leave(UInt8(ascii: "}"), first: false)
        }
        if !found { try body(SourceValue(line: start, content: .object(rest))) }
    }

    mutating func value() throws(Refusal) -> SourceValue {
        skipSpace()
        let start = line
        switch peek {
        case UInt8(ascii: "{"): return SourceValue(line: start, content: .object(try object()))
        case UInt8(ascii: "["): return SourceValue(line: start, content: .list(try list()))
        case UInt8(ascii: "\""): return SourceValue(line: start, content: .text(try string()))
        case UInt8(ascii: "t"): return SourceValue(line: start, content: try word("true", .flag(true)))
        case UInt8(ascii: "f"): return SourceValue(line: start, content: try word("false", .flag(false)))
        case UInt8(ascii: "n"): return SourceValue(line: start, content: try word("null", .null))
        case nil: throw refusal("the file ends where a value should stand: it is incomplete")
        default: return SourceValue(line: start, content: .number(try number()))
        }
    }

    private mutating func list() throws(Refusal) -> [SourceValue] {
        try enter(UInt8(ascii: "["))
        var values: [SourceValue] = []
        if try leave(UInt8(ascii: "]"), first: true) { return values }
        repeat { values.append(try value()) } while try !leave(UInt8(ascii: "]"), first: false)
        return values
    }

    private mutating func object() throws(Refusal) -> [SourceValue.Member] {
        try enter(UInt8(ascii: "{"))
        var members: [SourceValue.Member] = []
        if try leave(UInt8(ascii: "}"), first: true) { return members }
        var seen: Set<String> = []
        repeat {
            let name = try memberName()
            guard seen.insert(name).inserted else {
                throw refusal("the field “\(name)” is given twice in one object: keep one", field: name)
            }
            members.append(.init(key: name, value: try value()))
        } while try !leave(UInt8(ascii: "}"), first: false)
        return members
    }

    private mutating func memberName() throws(Refusal) -> String {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { throw unexpected("the name of a field, in double quotes") }
        let name = try string()
        skipSpace()
        guard peek == UInt8(ascii: ":") else { throw unexpected("a colon after “\(name)”") }
        position += 1
        skipSpace()
        return name
    }

    private mutating func enter(_ opening: UInt8) throws(Refusal) {
        guard peek == opening else { throw unexpected("“\(Character(UnicodeScalar(opening)))”") }
        position += 1
        depth += 1
        guard depth <= Self.maximumDepth else { throw refusal("more than \(Self.maximumDepth) objects or lists inside each other") }
    }

    /// Steps over the closing bracket, or over the comma before the next element.
    private mutating func leave(_ closing: UInt8, first: Bool) throws(Refusal) -> Bool {
        skipSpace()
        if peek == closing {
            position += 1
            depth -= 1
            return true
        }
        if first { return false }
        guard peek == UInt8(ascii: ",") else { throw unexpected("a comma or “\(Character(UnicodeScalar(closing)))”") }
        position += 1
        skipSpace()
        return false
    }

    private mutating func word(_ word: String, _ content: SourceValue.Content) throws(Refusal) -> SourceValue.Content {
        guard bytes[position...].starts(with: word.utf8) else { throw unexpected("a value") }
        position += word.utf8.count
        return content
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x0A: line += 1
            case 0x20, 0x09, 0x0D: break
            default: return
            }
            position += 1
        }
    }

    func refusal(_ reason: String, field: String? = nil) -> Refusal {
        Refusal(reason, at: .init(file: file, line: line, field: field))
    }

    func unexpected(_ wanted: String) -> Refusal {
        guard let found = peek else { return refusal("the file ends where \(wanted) should stand: it is incomplete") }
        if found == 0 { return refusal("a NUL byte stands where \(wanted) should: the file is damaged") }
        let shown = found > 0x20 && found < 0x7F ? "“\(Character(UnicodeScalar(found)))”" : "byte \(found)"
        return refusal("\(shown) stands where \(wanted) should")
    }
}
