import CMark
import Core
import Foundation

/// A sheet's text as HTML, through libcmark in its safe mode: raw HTML and links that could run code are dropped.
package struct Markdown: Sendable {
    /// A sheet is some eight thousand bytes; at this length the worst nesting still takes less than a second.
    static let longest = 32_000

    /// The HTML, headings moved down so that `#` is a heading of that level (2 when the page has its own title).
    ///
    /// - Throws: a `Refusal` above 32,000 bytes.
    package static func html(_ text: String, headingsFrom level: Int32 = 2) throws -> Markup {
        let length = text.utf8.count
        guard length <= longest else { throw Refusal("a text has at most \(longest) bytes; this one has \(length)") }
        guard let document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT) else { throw Refusal("the text could not be read") }
        defer { cmark_node_free(document) }
        shiftHeadings(in: document, by: max(0, level - 1))
        guard let rendered = cmark_render_html(document, CMARK_OPT_DEFAULT) else { throw Refusal("the text could not be printed") }
        defer { free(rendered) }
        return Markup(String(cString: rendered).replacing("<!-- raw HTML omitted -->", with: ""))
    }

    private static func shiftHeadings(in document: OpaquePointer, by levels: Int32) {
        var node = cmark_node_first_child(document)
        while let current = node {
            if cmark_node_get_type(current) == CMARK_NODE_HEADING {
                cmark_node_set_heading_level(current, min(6, cmark_node_get_heading_level(current) + levels))
            }
            node = cmark_node_next(current)
        }
    }
}
