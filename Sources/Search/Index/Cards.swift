/// The callers' cards, one after the other in pieces of a size: a hundred thousand arrays would cost as many allocations, and one
/// array that grows would be there twice whenever it does.
struct Cards: Sendable {
    private var pieces: [[UInt8]] = []
    private var places: [Place] = []
    private static let pieceSize = 1 << 18

    private struct Place {
        let piece: UInt32
        let start: UInt32
        let count: UInt32
    }

    init() {}

    /// The same cards numbered anew: they stay where they are.
    init(_ others: Cards, _ order: [Int]) {
        pieces = others.pieces
        places = order.map { others.places[$0] }
    }

    mutating func add(_ card: [UInt8]) {
        if pieces.isEmpty || pieces[pieces.count - 1].count + card.count > Self.pieceSize {
            pieces.append([])
            pieces[pieces.count - 1].reserveCapacity(max(Self.pieceSize, card.count))
        }
        let piece = pieces.count - 1
        places.append(Place(piece: UInt32(piece), start: UInt32(pieces[piece].count), count: UInt32(card.count)))
        pieces[piece].append(contentsOf: card)
    }

    subscript(document: Int) -> [UInt8] { Array(bytes(places[document], droppingLast: 0)) }

    func append(_ document: Int, droppingLast count: Int, to answer: inout [UInt8]) {
        answer.append(contentsOf: bytes(places[document], droppingLast: count))
    }

    private func bytes(_ place: Place, droppingLast count: Int) -> ArraySlice<UInt8> {
        let start = Int(place.start)
        return pieces[Int(place.piece)][start..<start + max(0, Int(place.count) - count)]
    }

    /// Bytes held, the cards themselves left out.
    var byteCount: Int { places.count * MemoryLayout<Place>.stride }
}
