import Core

/// The taxonomy's words in every language: what somebody may call a need, a theme or an audience.
package struct SearchVocabulary: Sendable {
    let lexicon: Lexicon
    /// For each word of the lexicon, the values it stands for.
    let values: [[FacetValue]]

    /// Labels and synonyms of each value, whole phrases allowed: every word of them finds the value.
    package init(_ synonyms: [FacetValue: [String]] = [:]) {
        var found: [[UInt8]: Set<FacetValue>] = [:]
        for (value, phrases) in synonyms {
            for phrase in phrases {
                for word in WordReader.words(in: phrase) { found[word.utf8, default: []].insert(value) }
            }
        }
        let words = found.keys.sorted { $0.lexicographicallyPrecedes($1) }
        lexicon = Lexicon(sorted: words)
        values = words.map { word in (found[word] ?? []).sorted { ($0.facet.rawValue, $0.value) < ($1.facet.rawValue, $1.value) } }
    }
}
