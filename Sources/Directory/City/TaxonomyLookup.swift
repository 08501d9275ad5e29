import Core

/// The taxonomy ready to be asked: a term by its identifier, the needs of a theme, the terms of a facet.
struct TaxonomyLookup: Sendable {
    let terms: [Taxonomy.Term]
    private let byID: [String: Taxonomy.Term]
    private let byParent: [String: [Taxonomy.Term]]

    init(_ taxonomy: Taxonomy) {
        terms = taxonomy.terms
        byID = Dictionary(taxonomy.terms.map { ($0.id, $0) }) { first, _ in first }
        byParent = Dictionary(grouping: taxonomy.terms.filter { $0.parentID != nil }) { $0.parentID ?? "" }
    }

    subscript(id: String) -> Taxonomy.Term? { byID[id] }

    /// The needs of a theme, in the order of the pack.
    func needs(of theme: String) -> [Taxonomy.Term] { byParent[theme] ?? [] }

    func terms(of facet: Taxonomy.Facet) -> [Taxonomy.Term] { terms.filter { $0.facet == facet } }

    /// The themes of a service, by its needs.
    func themes(of needs: [String]) -> [String] {
        var themes: [String] = []
        for need in needs {
            if let theme = byID[need]?.parentID ?? (byID[need]?.facet == .theme ? need : nil) { themes.appendOnce(theme) }
        }
        return themes
    }
}
