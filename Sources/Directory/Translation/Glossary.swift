import Core
import Foundation
import Web

/// The words of one language that every translator uses for the same French word.
struct Glossary: Hashable, Sendable {
    struct Entry: Hashable, Sendable, Decodable {
        /// French.
        let term: String
        let translation: String
        let note: String
    }

    static let most = 1_000
    static let longest = 120
    static let longestNote = 400

    /// The longest terms first, so that “centre d'accueil de jour” is found before “accueil”.
    let entries: [Entry]

    init(entries: [Entry] = []) {
        self.entries = entries.sorted { ($1.term.count, $0.term) < ($0.term.count, $1.term) }
    }

    /// The words of the glossary a text contains, in the order of the text, and where.
    func found(in text: String) -> [(range: Range<String.Index>, entry: Entry)] {
        var found: [(range: Range<String.Index>, entry: Entry)] = []
        for entry in entries {
            var start = text.startIndex
            while start < text.endIndex,
                let range = text.range(of: entry.term, options: [.caseInsensitive, .diacriticInsensitive], range: start..<text.endIndex)
            {
                start = range.upperBound
                if text.isWord(range), !found.contains(where: { $0.range.overlaps(range) }) { found.append((range, entry)) }
            }
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The text with its words of the glossary marked.
    func marked(_ text: String) -> Markup {
        var html = ""
        var rest = text.startIndex
        for (range, _) in found(in: text) {
            html += escapedHTML(String(text[rest..<range.lowerBound])) + "<mark>" + escapedHTML(String(text[range])) + "</mark>"
            rest = range.upperBound
        }
        return Markup(html + escapedHTML(String(text[rest...])))
    }
}

extension String {
    /// Neither end of the range cuts a word, apart from the endings of a plural.
    fileprivate func isWord(_ range: Range<String.Index>) -> Bool {
        func isLetter(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber } ?? false }
        let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
        let after = self[range.upperBound...].drop { $0 == "s" || $0 == "x" }.first
        return !isLetter(before) && !isLetter(after)
    }
}
