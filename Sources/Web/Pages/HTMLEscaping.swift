import Core
import Mustache

/// Escapes what templates print.
///
/// The engine's own escaping looks at whole characters, so that a quote followed by a combining accent passes it;
/// this one looks at every scalar.
struct HTMLEscaping: MustacheContentType {
    static let name = "PARVIS"
    /// Every template begins with it, partials too: the engine goes back to its own escaping at each of them.
    static let pragma = "{{% CONTENT_TYPE:\(name)}}"

    static func register() { MustacheContentTypes.register(HTMLEscaping(), named: name) }

    func escapeText(_ text: String) -> String { MarkedText.html(text) ?? escapedHTML(text) }
}

/// Text safe in the content of an element and between double quotes in an attribute.
package func escapedHTML(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "&": escaped += "&amp;"
        case "\"": escaped += "&quot;"
        case "'": escaped += "&#39;"
        case "\0": continue
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}

/// A text on its way to the escaping, with its language in front between two private characters.
///
/// Somebody who types these characters gets a `<span>` around escaped words, and nothing more.
enum MarkedText {
    private static let mark: Unicode.Scalar = "\u{f8fe}"

    static func mark(_ text: Text) -> String { "\(mark)\(text.language.htmlTag)\(mark)\(text.plain)" }

    static func html(_ text: String) -> String? {
        let scalars = text.unicodeScalars
        guard scalars.first == mark, let end = scalars.dropFirst().firstIndex(of: mark) else { return nil }
        let tag = String(scalars[scalars.index(after: scalars.startIndex)..<end])
        guard tag.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }) else {
            return nil
        }
        let words = String(scalars[scalars.index(after: end)...])
        return #"<span lang="\#(tag)" dir="\#(direction(tag))">\#(escapedHTML(words))</span>"#
    }

    private static func direction(_ tag: String) -> String { Language(tag).pageDirection }
}
