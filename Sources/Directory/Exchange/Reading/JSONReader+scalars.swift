import Core

extension JSONReader {
    mutating func number() throws(Refusal) -> String {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        let leading = position
        guard digits() > 0, bytes[leading] != UInt8(ascii: "0") || position == leading + 1 else {
            position = start
            throw unexpected("a value")
        }
        if peek == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw unexpected("a digit") }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { throw unexpected("a digit") }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek, byte >= 0x30, byte <= 0x39 { position += 1 }
        return position - start
    }

    mutating func string() throws(Refusal) -> String {
        position += 1
        let start = position
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        guard peek != UInt8(ascii: "\"") else {
            let text = try text(bytes[start..<position])
            position += 1
            return text
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(Refusal) -> String {
        var content = Array(bytes[start..<position])
        while true {
            guard let byte = peek else { throw refusal("the file ends inside a text: it is incomplete") }
            switch byte {
            case UInt8(ascii: "\""):
                let text = try text(content[...])
                position += 1
                return text
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &content)
            case 0: throw refusal("a NUL byte stands inside a text: the file is damaged")
            case ..<0x20:
                throw refusal("a line break or control character stands inside a text: write it as \\n or \\u00XX, or close the quotes")
            default:
                content.append(byte)
                position += 1
            }
        }
    }

    private mutating func escape(into content: inout [UInt8]) throws(Refusal) {
        guard let byte = peek else { throw refusal("the file ends inside a text: it is incomplete") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: Array(String(Character(try scalar())).utf8))
        default: throw refusal("“\\” is followed by something JSON has no meaning for: write “\\\\” for a backslash")
        }
    }

    private mutating func scalar() throws(Refusal) -> UnicodeScalar {
        let unit = try hexadecimal()
        guard unit != 0 else { throw refusal("a NUL character (\\u0000) stands inside a text: remove it") }
        if let scalar = UnicodeScalar(unit) { return scalar }
        guard unit < 0xDC00, bytes[position...].starts(with: [0x5C, 0x75]) else {
            throw refusal("half of a surrogate pair stands alone in a text")
        }
        position += 2
        let low = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(low), let scalar = UnicodeScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) else {
            throw refusal("half of a surrogate pair stands alone in a text")
        }
        return scalar
    }

    private mutating func hexadecimal() throws(Refusal) -> UInt32 {
        guard position + 4 <= bytes.count else { throw refusal("the file ends inside a text: it is incomplete") }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                throw refusal("\\u is not followed by four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }

    private func text(_ content: ArraySlice<UInt8>) throws(Refusal) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw refusal("a text holds bytes that are not UTF-8: save the file as UTF-8")
        }
        return text
    }
}
