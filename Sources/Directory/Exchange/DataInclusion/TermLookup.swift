/// The taxonomy, ready to be asked by term and by data·inclusion slug.
struct TermLookup: Sendable {
    private let terms: [String: Taxonomy.Term]
    private let imports: [String: [String]]

    init(_ taxonomy: Taxonomy) {
        terms = Dictionary(taxonomy.terms.map { ($0.id, $0) }) { first, _ in first }
        var imports = taxonomy.dataInclusionImport
        if imports.isEmpty {
            for term in taxonomy.terms {
                for slug in term.dataInclusion { imports[slug, default: []].append(term.id) }
            }
        }
        self.imports = imports
    }

    subscript(id: String) -> Taxonomy.Term? { terms[id] }

    /// The terms some slugs are worth, of the facets asked for, each once, in order.
    func terms(for slugs: [String], of facets: Set<Taxonomy.Facet>) -> [String] {
        unique(slugs.flatMap { imports[$0] ?? [] }.filter { id in terms[id].map { facets.contains($0.facet) } ?? false })
    }

    func knows(_ slug: String) -> Bool { imports[slug] != nil }

    /// The slugs some terms are exported as: their own, or their theme's where they have none.
    func slugs(for ids: [String]) -> [String] {
        unique(
            ids.compactMap { terms[$0] }.flatMap { term in
                term.dataInclusion.isEmpty ? term.parentID.flatMap { terms[$0]?.dataInclusion } ?? [] : term.dataInclusion
            })
    }
}

/// Each element once, where it first stands.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
}
