import Core

/// An identifier in 16 bytes: a UUID as it is, another text by its hash and its spelling.
package struct Identifier: Hashable, Sendable {
    let value: UInt128
    /// Only where the text is not a UUID in lower case.
    let spelling: String?

    init(_ text: String) {
        if let value = Self.uuid(text) {
            self.value = value
            spelling = nil
        } else {
            value = Self.uuid(nameBasedUUID("identifier", text)) ?? 0
            spelling = text
        }
    }

    init(value: UInt128, spelling: String?) {
        self.value = value
        self.spelling = spelling
    }

    /// The text it was made from.
    package var text: String {
        if let spelling { return spelling }
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var digit = 0
            for index in 0..<36 {
                if index == 8 || index == 13 || index == 18 || index == 23 {
                    buffer[index] = UInt8(ascii: "-")
                } else {
                    let nibble = UInt8(truncatingIfNeeded: value >> UInt128(124 - 4 * digit)) & 15
                    buffer[index] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
                    digit += 1
                }
            }
            return 36
        }
    }

    private static func uuid(_ text: String) -> UInt128? {
        guard text.utf8.count == 36 else { return nil }
        var value: UInt128 = 0
        for (index, byte) in text.utf8.enumerated() {
            switch (index, byte) {
            case (8, UInt8(ascii: "-")), (13, UInt8(ascii: "-")), (18, UInt8(ascii: "-")), (23, UInt8(ascii: "-")): continue
            case (8, _), (13, _), (18, _), (23, _): return nil
            case (_, UInt8(ascii: "0")...UInt8(ascii: "9")): value = value << 4 | UInt128(byte - UInt8(ascii: "0"))
            case (_, UInt8(ascii: "a")...UInt8(ascii: "f")): value = value << 4 | UInt128(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return value
    }
}
