import CPango
import Core

/// Lines of one text, broken to a width.
final class Lines {
    /// Where each begins and how high it is; what is already printed is left out.
    private let layout: OpaquePointer
    private let heights: [Double]
    private let range: Range<Int>
    let style: PrintStyle

    /// - Parameter context: one whose language and direction are the text's, and stay so: letters are placed when they are drawn.
    init(
        _ text: PrintText, _ style: PrintStyle, width: Double, scale: Double, page: Language, isCentred: Bool, in context: OpaquePointer
    ) {
        self.style = style
        layout = pango_layout_new(context)
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_text(layout, text.text, Int32(text.text.utf8.count))
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        // A French name in an Arabic page stands where the page begins.
        pango_layout_set_alignment(layout, isCentred ? PANGO_ALIGN_CENTER : page.isRightToLeft ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT)
        let description = pango_font_description_new()
        defer { pango_font_description_free(description) }
        pango_font_description_set_family(description, Typeface(text.language).families.joined(separator: ","))
        pango_font_description_set_absolute_size(description, style.size * scale * Double(PANGO_SCALE))
        pango_font_description_set_weight(description, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_layout_set_font_description(layout, description)
        let attributes = pango_attr_list_new()
        defer { pango_attr_list_unref(attributes) }
        // No hyphen is ever added: a reader who learns the letters looks for the whole word.
        pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
        pango_layout_set_attributes(layout, attributes)
        heights = Self.heights(of: layout)
        range = 0..<heights.count
    }

    private static func heights(of layout: OpaquePointer) -> [Double] {
        (0..<pango_layout_get_line_count(layout)).map { line in
            var extents = PangoRectangle()
            pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, line), nil, &extents)
            return Double(extents.height) / Double(PANGO_SCALE)
        }
    }

    private init(_ other: Lines, _ range: Range<Int>) {
        layout = other.layout
        g_object_ref(UnsafeMutableRawPointer(layout))
        heights = other.heights
        style = other.style
        self.range = range
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    var height: Double { heights[range].reduce(0, +) }

    /// As many lines as fit, and the others.
    func split(at room: Double) -> (Lines?, Lines?) {
        var used = 0.0
        var count = 0
        for height in heights[range] {
            guard used + height <= room else { break }
            used += height
            count += 1
        }
        let middle = range.lowerBound + count
        return (
            count == 0 ? nil : Lines(self, range.lowerBound..<middle),
            middle == range.upperBound ? nil : Lines(self, middle..<range.upperBound)
        )
    }

    func draw(_ cairo: OpaquePointer, x: Double, y: Double) {
        cairo_tag_begin(cairo, style.tag, nil)
        var top = y
        let iterator = pango_layout_get_iter(layout)
        defer { pango_layout_iter_free(iterator) }
        for line in 0..<range.upperBound {
            defer { _ = pango_layout_iter_next_line(iterator) }
            guard line >= range.lowerBound else { continue }
            var extents = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &extents)
            let baseline = Double(pango_layout_iter_get_baseline(iterator) - extents.y) / Double(PANGO_SCALE)
            cairo_move_to(cairo, x + Double(extents.x) / Double(PANGO_SCALE), top + baseline)
            pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(iterator))
            top += heights[line]
        }
        cairo_tag_end(cairo, style.tag)
    }
}
