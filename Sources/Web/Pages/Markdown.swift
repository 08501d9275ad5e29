import CMark
import Core
import Foundation

/// A sheet's text as HTML or in pieces, through libcmark in its safe mode: raw HTML and links that could run code are dropped.
package struct Markdown: Sendable {
    /// A sheet is some eight thousand bytes; at this length the worst nesting still takes less than a second.
    static let longest = 32_000

    /// The HTML, headings moved down so that `#` is a heading of that level (2 when the page has its own title).
    ///
    /// - Throws: a `Refusal` above 32,000 bytes.
    package static func html(_ text: String, headingsFrom level: Int32 = 2) throws -> Markup {
        let document = try parsed(text)
        defer { cmark_node_free(document) }
        shiftHeadings(in: document, by: max(0, level - 1))
        guard let rendered = cmark_render_html(document, CMARK_OPT_DEFAULT) else { throw Refusal("the text could not be printed") }
        defer { free(rendered) }
        return Markup(String(cString: rendered).replacing("<!-- raw HTML omitted -->", with: ""))
    }

    /// One piece of a text, in plain words.
    package enum Piece: Hashable, Sendable {
        case heading(String)
        case paragraph(String)
        /// `•` or `2.`, and how deep the list stands in others.
        case item(mark: String, String, depth: Int)
    }

    /// The text in pieces, for paper: links and emphasis are their words, raw HTML is dropped.
    ///
    /// - Throws: a `Refusal` above 32,000 bytes.
    package static func pieces(_ text: String) throws -> [Piece] {
        let document = try parsed(text)
        defer { cmark_node_free(document) }
        return pieces(below: document, depth: 0)
    }

    private static func pieces(below parent: OpaquePointer, depth: Int) -> [Piece] {
        children(of: parent).flatMap { node -> [Piece] in
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HEADING: [.heading(words(of: node))]
            case CMARK_NODE_PARAGRAPH: [.paragraph(words(of: node))]
            case CMARK_NODE_LIST: items(of: node, depth: depth)
            case CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK: []
            case CMARK_NODE_CODE_BLOCK: [.paragraph(cmark_node_get_literal(node).map { String(cString: $0) } ?? "")]
            default: pieces(below: node, depth: depth)
            }
        }
    }

    private static func items(of list: OpaquePointer, depth: Int) -> [Piece] {
        let isOrdered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
        let start = Int(cmark_node_get_list_start(list))
        return children(of: list).enumerated().flatMap { index, item in
            pieces(below: item, depth: depth + 1).enumerated().map { position, piece in
                guard case .paragraph(let words) = piece else { return piece }
                return .item(mark: position > 0 ? "" : isOrdered ? "\(start + index)." : "•", words, depth: depth)
            }
        }
    }

    private static func words(of parent: OpaquePointer) -> String {
        children(of: parent).map { node in
            switch cmark_node_get_type(node) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE: cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
            case CMARK_NODE_SOFTBREAK: " "
            case CMARK_NODE_LINEBREAK: "\n"
            case CMARK_NODE_HTML_INLINE: ""
            default: words(of: node)
            }
        }.joined()
    }

    private static func children(of parent: OpaquePointer) -> [OpaquePointer] {
        Array(
            sequence(state: cmark_node_first_child(parent)) { node in
                defer { node = node.flatMap { cmark_node_next($0) } }
                return node
            })
    }

    private static func parsed(_ text: String) throws -> OpaquePointer {
        let length = text.utf8.count
        guard length <= longest else { throw Refusal("a text has at most \(longest) bytes; this one has \(length)") }
        guard let document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT) else { throw Refusal("the text could not be read") }
        return document
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
