import Core

extension PortableObject {
    /// Reads PO line by line: comments, then keywords, each followed by one or more quoted strings.
    struct Reader {
        private enum Field: Equatable { case context, source, sourcePlural, translation(Int) }

        let file: String
        private(set) var entries: [Entry] = []
        private var entry = Entry()
        private var field: Field?

        init(file: String) { self.file = file }

        mutating func read(_ line: Substring, number: Int) throws {
            let text = Self.withoutSpaces(line)
            if text.isEmpty { return try close(at: number) }
            if text.hasPrefix("#~") { return }
            if text.hasPrefix("#") { return try comment(text, at: number) }
            if entry.line == 0 { entry.line = number }
            if text.hasPrefix("\"") { return try append(text, at: number) }
            guard let space = text.utf8.firstIndex(where: Self.isSpace) else {
                throw refusal("“\(text)” is not a line of a PO file", number)
            }
            try open(String(text[..<space]), at: number)
            try append(Self.withoutSpaces(text[space...]), at: number)
        }

        mutating func finish() throws { try close(at: entry.line) }

        private mutating func comment(_ text: String, at number: Int) throws {
            if entry.translations.isEmpty == false { try close(at: number) }
            if text.hasPrefix("#,") {
                entry.isFuzzy = text.dropFirst(2).split(separator: ",").contains { $0.trimmed == "fuzzy" }
            } else {
                entry.comments.append(text)
            }
        }

        private mutating func open(_ keyword: String, at number: Int) throws {
            switch keyword {
            case "msgctxt":
                if !entry.translations.isEmpty { try close(at: number) }
                entry.line = number
                try start(.context, isNew: entry.context == nil, keyword, number)
            case "msgid":
                if !entry.translations.isEmpty { try close(at: number) }
                if entry.line == 0 { entry.line = number }
                try start(.source, isNew: entry.source == nil, keyword, number)
            case "msgid_plural": try start(.sourcePlural, isNew: entry.sourcePlural == nil, keyword, number)
            case "msgstr": try start(.translation(0), isNew: entry.translations.isEmpty, keyword, number)
            default:
                guard let index = Self.pluralIndex(keyword) else { throw refusal("“\(keyword)” is not a PO keyword", number) }
                try start(.translation(index), isNew: entry.translations[index] == nil, keyword, number)
            }
        }

        private mutating func start(_ field: Field, isNew: Bool, _ keyword: String, _ number: Int) throws {
            guard isNew else { throw refusal("\(keyword) appears twice in one entry", number) }
            self.field = field
            switch field {
            case .context: entry.context = ""
            case .source: entry.source = ""
            case .sourcePlural: entry.sourcePlural = ""
            case .translation(let index): entry.translations[index] = ""
            }
        }

        private mutating func append(_ quoted: String, at number: Int) throws {
            guard let field else { throw refusal("a quoted string without msgctxt, msgid or msgstr before it", number) }
            let text = try unquoted(quoted, number)
            switch field {
            case .context: entry.context? += text
            case .source: entry.source? += text
            case .sourcePlural: entry.sourcePlural? += text
            case .translation(let index): entry.translations[index]? += text
            }
        }

        private mutating func close(at number: Int) throws {
            defer { (entry, field) = (Entry(), nil) }
            guard field != nil else { return }
            guard entry.source != nil else { throw refusal("an entry without msgid", entry.line) }
            guard !entry.translations.isEmpty else { throw refusal("an entry without msgstr", entry.line) }
            entries.append(entry)
        }

        private func unquoted(_ quoted: String, _ number: Int) throws -> String {
            let quote = UInt8(ascii: "\"")
            guard quoted.utf8.count >= 2, quoted.utf8.first == quote, quoted.utf8.last == quote else {
                throw refusal("a string must open and close with a double quote on one line", number)
            }
            let inside = quoted.utf8.dropFirst().dropLast()
            guard inside.contains(where: { $0 == quote || $0 == UInt8(ascii: "\\") }) else { return String(Substring(inside)) }
            var text = ""
            var characters = quoted.dropFirst().dropLast().makeIterator()
            while let character = characters.next() {
                guard character != "\"" else { throw refusal("a double quote inside a string is written \\\"", number) }
                guard character == "\\" else { text.append(character); continue }
                switch characters.next() {
                case "n": text.append("\n")
                case "t": text.append("\t")
                case "\"": text.append("\"")
                case "\\": text.append("\\")
                default: throw refusal("only \\n, \\t, \\\" and \\\\ may follow a backslash", number)
                }
            }
            return text
        }

        private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }

        private static func withoutSpaces(_ line: Substring) -> String {
            var bytes = line.utf8
            while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
            while let last = bytes.last, isSpace(last) { bytes.removeLast() }
            return String(Substring(bytes))
        }

        private static func pluralIndex(_ keyword: String) -> Int? {
            guard keyword.hasPrefix("msgstr["), keyword.hasSuffix("]") else { return nil }
            return Int(keyword.dropFirst(7).dropLast()).flatMap { (0..<6).contains($0) ? $0 : nil }
        }

        private func refusal(_ reason: String, _ line: Int) -> Refusal {
            Refusal(reason, at: .init(file: file, line: max(line, 1)))
        }
    }
}
