import Search

/// An invented taxonomy of the size of a real one: 20 themes, 60 needs, 15 audiences, 30 languages.
package enum Taxonomy {
    package static let themes = (0..<20).map { "theme-\($0)" }
    package static let needs = (0..<60).map { "need-\($0)" }
    package static let audiences = (0..<15).map { "audience-\($0)" }
    package static let conditions = (0..<12).map { "condition-\($0)" }
    package static let accessibility = (0..<8).map { "access-\($0)" }
    package static let areas = (0..<23).map { "area-\($0)" }
    package static let languages = [
        "fr", "en", "ar", "es", "ru", "fa", "ps", "uk", "tr", "pt", "bn", "ur", "ti", "am", "so", "zh", "it", "de", "ka", "sq", "ro", "ta",
        "ff",
        "snk", "bm", "wo", "ln", "ku", "hi", "bo",
    ]

    /// Four words a need in each of five scripts, none of which stands in any text.
    package static let synonyms: [FacetValue: [String]] = {
        var synonyms: [FacetValue: [String]] = [:]
        for number in needs.indices {
            synonyms[FacetValue(.need, needs[number])] = InventedWords.Script.allCases.flatMap { script in
                (0..<4).map { synonym(need: number, $0, script) }
            }
        }
        return synonyms
    }()

    package static func synonym(need: Int, _ variant: Int, _ script: InventedWords.Script) -> String {
        InventedWords.word(InventedWords.count * 2 + need * 40 + variant, script)
    }
}
