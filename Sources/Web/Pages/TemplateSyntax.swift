import Core

/// A template as a tree of its tags, read once at boot to find what the engine would pass over in silence.
struct TemplateSyntax: Sendable {
    indirect enum Node: Sendable {
        case value(name: String, isRaw: Bool, isInTag: Bool, line: Int)
        case section(name: String, isInverted: Bool, nodes: [Node], line: Int)
        case partial(name: String, line: Int)
    }

    let name: String
    let nodes: [Node]

    /// - Throws: a `Refusal` naming file and line.
    init(_ text: String, name: String) throws {
        self.name = name
        var scanner = Scanner(text: Substring(text), file: "Templates/\(name).mustache")
        nodes = try scanner.nodes(until: nil)
    }

    /// The templates this one prints inside itself.
    var partials: Set<String> { Self.partials(of: nodes) }

    private static func partials(of nodes: [Node]) -> Set<String> {
        nodes.reduce(into: []) { names, node in
            switch node {
            case .partial(let name, _): names.insert(name)
            case .section(_, _, let nodes, _): names.formUnion(partials(of: nodes))
            case .value: break
            }
        }
    }

    private struct Scanner {
        var text: Substring
        let file: String
        var line = 1
        var isInTag = false

        mutating func nodes(until section: String?) throws -> [Node] {
            var nodes: [Node] = []
            let opened = line
            while let start = text.firstRange(of: "{{") {
                skip(to: start.lowerBound)
                let isRaw = text.hasPrefix("{{{")
                let closing = isRaw ? "}}}" : "}}"
                guard let end = text.firstRange(of: closing) else { throw refusal("a tag that begins with {{ never ends") }
                let tag = String(text[text.index(text.startIndex, offsetBy: isRaw ? 3 : 2)..<end.lowerBound])
                let here = line
                skip(to: end.upperBound, countingTags: false)
                let name = tag.dropFirst().trimmed
                switch tag.first {
                case "!": continue
                case "#", "^":
                    nodes.append(.section(name: name, isInverted: tag.first == "^", nodes: try self.nodes(until: name), line: here))
                case "/":
                    guard name == section else { throw refusal("{{/\(name)}} closes \(section.map { "{{#\($0)}}" } ?? "nothing")") }
                    return nodes
                case ">": nodes.append(.partial(name: name, line: here))
                case "&": nodes.append(.value(name: name, isRaw: true, isInTag: isInTag, line: here))
                case "<", "$", "=", "%", "*", nil: throw refusal("{{\(tag)}} is not used here: sections, partials and names only")
                default: nodes.append(.value(name: tag.trimmed, isRaw: isRaw, isInTag: isInTag, line: here))
                }
            }
            if let section { line = opened; throw refusal("{{#\(section)}} is never closed") }
            return nodes
        }

        private mutating func skip(to index: Substring.Index, countingTags: Bool = true) {
            for character in text[..<index] {
                if character.isNewline { line += 1 }
                guard countingTags else { continue }
                if character == "<" { isInTag = true }
                if character == ">" { isInTag = false }
            }
            text = text[index...]
        }

        private func refusal(_ reason: String) -> Refusal { Refusal(reason, at: .init(file: file, line: line)) }
    }
}
