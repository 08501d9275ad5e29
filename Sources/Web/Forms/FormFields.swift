import Core

/// What somebody sent in a form: bounded, decoded, without control characters; nothing is lost of what was typed.
package struct FormFields: Hashable, Sendable {
    private var values: [String: [String]] = [:]

    static let mostFields = 200

    package init() {}

    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// - Throws: a `Refusal` for bytes that are not this format, or more than 200 fields.
    package init(_ body: some StringProtocol) throws(Refusal) {
        let pairs = body.split(separator: "&", maxSplits: Self.mostFields)
        guard pairs.count <= Self.mostFields else { throw Refusal("A form has at most \(Self.mostFields) fields.") }
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count == 2 ? parts[1] : "") else {
                throw Refusal("The form is not valid UTF-8 in application/x-www-form-urlencoded.")
            }
            values[name, default: []].append(Self.cleaned(value))
        }
    }

    /// The first value of a field, without white space at both ends; empty when it was not sent.
    ///
    /// Setting one fills a form from a record, as if it had been typed.
    package subscript(name: String) -> String {
        get { values[name]?.first?.trimmed ?? "" }
        set { values[name] = newValue.isEmpty ? nil : [newValue] }
    }

    /// Every value of a field, as checkboxes send them.
    package func all(_ name: String) -> [String] { values[name] ?? [] }

    private static func decoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// Line ends as one character; no other control character has a meaning in what people type.
    static func cleaned(_ value: String) -> String {
        var text = ""
        for scalar in value.replacing("\r\n", with: "\n").unicodeScalars
        where scalar.value >= 0x20 && scalar.value != 0x7f || scalar == "\n" || scalar == "\t" {
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
