import Core

/// JSON written straight into one array of bytes: no text is made on the way.
struct AnswerBytes {
    var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(16_384) }

    mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// ISO 8601 in UTC, as `Instant.description` says it.
    mutating func append(_ instant: Instant) {
        let days = instant.seconds.quotientAndRemainder(dividingBy: 86_400)
        guard instant.seconds >= 0, let date = Int32(exactly: days.quotient).map({ Day(daysSinceEpoch: $0).civil }), date.year < 10_000
        else {
            bytes.append(contentsOf: instant.description.utf8)
            return
        }
        let clock = Int(days.remainder)
        append(twoDigits: date.year / 100)
        for (number, mark) in [(date.year % 100, "-"), (date.month, "-"), (date.day, "T"), (clock / 3_600, ":"), (clock / 60 % 60, ":")]
            as [(Int, Unicode.Scalar)]
        {
            append(twoDigits: number)
            bytes.append(UInt8(ascii: mark))
        }
        append(twoDigits: clock % 60)
        bytes.append(UInt8(ascii: "Z"))
    }

    private mutating func append(twoDigits number: Int) {
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// A text in quotation marks, with what JSON escapes escaped.
    mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        // Almost every text is free of what JSON escapes.
        if bytes[start...].contains(where: Self.isEscaped) {
            bytes.removeSubrange(start...)
            for byte in text.utf8 { append(escaped: byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0..<0x20: bytes += Array(("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
        default: bytes.append(byte)
        }
    }
}
