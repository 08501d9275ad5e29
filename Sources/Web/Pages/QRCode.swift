import CQRencode
import Core

/// A QR code as one SVG path, about 2 KB.
package struct QRCode: Sendable {
    /// Modules on a side, without the quiet zone.
    package let size: Int
    /// SVG path data in modules, the quiet zone of 4 included: one line per run of dark ones, to be drawn 1 wide with flat ends.
    package let path: String

    static let quiet = 4

    /// - Throws: a `Refusal` when the text is empty or longer than a code that a telephone reads easily (300 bytes).
    package init(_ text: String) throws {
        guard !text.isEmpty, text.utf8.count <= 300 else { throw Refusal("a QR code holds 1 to 300 bytes; this is \(text.utf8.count)") }
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { throw Refusal("the QR code could not be made") }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        size = width
        path = (0..<width).map { row in Self.runs(in: modules[row * width..<(row + 1) * width], row: row) }.joined()
    }

    /// The whole drawing; white stays white on a dark page, so that cameras read it.
    package func svg(label: String) -> Markup {
        let side = size + 2 * Self.quiet
        return Markup(
            #"<svg class="qr" viewBox="0 0 \#(side) \#(side)" role="img" aria-label="\#(escapedHTML(label))" shape-rendering="crispEdges">"#
                + #"<path fill="white" stroke="none" d="M0 0h\#(side)v\#(side)H0z"/>"#
                + #"<path fill="none" stroke="black" stroke-width="1" stroke-linecap="butt" d="\#(path)"/></svg>"#)
    }

    /// The whole drawing as a file of its own, for paper.
    package var drawing: [UInt8] {
        let side = size + 2 * Self.quiet
        let svg =
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(side) \#(side)"><path fill="white" d="M0 0h\#(side)v\#(side)H0z"/>"#
            + #"<path fill="none" stroke="black" stroke-width="1" d="\#(path)"/></svg>"#
        return Array(svg.utf8)
    }

    private static func runs(in modules: Slice<UnsafeBufferPointer<UInt8>>, row: Int) -> String {
        var path = ""
        var start: Int?
        var end: Int?
        for column in 0...modules.count {
            let isDark = column < modules.count && modules[modules.startIndex + column] & 1 == 1
            if isDark, start == nil { start = column }
            guard !isDark, let first = start else { continue }
            path += end.map { "m\(first - $0) 0" } ?? "M\(first + quiet) \(row + quiet).5"
            path += "h\(column - first)"
            (start, end) = (nil, column)
        }
        return path
    }
}
