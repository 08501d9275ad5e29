/// Where a hit stands among all results, whatever segment it is in.
struct SortKey: Hashable, Comparable, Sendable {
    /// Class of relevance, then tier, then distance in centimetres.
    let relevance: UInt8
    let tier: UInt8
    let centimetres: UInt32
    let name: NameKey
    let identifier: UInt128

    static func < (a: SortKey, b: SortKey) -> Bool {
        (a.relevance, a.tier, a.centimetres, a.name, a.identifier) < (b.relevance, b.tier, b.centimetres, b.name, b.identifier)
    }
}

/// The same inside one segment, in one integer: class 2 bits, tier 3, centimetres 32, rank by name and identifier 27.
struct PackedKey: Comparable, Sendable {
    let bits: UInt64

    /// Documents of one segment, at most.
    static let capacity = 1 << 27

    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    @inline(__always)
    init(relevance: UInt8, tier: UInt8, centimetres: UInt32, rank: UInt32) {
        bits = UInt64(relevance) << 62 | UInt64(tier) << 59 | UInt64(centimetres) << 27 | UInt64(rank)
    }

    var relevance: UInt8 { UInt8(bits >> 62) }
    var tier: UInt8 { UInt8(bits >> 59 & 7) }
    var centimetres: UInt32 { UInt32(truncatingIfNeeded: bits >> 27) }
    var rank: Int { Int(bits & (1 << 27 - 1)) }

    @inline(__always)
    static func < (a: PackedKey, b: PackedKey) -> Bool { a.bits < b.bits }
}
