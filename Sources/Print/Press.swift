import CPango
import Core
import Foundation

/// Sets documents and makes PDF of them: letters of every script, embedded and reduced to those used.
///
/// Synchronous work for a thread of its own; letters stay loaded for the thread that used them.
package struct Press {
    private let document: PrintDocument
    private let target: Target
    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    /// By language: the letters of a text are placed when they are drawn, with the direction its context has then.
    private var contexts: [Language: OpaquePointer] = [:]
    private var drawings: [PrintPicture: Drawing] = [:]
    /// By anchor, from 1.
    private var pageNumbers: [String: Int] = [:]
    private var hasReferences = false

    /// - Throws: a `Refusal` when letters are missing on this machine or a drawing cannot be read.
    package static func pdf(_ document: PrintDocument) throws -> [UInt8] {
        var press = Press(document)
        try press.print()
        return press.target.bytes
    }

    /// - Throws: a `Refusal` that names the package to install when a language cannot be printed on this machine.
    package static func require(_ languages: [Language]) throws { try Typeface.require(languages) }

    /// Where cairo writes.
    private final class Target {
        var bytes: [UInt8] = []
    }

    private init(_ document: PrintDocument) {
        self.document = document
        target = Target()
        surface = cairo_pdf_surface_create_for_stream(
            { target, data, length in
                guard let target, let data else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Target>.fromOpaque(target).takeUnretainedValue().bytes
                    .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(target).toOpaque(), document.format.width, document.format.height)
        cairo = cairo_create(surface)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title.text)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Parvis")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, document.made.description)
    }

    private mutating func print() throws {
        defer {
            for context in contexts.values { g_object_unref(UnsafeMutableRawPointer(context)) }
            contexts = [:]
            drawings = [:]
            cairo_destroy(cairo)
            cairo_surface_destroy(surface)
        }
        let format = document.format
        let width = format.width - 2 * format.margin
        let footer = try footer(width)
        let room = format.height - 2 * format.margin - footer.height
        var pages = try paginated(width: width, room: room)
        for (index, page) in pages.enumerated() { for anchor in page.anchors { pageNumbers[anchor] = index + 1 } }
        // Numbers were not known when their lines were set; they take the same room now.
        if hasReferences { pages = try paginated(width: width, room: room) }
        cairo_tag_begin(cairo, "Document", nil)
        for (index, page) in pages.enumerated() {
            page.draw(cairo, x: format.margin, y: format.margin)
            footer.draw(cairo, x: format.margin, y: format.height - format.margin - footer.height)
            let number = text(.figures("\(index + 1) / \(pages.count)"), .small, width: width, isCentred: true)
            number.draw(cairo, x: format.margin, y: format.height - format.margin + 2)
            cairo_show_page(cairo)
        }
        cairo_tag_end(cairo, "Document")
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw Refusal("the page could not be made: \(String(cString: cairo_status_to_string(status)))")
        }
    }

    private mutating func paginated(width: Double, room: Double) throws -> [Box] {
        var pages: [Box] = []
        for section in document.sections {
            var rest: Box? = .stack(try boxes(section, width: width), staysTogether: false)
            while let box = rest {
                let (page, next) = box.split(at: room, page: room)
                if let page { pages.append(page) }
                rest = next
            }
        }
        return pages
    }

    private mutating func footer(_ width: Double) throws -> Box {
        let lines = document.footer.map { PrintBlock.text($0, .small) }
        return .stack([.line(width: width)] + (try boxes(lines, width: width)), staysTogether: true)
    }

    /// Smaller paper is held nearer to the eye.
    private var scale: Double { document.format == .a4 ? 1 : document.format == .a5 ? 0.95 : 0.9 }

    private mutating func text(_ text: PrintText, _ style: PrintStyle, width: Double, isCentred: Bool) -> Box {
        .lines(
            Lines(
                text, style, width: width, scale: scale, page: document.title.language, isCentred: isCentred,
                in: context(for: text.language)))
    }

    private mutating func context(for language: Language) -> OpaquePointer {
        if let context = contexts[language] { return context }
        let context: OpaquePointer = pango_cairo_create_context(cairo)
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_base_dir(context, language.isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
        pango_context_set_language(context, pango_language_from_string(language.tag))
        contexts[language] = context
        return context
    }

    private mutating func boxes(_ blocks: [PrintBlock], width: Double, isCentred: Bool = false) throws -> [Box] {
        var boxes: [Box] = []
        for block in blocks { boxes.append(try box(block, width: width, isCentred: isCentred)) }
        return boxes
    }

    private mutating func box(_ block: PrintBlock, width: Double, isCentred: Bool) throws -> Box {
        switch block {
        case .text(let words, let style): return text(words, style, width: width, isCentred: isCentred)
        case .picture(let picture, let side):
            let side = min(side, width)
            let start = document.title.language.isRightToLeft ? width - side : 0
            return .drawing(try drawing(picture), side: side, x: isCentred ? (width - side) / 2 : start)
        case .row(let columns): return .row(try cells(columns, width: width))
        case .together(let blocks): return .stack(try boxes(blocks, width: width, isCentred: isCentred), staysTogether: true)
        case .anchor(let name): return .anchor(name)
        case .reference(let name):
            hasReferences = true
            return text(.figures(pageNumbers[name].map(String.init) ?? "000"), .body, width: width, isCentred: isCentred)
        case .line: return .line(width: width)
        case .space(let height): return .space(height)
        }
    }

    /// Columns stand from the side where reading begins.
    private mutating func cells(_ columns: [PrintColumn], width: Double) throws -> [Box.Cell] {
        let gap = 4.0
        let shares = columns.reduce(0) { $0 + $1.share }
        let free = width - gap * Double(columns.count - 1)
        var cells: [Box.Cell] = []
        var start = 0.0
        for column in columns {
            let own = free * column.share / shares
            let stack = Box.stack(try boxes(column.blocks, width: own, isCentred: column.isCentred), staysTogether: false)
            let x = document.title.language.isRightToLeft ? width - start - own : start
            cells.append(Box.Cell(x: x, width: own, isShaded: column.isShaded, box: stack))
            start += own + gap
        }
        return cells
    }

    private mutating func drawing(_ picture: PrintPicture) throws -> Drawing {
        if let known = drawings[picture] { return known }
        let drawing = try Drawing(picture)
        drawings[picture] = drawing
        return drawing
    }
}
