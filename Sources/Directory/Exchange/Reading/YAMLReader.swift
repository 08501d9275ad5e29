import Core
import Foundation
import Yams

/// Reads a YAML file into the same shape as JSON, lines kept.
package enum YAMLReader {
    /// Deeper than any pack or mapping; a file of brackets does not exhaust the stack.
    static let maximumDepth = 32
    /// Yams builds a tree many times the size of the file; those of packs and mappings have less than 100 KB.
    static let longestFile = 256 * 1024

    package static func read(_ bytes: [UInt8], file: String) throws(Refusal) -> SourceValue {
        guard bytes.count <= longestFile else {
            throw Refusal("the file is larger than 256 KB: cut it into several", at: .init(file: file))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal("the file is not UTF-8: save it as UTF-8", at: .init(file: file))
        }
        if let nul = bytes.firstIndex(of: 0) {
            let line = bytes[..<nul].count { $0 == 0x0A } + 1
            throw Refusal("a NUL byte stands in the file: it is damaged", at: .init(file: file, line: line))
        }
        try checkNesting(text, file: file)
        try checkAliases(bytes, file: file)
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw refusal(error, file: file)
        } catch {
            throw Refusal("is not YAML: \(error)", at: .init(file: file))
        }
        guard let node else { throw Refusal("the file is empty", at: .init(file: file, line: 1)) }
        return try value(node, file: file, depth: 0)
    }

    private static func value(_ node: Node, file: String, depth: Int) throws(Refusal) -> SourceValue {
        let line = node.mark?.line ?? 1
        guard depth < maximumDepth else {
            throw Refusal("more than \(maximumDepth) levels inside each other", at: .init(file: file, line: line))
        }
        switch node {
        case .scalar(let scalar): return SourceValue(line: line, content: content(scalar))
        case .sequence(let sequence):
            var values: [SourceValue] = []
            for element in sequence { values.append(try value(element, file: file, depth: depth + 1)) }
            return SourceValue(line: line, content: .list(values))
        case .mapping(let mapping):
            return SourceValue(line: line, content: .object(try members(mapping, file: file, depth: depth)))
        case .alias:
            throw Refusal("anchors (&) and aliases (*) are not read: write the value out", at: .init(file: file, line: line))
        }
    }

    private static func members(_ mapping: Node.Mapping, file: String, depth: Int) throws(Refusal) -> [SourceValue.Member] {
        var members: [SourceValue.Member] = []
        for (key, element) in mapping {
            guard case .scalar(let name) = key else {
                throw Refusal("a field's name must be a word", at: .init(file: file, line: key.mark?.line))
            }
            members.append(.init(key: name.string, value: try value(element, file: file, depth: depth + 1)))
        }
        return members
    }

    /// The core schema of YAML 1.2: quoted scalars are texts, `true` and `null` are words, `no` is a text.
    private static func content(_ scalar: Node.Scalar) -> SourceValue.Content {
        guard scalar.style == .plain || scalar.style == .any else { return .text(scalar.string) }
        switch scalar.string {
        case "", "~", "null": return .null
        case "true", "True": return .flag(true)
        case "false", "False": return .flag(false)
        default: return isNumber(scalar.string) ? .number(scalar.string) : .text(scalar.string)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, first <= 0x39 else { return false }
        return text.wholeMatch(of: /[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil
    }

    /// Yams builds its tree recursively: what could nest too deep is counted before it sees it.
    private static func checkNesting(_ text: String, file: String) throws(Refusal) {
        var brackets = 0
        var leading = 0
        var isLeading = true
        var line = 1
        for byte in text.utf8 {
            switch byte {
            case 0x0A:
                line += 1
                leading = 0
                isLeading = true
            case 0x20, UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): leading += isLeading ? 1 : 0
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            default: isLeading = false
            }
            guard brackets <= 500, leading <= 500 else {
                throw Refusal("hundreds of levels are opened inside each other: the file is damaged", at: .init(file: file, line: line))
            }
        }
    }

    /// Aliases of aliases make a small file mean a huge one, already while Yams compares its keys: no name is called that was given.
    private static func checkAliases(_ bytes: [UInt8], file: String) throws(Refusal) {
        var given: Set<ArraySlice<UInt8>> = []
        var line = 1
        for (position, byte) in bytes.enumerated() {
            if byte == 0x0A { line += 1 }
            guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), position == 0 || !isNamePart(bytes[position - 1]) else {
                continue
            }
            let name = bytes[(position + 1)...].prefix(while: isNamePart)
            if byte == UInt8(ascii: "&") {
                given.insert(name)
            } else if !name.isEmpty, given.contains(name) {
                throw Refusal("anchors (&) and aliases (*) are not read: write the value out", at: .init(file: file, line: line))
            }
        }
    }

    /// What the name of an anchor is made of.
    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func refusal(_ error: YamlError, file: String) -> Refusal {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            Refusal("is not YAML: \(problem)", at: .init(file: file, line: mark.line))
        case .duplicatedKeysInMapping(let keys, let context):
            Refusal(
                "“\(keys.joined(separator: ", "))” is given twice in one place: keep one", at: .init(file: file, line: context.mark.line))
        default: Refusal("is not YAML: \(error)", at: .init(file: file))
        }
    }
}
