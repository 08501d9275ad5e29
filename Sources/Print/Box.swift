import CPango

/// A block that knows its size on the page, and how to go on on the next one.
indirect enum Box {
    case lines(Lines)
    case drawing(Drawing, side: Double, x: Double)
    case row([Cell])
    case stack([Box], staysTogether: Bool)
    case line(width: Double)
    case space(Double)
    case anchor(String)

    struct Cell {
        let x: Double
        let width: Double
        let isShaded: Bool
        let box: Box
    }

    var height: Double {
        switch self {
        case .lines(let lines): lines.height
        case .drawing(_, let side, _): side
        case .row(let cells): cells.map(\.box.height).max() ?? 0
        case .stack(let boxes, _): boxes.reduce(0) { $0 + $1.height }
        case .line: 5
        case .space(let height): height
        case .anchor: 0
        }
    }

    /// What other pages refer to.
    var anchors: [String] {
        switch self {
        case .anchor(let name): [name]
        case .row(let cells): cells.flatMap(\.box.anchors)
        case .stack(let boxes, _): boxes.flatMap(\.anchors)
        case .lines, .drawing, .line, .space: []
        }
    }

    /// What fits into the room, and what goes to the next page.
    ///
    /// - Parameter page: the room of a whole page; what is kept together is divided only when even that is too small.
    func split(at room: Double, page: Double) -> (Box?, Box?) {
        if height <= room { return (self, nil) }
        switch self {
        case .lines(let lines):
            let (head, tail) = lines.split(at: room)
            // A line higher than the paper is printed all the same: nothing is ever left out.
            if head == nil, room >= page { return (self, nil) }
            return (head.map(Box.lines), tail.map(Box.lines))
        case .space, .line, .anchor: return (nil, nil)
        case .drawing: return room >= page ? (self, nil) : (nil, self)
        case .row(let cells):
            guard height > page else { return (nil, self) }
            let parts = cells.map { ($0, $0.box.split(at: room, page: page)) }
            func row(_ side: KeyPath<(Box?, Box?), Box?>) -> Box? {
                guard parts.contains(where: { $0.1[keyPath: side] != nil }) else { return nil }
                return .row(
                    parts.map { cell, part in
                        Cell(x: cell.x, width: cell.width, isShaded: cell.isShaded, box: part[keyPath: side] ?? .space(0))
                    })
            }
            return (row(\.0), row(\.1))
        case .stack(let boxes, let staysTogether):
            if staysTogether, height <= page { return (nil, self) }
            return Self.split(boxes, at: room, page: page)
        }
    }

    private static func split(_ boxes: [Box], at room: Double, page: Double) -> (Box?, Box?) {
        var head: [Box] = []
        var left = room
        for (index, box) in boxes.enumerated() {
            if box.height <= left {
                head.append(box)
                left -= box.height
                continue
            }
            let (first, rest) = box.split(at: left, page: page)
            let tail = (rest.map { [$0] } ?? []) + boxes[(index + 1)...]
            if let first { head.append(first) }
            return (stack(head), stack(tail))
        }
        return (stack(head), nil)
    }

    private static func stack(_ boxes: [Box]) -> Box? { boxes.isEmpty ? nil : .stack(boxes, staysTogether: false) }

    func draw(_ cairo: OpaquePointer, x: Double, y: Double) {
        switch self {
        case .lines(let lines): lines.draw(cairo, x: x, y: y)
        case .drawing(let drawing, let side, let offset): drawing.draw(cairo, x: x + offset, y: y, side: side)
        case .row(let cells):
            let height = height
            for cell in cells {
                if cell.isShaded { shade(cairo, x: x + cell.x, y: y, width: cell.width, height: height) }
                cell.box.draw(cairo, x: x + cell.x, y: y)
            }
        case .stack(let boxes, _):
            var top = y
            for box in boxes {
                box.draw(cairo, x: x, y: top)
                top += box.height
            }
        case .line(let width):
            cairo_set_line_width(cairo, 0.5)
            cairo_move_to(cairo, x, y + 2.5)
            cairo_line_to(cairo, x + width, y + 2.5)
            cairo_stroke(cairo)
        case .space: break
        case .anchor(let name):
            cairo_tag_begin(cairo, CAIRO_TAG_DEST, "name='\(name)' x=\(x) y=\(y)")
            cairo_tag_end(cairo, CAIRO_TAG_DEST)
        }
    }

    private func shade(_ cairo: OpaquePointer, x: Double, y: Double, width: Double, height: Double) {
        cairo_save(cairo)
        cairo_set_source_rgb(cairo, 0.93, 0.93, 0.93)
        cairo_rectangle(cairo, x, y, width, height)
        cairo_fill(cairo)
        cairo_restore(cairo)
    }
}
