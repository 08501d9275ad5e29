import Core

/// One gettext PO file as it is written: header and entries, nothing interpreted beyond the format.
package struct PortableObject {
    /// One entry; lines are counted from 1.
    package struct Entry {
        package var line = 0
        package var context: String?
        package var source: String?
        package var sourcePlural: String?
        package var translations: [Int: String] = [:]
        package var comments: [String] = []
        package var isFuzzy = false
    }

    package let file: String
    package private(set) var header: [String: String] = [:]
    package private(set) var entries: [Entry] = []

    /// - Throws: a `Refusal` with file and line for anything that is not PO.
    package init(_ content: String, file: String) throws {
        self.file = file
        var reader = Reader(file: file)
        // Bytes, not characters: thousands of lines are read before the first page.
        for (offset, line) in content.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            try reader.read(Substring(line), number: offset + 1)
        }
        try reader.finish()
        for entry in reader.entries {
            if entry.context == nil, entry.source == "" {
                guard header.isEmpty, entries.isEmpty else { throw Self.refusal("the header comes once and first", file, entry.line) }
                header = try Self.fields(entry.translations[0] ?? "", file, entry.line)
            } else {
                entries.append(entry)
            }
        }
    }

    package func refusal(_ reason: String, line: Int) -> Refusal { Self.refusal(reason, file, line) }

    private static func refusal(_ reason: String, _ file: String, _ line: Int) -> Refusal {
        Refusal(reason, at: .init(file: file, line: line))
    }

    private static func fields(_ text: String, _ file: String, _ line: Int) throws -> [String: String] {
        var fields: [String: String] = [:]
        for field in text.split(separator: "\n") {
            guard let colon = field.firstIndex(of: ":") else {
                throw refusal("a header line is “Name: value”, not “\(field)”", file, line)
            }
            fields[String(field[..<colon])] = field[field.index(after: colon)...].trimmed
        }
        return fields
    }
}
