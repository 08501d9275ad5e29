/// Minutes of one civil day during which one thing holds.
struct DayPiece: Hashable, Sendable {
    /// Minutes of the day, from 0; above 1440 of the next.
    var start: Int32
    var end: Int32
    /// The rule it comes from, while the day is being painted.
    var rule: Int32 = 0
    var state: OpenState
    var comment: String?
}

/// One civil day, or one and the next, being painted rule after rule; what is not painted is closed.
struct DayCanvas {
    private(set) var pieces: [DayPiece] = []
    /// Minutes that can be painted.
    var length = 1_440

    mutating func clear() {
        pieces.removeAll(keepingCapacity: true)
    }

    /// Paints over what is there, or only where it is still closed; minutes outside the day are cut.
    mutating func paint(_ start: Int, _ end: Int, _ state: OpenState, _ comment: String?, rule: Int = 0, onlyWhereClosed: Bool = false) {
        let new = DayPiece(start: Int32(max(start, 0)), end: Int32(min(end, length)), rule: Int32(rule), state: state, comment: comment)
        guard new.start < new.end else { return }
        if pieces.isEmpty || pieces[pieces.count - 1].end <= new.start {
            pieces.append(new)
        } else if onlyWhereClosed {
            fill(new)
        } else {
            overpaint(new)
        }
    }

    private mutating func overpaint(_ new: DayPiece) {
        var result: [DayPiece] = []
        result.reserveCapacity(pieces.count + 2)
        var isPlaced = false
        for piece in pieces {
            if piece.start < new.start { result.append(piece.cut(piece.start, min(piece.end, new.start))) }
            if !isPlaced && piece.end > new.start {
                result.append(new)
                isPlaced = true
            }
            if piece.end > new.end { result.append(piece.cut(max(piece.start, new.end), piece.end)) }
        }
        pieces = result
    }

    private mutating func fill(_ new: DayPiece) {
        let kept = pieces.filter { $0.state != .closed }
        overpaint(new)
        for piece in kept { overpaint(piece) }
    }

    /// The day, adjacent equal pieces joined; closed time is left out unless something is said of it.
    var day: [DayPiece] {
        var result: [DayPiece] = []
        for piece in pieces where piece.state != .closed || piece.comment != nil {
            if let last = result.last, last.end == piece.start, last.state == piece.state, last.comment == piece.comment {
                result[result.count - 1].end = piece.end
            } else {
                result.append(piece)
                result[result.count - 1].rule = 0
            }
        }
        return result
    }

    /// The day on which what two possible days do not agree about is unknown.
    static func merge(_ a: [DayPiece], _ b: [DayPiece]) -> [DayPiece] {
        if a == b { return a }
        var canvas = DayCanvas()
        let edges = Set((a + b).flatMap { [$0.start, $0.end] }).sorted()
        for (start, end) in zip(edges, edges.dropFirst()) {
            let first = a.first { $0.start <= start && start < $0.end }
            let second = b.first { $0.start <= start && start < $0.end }
            let isAgreed = (first?.state ?? .closed) == (second?.state ?? .closed)
            let state = isAgreed ? first?.state ?? .closed : .unknown
            canvas.paint(Int(start), Int(end), state, first?.comment ?? second?.comment)
        }
        return canvas.day
    }
}

extension DayPiece {
    fileprivate func cut(_ start: Int32, _ end: Int32) -> DayPiece {
        DayPiece(start: start, end: end, rule: rule, state: state, comment: comment)
    }
}
