extension Migration {
    /// The text for an engine: as it is for SQLite, with its types translated for PostgreSQL. Quoted text and comments stay.
    func statements(for dialect: Dialect) -> String {
        guard dialect == .postgres else { return sql }
        var scanner = SchemaScanner(sql)
        return scanner.translated()
    }
}

/// Walks over a schema word by word, without looking into quotes and comments.
private struct SchemaScanner {
    private let characters: [Character]
    private var at = 0
    private var output = ""
    private var previousWord = ""

    init(_ text: String) { characters = Array(text) }

    mutating func translated() -> String {
        while at < characters.count {
            let character = characters[at]
            switch character {
            case "'", "\"": copy(through: character)
            case "-" where next == "-": copyComment()
            case _ where character.isLetter || character == "_": copyWord()
            default:
                output.append(character)
                at += 1
            }
        }
        return output
    }

    private var next: Character? { at + 1 < characters.count ? characters[at + 1] : nil }

    /// A doubled quote inside closes and opens again, which copies the same.
    private mutating func copy(through quote: Character) {
        repeat {
            output.append(characters[at])
            at += 1
        } while at < characters.count && characters[at] != quote
        guard at < characters.count else { return }
        output.append(quote)
        at += 1
    }

    private mutating func copyComment() {
        while at < characters.count, characters[at] != "\n" {
            output.append(characters[at])
            at += 1
        }
    }

    private mutating func copyWord() {
        let start = at
        while at < characters.count, characters[at].isLetter || characters[at].isNumber || characters[at] == "_" { at += 1 }
        let word = String(characters[start..<at])
        output += translation(of: word)
        previousWord = word
    }

    /// Types are written in capitals and nothing else is named so. A cast takes the type without its collation.
    private func translation(of word: String) -> String {
        switch word {
        case "INTEGER": "BIGINT"
        case "REAL": "DOUBLE PRECISION"
        case "BLOB": "BYTEA"
        case "TEXT": previousWord == "AS" ? "TEXT" : "TEXT COLLATE \"C\""
        case "STRICT": ""
        default: word
        }
    }
}
