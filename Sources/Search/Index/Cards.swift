/// The callers' cards, one after the other in one piece: a hundred thousand arrays would cost as many allocations.
struct Cards: Sendable {
    private let bytes: [UInt8]
    /// Where each card begins; one more than there are cards.
    private let starts: [Int]

    init(_ documents: [SearchDocument]) {
        var bytes: [UInt8] = []
        var starts = [0]
        bytes.reserveCapacity(documents.reduce(0) { $0 + $1.card.count })
        starts.reserveCapacity(documents.count + 1)
        for index in documents.indices {
            bytes.append(contentsOf: documents[index].card)
            starts.append(bytes.count)
        }
        self.bytes = bytes
        self.starts = starts
    }

    subscript(document: Int) -> [UInt8] { Array(bytes[starts[document]..<starts[document + 1]]) }

    func append(_ document: Int, droppingLast count: Int, to answer: inout [UInt8]) {
        let start = starts[document]
        answer.append(contentsOf: bytes[start..<max(start, starts[document + 1] - count)])
    }

    /// Bytes held, the cards themselves left out.
    var byteCount: Int { starts.count * MemoryLayout<Int>.stride }
}
