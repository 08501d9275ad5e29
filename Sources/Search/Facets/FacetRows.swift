/// The facet values of each document, in rows of equal length: counting reads one stretch of memory a document and never guesses its end.
///
/// Rows are as long as all but one in a hundred documents need; what does not fit, and numbers too great for 16 bits, is kept apart.
struct FacetRows: Sendable {
    private let cells: [UInt16]
    private let width: Int
    /// Values below this number are in the rows. An empty cell holds this plus its place in the row: each counts into a place of its own,
    /// since adding to one place again and again has to wait for itself.
    private let limit: Int
    private let rest: [UInt32: [UInt32]]

    /// Longest row.
    private static let longest = 32

    init(offsets: [UInt32], numbers: [UInt32], valueCount: Int) {
        let count = offsets.count - 1
        let lengths = (0..<count).map { Int(offsets[$0 + 1] - offsets[$0]) }
        let needed = lengths.sorted()[safe: count * 99 / 100] ?? 0
        let width = min(Self.longest, (needed + 3) / 4 * 4)
        let limit = min(valueCount, Int(UInt16.max) - Self.longest)
        var cells = (0..<count * width).map { UInt16(limit + $0 % width) }
        var rest: [UInt32: [UInt32]] = [:]
        for document in 0..<count {
            var cell = document * width
            for number in numbers[Int(offsets[document])..<Int(offsets[document + 1])] {
                if number < limit, cell < (document + 1) * width {
                    cells[cell] = UInt16(number)
                    cell += 1
                } else {
                    rest[UInt32(document), default: []].append(number)
                }
            }
        }
        self.cells = cells
        self.width = width
        self.limit = limit
        self.rest = rest
    }

    func values(_ document: Int) -> [UInt32] {
        cells[document * width..<(document + 1) * width].filter { $0 < limit }.map(UInt32.init) + (rest[UInt32(document)] ?? [])
    }

    /// How many of some documents have each value.
    ///
    /// Unchecked reads: every document has a row, and no cell is `limit` + `width` or more.
    func counts(of documents: Bitset, valueCount: Int) -> [Int32] {
        let width = width
        var counts = [Int32](repeating: 0, count: limit + width)
        counts.withUnsafeMutableBufferPointer { counts in
            cells.withUnsafeBufferPointer { cells in
                documents.forEach { document in
                    let row = document &* width
                    for cell in 0..<width { counts[Int(cells[row &+ cell])] &+= 1 }
                }
            }
        }
        counts.removeLast(width)
        counts += Array(repeating: 0, count: valueCount - limit)
        for (document, numbers) in rest where documents.contains(Int(document)) {
            for number in numbers { counts[Int(number)] += 1 }
        }
        return counts
    }

    /// How many words of bitsets are counted in the time one document takes: its row is seldom in a cache. Measured.
    static let cost = 64

    var byteCount: Int { cells.count * 2 + rest.values.reduce(0) { $0 + 48 + $1.count * 4 } }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
