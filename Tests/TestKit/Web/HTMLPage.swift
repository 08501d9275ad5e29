import Foundation

/// The HTML of an answer, read just enough for a test to say what a person would see.
package struct HTMLPage: Sendable {
    package struct Element: Sendable {
        package let name: String
        package let attributes: [String: String]
        /// The words inside, elements inside included, white space as a browser shows it.
        package let text: String
    }

    package let source: String
    package let elements: [Element]
    /// Tags that close nothing or are never closed.
    package let mistakes: [String]

    package init(_ source: String) {
        self.source = source
        var reader = HTMLReader(source)
        reader.read()
        elements = reader.elements.map { Element(name: $0.name, attributes: $0.attributes, text: Self.shown($0.text)) }
        mistakes = reader.mistakes
    }

    /// Elements by a simple selector: `h1`, `.badge`, `a.chip`, `#main`, `input[name=q]`.
    package func all(_ selector: String) -> [Element] {
        let wanted = Selector(selector)
        return elements.filter(wanted.matches)
    }

    package func first(_ selector: String) -> Element? { all(selector).first }

    package func texts(of selector: String) -> [String] { all(selector).map(\.text) }

    /// Every address a link leads to.
    package var links: [String] { all("a").compactMap { $0.attributes["href"] } }

    /// All words of the page.
    package var text: String { first("body")?.text ?? Self.shown(source) }

    private static func shown(_ text: String) -> String {
        text.split { $0.isWhitespace && $0 != "\u{a0}" && $0 != "\u{202f}" }.joined(separator: " ")
    }
}

/// `name`, `.class`, `#id` and `[attribute=value]`, together in one word.
private struct Selector {
    var name: String?
    var classes: [String] = []
    var id: String?
    var attributes: [(String, String?)] = []

    init(_ text: String) {
        for part in text.matches(of: #/^[a-zA-Z0-9]+|\.[\w-]+|#[\w-]+|\[[^\]]+\]/#).map({ String($0.output) }) {
            switch part.first {
            case ".": classes.append(String(part.dropFirst()))
            case "#": id = String(part.dropFirst())
            case "[":
                let pieces = part.dropFirst().dropLast().split(separator: "=", maxSplits: 1).map(String.init)
                attributes.append((pieces[0], pieces.count == 2 ? pieces[1].trimmingCharacters(in: ["\"", "'"]) : nil))
            default: name = part.lowercased()
            }
        }
    }

    func matches(_ element: HTMLPage.Element) -> Bool {
        let own = Set((element.attributes["class"] ?? "").split(separator: " ").map(String.init))
        return (name == nil || element.name == name) && (id == nil || element.attributes["id"] == id) && own.isSuperset(of: classes)
            && attributes.allSatisfy { name, value in value == nil ? element.attributes[name] != nil : element.attributes[name] == value }
    }
}
