/// The facet values of each document, one bit a value: sixteen documents are added up at once in carry-save adders, so counting
/// costs about as much as reading one stretch of memory a document.
///
/// Values are numbered in order of appearance; the first 1,024 have a bit, which all frequent ones are among.
struct FacetMasks: Sendable {
    /// Of one document among 256 values.
    private typealias Mask = SIMD4<UInt64>
    private static let width = 256
    private static let mostColumns = 4

    /// Four words a document, 256 values a column; after the last document, one without values.
    private let columns: [[UInt64]]
    /// Values below this number have a bit.
    let limit: Int

    init(offsets: [UInt32], numbers: [UInt32], valueCount: Int) {
        let count = offsets.count - 1
        limit = min(valueCount, Self.mostColumns * Self.width)
        var columns = Array(repeating: [UInt64](repeating: 0, count: (count + 1) * 4), count: (limit + Self.width - 1) / Self.width)
        for document in 0..<count {
            for number in numbers[Int(offsets[document])..<Int(offsets[document + 1])] where number < limit {
                let bit = Int(number) % Self.width
                columns[Int(number) / Self.width][document * 4 + bit / 64] |= 1 << UInt64(bit % 64)
            }
        }
        self.columns = columns
    }

    func values(_ document: Int) -> [UInt32] {
        var values: [UInt32] = []
        for (number, column) in columns.enumerated() {
            for word in 0..<4 { Self.visit(column[document * 4 + word]) { values.append(UInt32(number * Self.width + word * 64 + $0)) } }
        }
        return values
    }

    /// How many of some documents have each value; values without a bit are left at zero.
    func counts(of documents: Bitset, valueCount: Int) -> [Int32] {
        var counts = [Int32](repeating: 0, count: max(valueCount, columns.count * Self.width))
        counts.withUnsafeMutableBufferPointer { counts in
            for (number, column) in columns.enumerated() {
                column.withUnsafeBytes { column in
                    var tally = Tally(column, UnsafeMutableBufferPointer(rebasing: counts[number * Self.width..<(number + 1) * Self.width]))
                    documents.forEach { tally.add($0) }
                    tally.finish()
                }
            }
        }
        counts.removeLast(counts.count - valueCount)
        return counts
    }

    /// How many words of bitsets are counted in the time one document takes. Measured.
    static let cost = 16

    var byteCount: Int { columns.reduce(0) { $0 + $1.count * 8 } }

    @inline(__always)
    private static func visit(_ word: UInt64, _ body: (Int) -> Void) {
        var word = word
        while word != 0 {
            body(word.trailingZeroBitCount)
            word &= word &- 1
        }
    }

    /// Adds up the masks of one column.
    ///
    /// Unchecked reads and writes: documents are below the column's count of masks; a mask has 256 bits, which `counts` has places for.
    private struct Tally {
        private let column: UnsafeRawBufferPointer
        private let counts: UnsafeMutableBufferPointer<Int32>
        /// Documents that wait for their block to be full.
        private var waiting = SIMD16<UInt32>.zero
        private var waitingCount = 0
        private var ones = Mask.zero
        private var twos = Mask.zero
        private var fours = Mask.zero
        private var eights = Mask.zero
        /// Bits of the number of sixteens, up to 255 blocks.
        private var planes = InlineArray<8, Mask>(repeating: .zero)
        private var blocks = 0

        init(_ column: UnsafeRawBufferPointer, _ counts: UnsafeMutableBufferPointer<Int32>) {
            self.column = column
            self.counts = counts
        }

        @inline(__always)
        mutating func add(_ document: Int) {
            waiting[waitingCount] = UInt32(truncatingIfNeeded: document)
            waitingCount &+= 1
            if waitingCount == 16 { addBlock() }
        }

        /// Fills the last block with the document without values.
        mutating func finish() {
            while waitingCount != 0 { add(column.count / 32 - 1) }
            count(ones, as: 1)
            count(twos, as: 2)
            count(fours, as: 4)
            count(eights, as: 8)
            emptyPlanes()
        }

        /// No branch here depends on the masks, so the next block is fetched while this one is added.
        private mutating func addBlock() {
            let eightsA = addEight(0)
            let eightsB = addEight(8)
            var carry = BitCount.add(&eights, eightsA, eightsB)
            for index in 0..<8 {
                let both = planes[index] & carry
                planes[index] ^= carry
                carry = both
            }
            waitingCount = 0
            blocks += 1
            if blocks == 255 { emptyPlanes() }
        }

        private mutating func emptyPlanes() {
            for index in 0..<8 {
                count(planes[index], as: 16 << Int32(index))
                planes[index] = .zero
            }
            blocks = 0
        }

        @inline(__always)
        private mutating func addEight(_ start: Int) -> Mask {
            let foursA = addFour(start)
            let foursB = addFour(start + 4)
            return BitCount.add(&fours, foursA, foursB)
        }

        @inline(__always)
        private mutating func addFour(_ start: Int) -> Mask {
            let twosA = BitCount.add(&ones, mask(start), mask(start + 1))
            let twosB = BitCount.add(&ones, mask(start + 2), mask(start + 3))
            return BitCount.add(&twos, twosA, twosB)
        }

        @inline(__always)
        private func mask(_ index: Int) -> Mask { column.loadUnaligned(fromByteOffset: Int(waiting[index]) &* 32, as: Mask.self) }

        @inline(__always)
        private func count(_ mask: Mask, as weight: Int32) {
            for word in 0..<4 { FacetMasks.visit(mask[word]) { counts[word &* 64 &+ $0] &+= weight } }
        }
    }
}
