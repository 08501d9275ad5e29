import Core
import Search

extension SearchVocabulary {
    /// Every word of the taxonomy in every language leads to its term: «دوش» finds what has the need `shower`.
    init(_ taxonomy: TaxonomyLookup) {
        var words: [FacetValue: [String]] = [:]
        for term in taxonomy.terms {
            guard let facet = Facet(term.facet) else { continue }
            let labels = term.label.versions.values.map(\.text)
            words[FacetValue(facet, term.id)] = labels + term.synonyms.values.joined()
        }
        self.init(words)
    }
}

extension Facet {
    /// Which filter of the search a facet of the taxonomy belongs to.
    init?(_ facet: Taxonomy.Facet) {
        switch facet {
        case .theme: self = .theme
        case .need: self = .need
        case .audience, .situation: self = .audience
        case .condition: self = .condition
        case .accessibility: self = .accessibility
        }
    }
}
