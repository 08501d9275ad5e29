import Core

/// The first 24 bytes of a folded name: what orders results by name, short enough to travel in a cursor.
struct NameKey: Hashable, Comparable, Sendable {
    let a: UInt64
    let b: UInt64
    let c: UInt64

    static let byteCount = 24

    init(_ name: String) {
        var parts: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var index = 0
        for byte in Folding.utf8(of: name, atMost: Self.byteCount).prefix(Self.byteCount) {
            let bits = UInt64(byte) << UInt64(56 - 8 * (index % 8))
            switch index / 8 {
            case 0: parts.0 |= bits
            case 1: parts.1 |= bits
            default: parts.2 |= bits
            }
            index += 1
        }
        (a, b, c) = parts
    }

    init(a: UInt64, b: UInt64, c: UInt64) {
        self.a = a
        self.b = b
        self.c = c
    }

    static func < (one: NameKey, other: NameKey) -> Bool { (one.a, one.b, one.c) < (other.a, other.b, other.c) }
}
