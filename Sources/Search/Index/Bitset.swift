/// A set of documents, one bit each.
///
/// Sets that meet have the same size; every loop runs over the shorter one's words, so the unchecked reads stay inside both.
struct Bitset: Sendable {
    private(set) var words: [UInt64]

    /// The empty set among so many documents.
    init(size: Int) { words = [UInt64](repeating: 0, count: (size + 63) / 64) }

    /// All of so many documents.
    init(all size: Int) {
        words = [UInt64](repeating: ~0, count: (size + 63) / 64)
        if size % 64 != 0 { words[words.count - 1] = (1 << UInt64(size % 64)) - 1 }
    }

    @inline(__always)
    func contains(_ document: Int) -> Bool { words[document >> 6] >> UInt64(document & 63) & 1 == 1 }
    @inline(__always)
    mutating func insert(_ document: Int) { words[document >> 6] |= 1 << UInt64(document & 63) }
    mutating func remove(_ document: Int) { words[document >> 6] &= ~(1 << UInt64(document & 63)) }

    mutating func removeAll() {
        for index in words.indices { words[index] = 0 }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
    var count: Int { count(in: self) }

    mutating func formIntersection(_ other: Bitset) { combine(other) { $0 & $1 } }
    mutating func formUnion(_ other: Bitset) { combine(other) { $0 | $1 } }

    @inline(__always)
    private mutating func combine(_ other: Bitset, _ operation: (UInt64, UInt64) -> UInt64) {
        words.withUnsafeMutableBufferPointer { own in
            other.words.withUnsafeBufferPointer { other in
                for index in 0..<min(own.count, other.count) { own[index] = operation(own[index], other[index]) }
            }
        }
    }

    /// Adds many documents of the set's size.
    mutating func insert(_ documents: some Sequence<UInt32>) {
        words.withUnsafeMutableBufferPointer { words in
            for document in documents {
                let index = Int(document >> 6)
                if index < words.count { words[index] |= 1 << UInt64(document & 63) }
            }
        }
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

    /// Adds those of a run that pass.
    @inline(__always)
    mutating func insert(_ run: Range<Int>, where passes: (Int) -> Bool) {
        words.withUnsafeMutableBufferPointer { words in
            // The run's last document is below the set's size.
            for document in run where document >> 6 < words.count && passes(document) { words[document >> 6] |= 1 << UInt64(document & 63) }
        }
    }

    /// Visits the members in order.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        words.withUnsafeBufferPointer { words in
            for index in 0..<words.count {
                var word = words[index]
                while word != 0 {
                    body(index << 6 + word.trailingZeroBitCount)
                    word &= word &- 1
                }
            }
        }
    }

    /// Visits the members of a run in order.
    @inline(__always)
    func forEach(in run: Range<Int>, _ body: (Int) -> Void) {
        guard !run.isEmpty else { return }
        let last = (run.upperBound - 1) >> 6
        for index in run.lowerBound >> 6...last {
            var word = words[index]
            if index == run.lowerBound >> 6 { word &= ~0 << UInt64(run.lowerBound & 63) }
            if index == last { word &= ~0 >> UInt64(63 - (run.upperBound - 1) & 63) }
            while word != 0 {
                body(index << 6 + word.trailingZeroBitCount)
                word &= word &- 1
            }
        }
    }

    /// Keeps the members that pass.
    @inline(__always)
    mutating func keep(where passes: (Int) -> Bool) {
        words.withUnsafeMutableBufferPointer { words in
            for index in 0..<words.count where words[index] != 0 {
                var rest = words[index]
                var kept: UInt64 = 0
                while rest != 0 {
                    let bit = rest & (0 &- rest)
                    if passes(index << 6 + rest.trailingZeroBitCount) { kept |= bit }
                    rest ^= bit
                }
                words[index] = kept
            }
        }
    }

    /// How many documents are in both.
    func count(in other: Bitset) -> Int {
        words.withUnsafeBufferPointer { own in
            other.words.withUnsafeBufferPointer { other in BitCount.ofCommon(own, other) }
        }
    }
}
