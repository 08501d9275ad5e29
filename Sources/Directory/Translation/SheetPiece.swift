import Core

/// A paragraph, a heading or one item of a list of a sheet, without the marks that make it one.
struct SheetPiece: Hashable, Sendable {
    /// `## `, `- `, `3. `, or nothing.
    let mark: String
    var text: String
    /// The line ends that follow it.
    let space: String

    /// The pieces of a text, which joined again give it back without white space at its ends.
    static func pieces(of markdown: String) -> [SheetPiece] {
        var pieces: [(mark: String, lines: [String], blanks: Int)] = []
        for line in markdown.trimmed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.allSatisfy(\.isWhitespace) {
                if !pieces.isEmpty { pieces[pieces.count - 1].blanks += 1 }
            } else if let last = pieces.last, last.blanks == 0, mark(of: line) == nil {
                pieces[pieces.count - 1].lines.append(line)
            } else {
                let mark = mark(of: line) ?? ""
                pieces.append((mark, [String(line.dropFirst(mark.count))], 0))
            }
        }
        return pieces.map {
            SheetPiece(mark: $0.mark, text: $0.lines.joined(separator: "\n"), space: String(repeating: "\n", count: $0.blanks + 1))
        }
    }

    static func joined(_ pieces: [SheetPiece]) -> String {
        var text = pieces.map { $0.mark + $0.text + $0.space }.joined()
        while text.last == "\n" { text.removeLast() }
        return text
    }

    private static func mark(of line: String) -> String? {
        line.firstMatch(of: #/^\s*(?:#{1,6}|[-*+]|\d{1,3}\.)\s+/#).map { String($0.output) }
    }
}

extension SheetPiece {
    /// What must be in every translation as it is: sources in brackets, and where links lead.
    static func references(in text: String) -> [String] {
        let sources = text.matches(of: #/\[\[[^\]]+\]\]/#).map { String($0.output) }
        let links = text.matches(of: #/\]\(([^)]+)\)/#).map { String($0.output.1) }
        return (sources + links).sorted()
    }
}
