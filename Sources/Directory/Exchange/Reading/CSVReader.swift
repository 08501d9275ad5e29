import Core

/// Reads a table (RFC 4180): quoted cells may hold separators, quotes and line breaks; every row keeps the line it begins on.
package struct CSVReader {
    package let header: [String]
    package let rows: [Row]

    package struct Row: Sendable {
        /// Counted from 1, the header included.
        package let line: Int
        package let cells: [String]
    }

    /// - Parameter separator: comma, semicolon or tab; nil: the one the header has most of.
    package init(_ bytes: [UInt8], file: String, encoding: TextEncoding = .utf8, separator: Character? = nil) throws(Refusal) {
        try InputLimit.check(bytes.count, file: file)
        let text = try encoding.text(bytes, file: file)
        var scanner = CSVScanner(Array(text.utf8), file: file, separator: try Self.separator(declared: separator, text, file: file))
        guard let first = try scanner.row(), first.cells.contains(where: { !$0.isEmpty }) else {
            throw Refusal("the file is empty: the first line must name the columns", at: .init(file: file, line: 1))
        }
        header = first.cells.map(\.trimmed)
        var rows: [Row] = []
        while let row = try scanner.row() { rows.append(row) }
        self.rows = rows
        var seen: Set<String> = []
        if let twice = header.first(where: { !$0.isEmpty && !seen.insert($0).inserted }) {
            throw Refusal("the column “\(twice)” is there twice: rename one", at: .init(file: file, line: 1, field: twice))
        }
    }

    private static func separator(declared: Character?, _ text: String, file: String) throws(Refusal) -> UInt8 {
        if let declared {
            guard let byte = declared.asciiValue, ",;\t".contains(declared) else {
                throw Refusal("“\(declared)” is not a separator: a comma, a semicolon or a tab", at: .init(file: file))
            }
            return byte
        }
        let firstLine = text.utf8.prefix { $0 != 0x0A }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        return candidates.max { left, right in firstLine.count { $0 == left } < firstLine.count { $0 == right } } ?? candidates[0]
    }
}

/// Cuts the bytes of a table into rows, once, from left to right.
struct CSVScanner {
    private let bytes: [UInt8]
    private let file: String
    private let separator: UInt8
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8], file: String, separator: UInt8) {
        self.bytes = bytes
        self.file = file
        self.separator = separator
    }

    /// The next row that has something in it; nil at the end.
    mutating func row() throws(Refusal) -> CSVReader.Row? {
        while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D {
            if bytes[position] == 0x0A { line += 1 }
            position += 1
        }
        guard position < bytes.count else { return nil }
        let start = line
        var cells = [try cell()]
        while position < bytes.count, bytes[position] == separator {
            position += 1
            cells.append(try cell())
        }
        if position < bytes.count, bytes[position] == 0x0D { position += 1 }
        if position < bytes.count, bytes[position] == 0x0A {
            position += 1
            line += 1
        }
        return CSVReader.Row(line: start, cells: cells)
    }

    private mutating func cell() throws(Refusal) -> String {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quotedCell() }
        let start = position
        while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func quotedCell() throws(Refusal) -> String {
        let start = line
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return try closed(content) }
                position += 1
            }
            if byte == 0x0A { line += 1 }
            content.append(byte)
        }
        throw Refusal("a quotation mark opens here and is never closed", at: .init(file: file, line: start))
    }

    private func closed(_ content: [UInt8]) throws(Refusal) -> String {
        if position < bytes.count, ![separator, 0x0A, 0x0D].contains(bytes[position]) {
            throw Refusal(
                "text follows a closing quotation mark: double the quotes inside a quoted cell", at: .init(file: file, line: line))
        }
        return String(decoding: content, as: UTF8.self)
    }
}
