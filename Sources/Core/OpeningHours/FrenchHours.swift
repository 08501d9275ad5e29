/// Reads opening hours written in French prose (“Du lundi au vendredi de 9h à 12h et de 14h à 17h”) and proposes rules.
package enum FrenchHours {
    /// A proposal, or nothing when no time was understood.
    package static func propose(_ text: String) -> HoursProposal? {
        guard text.utf8.count <= OpeningHours.longestText * 2 else { return nil }
        var reader = FrenchReader(FrenchText(text))
        reader.read()
        let rules = reader.rules
        guard !rules.isEmpty else { return nil }
        let canonical = HoursText.write(rules)
        guard let hours = try? OpeningHours(canonical) else { return nil }  // too many pieces to be one expression: nothing to propose
        return HoursProposal(hours: hours, readAs: reader.readings, notUnderstood: reader.notUnderstood)
    }
}

/// The letters of a text without tags, entities and accents, beside the letters to show.
struct FrenchText {
    private(set) var shown: [Character] = []
    private(set) var folded: [Character] = []

    private static let entities: [String: Character] = [
        "nbsp": " ", "amp": "&", "eacute": "é", "egrave": "è", "agrave": "à", "ucirc": "û", "ecirc": "ê", "ccedil": "ç", "rsquo": "’",
    ]

    init(_ text: String) {
        var rest = Substring(text)
        // Looked for once: a text of “<” alone would be searched to its end for each of them.
        let lastClosing = text.lastIndex(of: ">") ?? text.startIndex
        while let character = rest.first {
            if character == "<", rest.startIndex < lastClosing, let end = rest.firstIndex(of: ">") {
                append("\n")
                rest = rest[rest.index(after: end)...]
            } else if character == "&", let end = rest.prefix(10).firstIndex(of: ";"),
                let letter = Self.entities[String(rest[rest.index(after: rest.startIndex)..<end])]
            {
                append(letter)
                rest = rest[rest.index(after: end)...]
            } else {
                append(character)
                rest = rest.dropFirst()
            }
        }
    }

    private mutating func append(_ character: Character) {
        shown.append(character)
        folded.append(Self.fold(character))
    }

    private static func fold(_ character: Character) -> Character {
        switch character.lowercased().first ?? character {
        case "é", "è", "ê", "ë": "e"
        case "à", "â", "ä": "a"
        case "û", "ù", "ü": "u"
        case "ô", "ö": "o"
        case "î", "ï": "i"
        case "ç": "c"
        case "’", "ʼ": "'"
        case "–", "—", "−": "-"
        case let letter where letter.isWhitespace && !letter.isNewline: " "
        case let letter: letter
        }
    }

    /// The letters to show between two positions, spaces collapsed.
    func text(_ range: Range<Int>) -> String {
        shown[range].split(whereSeparator: \.isWhitespace).map { String($0) }.joined(separator: " ")
    }
}
