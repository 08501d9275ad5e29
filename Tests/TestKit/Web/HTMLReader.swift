/// Cuts HTML into elements; strict about closing tags, because our templates are.
struct HTMLReader {
    struct Open {
        let name: String
        let attributes: [String: String]
        var text = ""
        let position: Int
    }

    private var rest: Substring
    private var open: [Open] = []
    private var found: [Open] = []
    private var count = 0
    private(set) var mistakes: [String] = []

    /// In the order of their opening tags.
    var elements: [Open] { found.sorted { $0.position < $1.position } }

    init(_ source: String) { rest = Substring(source) }

    mutating func read() {
        while let tag = rest.firstIndex(of: "<") {
            add(rest[..<tag])
            rest = rest[tag...]
            if rest.hasPrefix("<!--") { skip(past: "-->") } else if rest.hasPrefix("<!") { skip(past: ">") } else { readTag() }
        }
        add(rest)
        for element in open.reversed() {
            mistakes.append("<\(element.name)> is never closed")
            found.append(element)
        }
        open = []
    }

    private mutating func readTag() {
        guard let end = endOfTag() else { mistakes.append("a tag never ends"); rest = ""; return }
        var inside = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
        if inside.hasPrefix("/") { return close(String(inside.dropFirst()).lowercased()) }
        let isEmpty = inside.hasSuffix("/")
        if isEmpty { inside.removeLast() }
        let name = String(inside.prefix { !$0.isWhitespace }).lowercased()
        let element = Open(name: name, attributes: Self.attributes(inside.dropFirst(name.count)), position: count)
        count += 1
        if isEmpty || Self.void.contains(name) { found.append(element); return }
        open.append(element)
        if ["style", "script"].contains(name) { rest = rest.firstRange(of: "</\(name)").map { rest[$0.lowerBound...] } ?? "" }
    }

    /// The `>` that ends the tag, not one inside a quoted value.
    private func endOfTag() -> Substring.Index? {
        var quote: Character?
        for index in rest.indices {
            let character = rest[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == ">" {
                return index
            }
        }
        return nil
    }

    private mutating func close(_ name: String) {
        guard let last = open.last, last.name == name else {
            mistakes.append("</\(name)> closes <\(open.last?.name ?? "nothing")>"); return
        }
        open.removeLast()
        found.append(last)
        let separator = Self.inline.contains(name) ? "" : " "
        if !open.isEmpty { open[open.count - 1].text += separator + last.text + separator }
    }

    private mutating func add(_ text: Substring) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text += Self.decoded(text)
    }

    private mutating func skip(past end: String) {
        rest = rest.firstRange(of: end).map { rest[$0.upperBound...] } ?? ""
    }

    private static func attributes(_ text: some StringProtocol) -> [String: String] {
        var attributes: [String: String] = [:]
        for match in String(text).matches(of: #/([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s]+)))?/#) {
            let value = match.output.2 ?? match.output.3 ?? match.output.4 ?? ""
            attributes[String(match.output.1).lowercased()] = decoded(value)
        }
        return attributes
    }

    private static func decoded(_ text: some StringProtocol) -> String {
        var decoded = String(text)
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            decoded = decoded.replacing(entity, with: character)
        }
        return decoded
    }

    private static let void: Set<String> = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]
    private static let inline: Set<String> = ["a", "b", "bdi", "em", "i", "span", "strong"]
}
