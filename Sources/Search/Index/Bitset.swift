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

    /// Adds those of another set's run that pass.
    @inline(__always)
    mutating func insert(_ other: Bitset, in run: Range<Int>, where passes: (Int) -> Bool) {
        words.withUnsafeMutableBufferPointer { words in
            other.forEachWord(in: run) { index, word in
                // Both sets have the same size.
                words[index] |= Self.kept(of: word, index, where: passes)
            }
        }
    }

    /// The bits of a word whose documents pass; made without a branch, which would be guessed wrong half the time.
    @inline(__always)
    private static func kept(of word: UInt64, _ index: Int, where passes: (Int) -> Bool) -> UInt64 {
        var rest = word
        var kept: UInt64 = 0
        while rest != 0 {
            let bit = rest & (0 &- rest)
            kept |= passes(index << 6 + rest.trailingZeroBitCount) ? bit : 0
            rest ^= bit
        }
        return kept
    }

    /// Whether no member is in a run.
    func isEmpty(in run: Range<Int>) -> Bool {
        var all: UInt64 = 0
        forEachWord(in: run) { _, word in all |= word }
        return all == 0
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
        forEachWord(in: run) { index, word in
            var word = word
            while word != 0 {
                body(index << 6 + word.trailingZeroBitCount)
                word &= word &- 1
            }
        }
    }

    /// Visits the words of a run, without the bits outside it.
    @inline(__always)
    private func forEachWord(in run: Range<Int>, _ body: (Int, UInt64) -> Void) {
        guard !run.isEmpty else { return }
        let first = run.lowerBound >> 6
        let last = (run.upperBound - 1) >> 6
        let head = ~UInt64(0) << UInt64(run.lowerBound & 63)
        let tail = ~UInt64(0) >> UInt64(63 - (run.upperBound - 1) & 63)
        for index in first...last {
            body(index, words[index] & (index == first ? head : ~0) & (index == last ? tail : ~0))
        }
    }

    /// Keeps the members that pass.
    @inline(__always)
    mutating func keep(where passes: (Int) -> Bool) {
        words.withUnsafeMutableBufferPointer { words in
            for index in 0..<words.count { words[index] = Self.kept(of: words[index], index, where: passes) }
        }
    }

    /// How many documents are in both.
    func count(in other: Bitset) -> Int {
        words.withUnsafeBufferPointer { own in
            other.words.withUnsafeBufferPointer { other in BitCount.ofCommon(own, other) }
        }
    }
}
