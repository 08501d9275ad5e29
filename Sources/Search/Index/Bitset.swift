/// A set of documents, one bit each.
struct Bitset: Sendable {
    var words: [UInt64]

    /// The empty set among so many documents.
    init(size: Int) { words = [UInt64](repeating: 0, count: (size + 63) / 64) }

    /// All of so many documents.
    init(all size: Int) {
        words = [UInt64](repeating: ~0, count: (size + 63) / 64)
        if size % 64 != 0 { words[words.count - 1] = (1 << UInt64(size % 64)) - 1 }
    }

    func contains(_ document: Int) -> Bool { words[document >> 6] >> UInt64(document & 63) & 1 == 1 }
    mutating func insert(_ document: Int) { words[document >> 6] |= 1 << UInt64(document & 63) }
    mutating func remove(_ document: Int) { words[document >> 6] &= ~(1 << UInt64(document & 63)) }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    mutating func formIntersection(_ other: Bitset) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    mutating func formUnion(_ other: Bitset) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    mutating func subtract(_ other: Bitset) {
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    /// Adds a run of neighbouring documents.
    mutating func insert(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let first = range.lowerBound >> 6
        let last = (range.upperBound - 1) >> 6
        let head = ~UInt64(0) << UInt64(range.lowerBound & 63)
        let tail = ~UInt64(0) >> UInt64(63 - (range.upperBound - 1) & 63)
        if first == last {
            words[first] |= head & tail
            return
        }
        words[first] |= head
        for index in first + 1..<last { words[index] = ~0 }
        words[last] |= tail
    }

    /// Visits the members in order.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        for index in words.indices {
            var word = words[index]
            while word != 0 {
                body(index << 6 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
    }
}
