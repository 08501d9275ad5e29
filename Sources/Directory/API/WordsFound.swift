import Core
import Database
import Search

/// What the words of a search find in the directory in memory: the same as on the site, in any language.
struct WordsFound: Sendable {
    let places: Set<String>
    let services: Set<String>
    private let words: [String]

    init(_ search: String, in index: SearchIndex) {
        let matches = index.matches(search)
        places = Set(matches.map(\.identifier.text))
        services = Set(matches.map(\.service.text))
        words = Folding.folded(search).split(separator: " ").prefix(6).map(String.init)
    }

    /// Holds for a folded text that has every word, for records that the index does not have; `%` and `_` are letters like others.
    func named(in column: SQL) -> SQL {
        guard !words.isEmpty else { return "1 = 0" }
        return SQL.joined(
            words.map { word in
                let pattern = "%" + word.map { "!%_".contains($0) ? "!\($0)" : String($0) }.joined() + "%"
                return "\(sql: column) LIKE \(pattern) ESCAPE '!'"
            }, by: " AND ")
    }
}
