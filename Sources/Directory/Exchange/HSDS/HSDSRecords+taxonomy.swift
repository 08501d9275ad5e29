import Core

extension HSDSRecords {
    static func identifier(of term: Taxonomy.Term) -> String { nameBasedUUID("parvis/taxonomy_term", term.id) }
    static func identifier(of facet: Taxonomy.Facet) -> String { nameBasedUUID("parvis/taxonomy", facet.rawValue) }

    /// One taxonomy a facet.
    package var taxonomies: [HSDS.Taxonomy] { Taxonomy.Facet.allCases.map(taxonomy) }

    package func taxonomy(_ id: String) -> HSDS.Taxonomy? { taxonomies.first { $0.id == id } }

    /// Every term, in the order of the city's list.
    package var taxonomyTerms: [HSDS.TaxonomyTerm] { taxonomy.terms.map { taxonomyTerm($0, short: false) } }

    package func taxonomyTerm(_ id: String) -> HSDS.TaxonomyTerm? {
        taxonomy.terms.first { Self.identifier(of: $0) == id }.map { taxonomyTerm($0, short: false) }
    }

    private func taxonomy(_ facet: Taxonomy.Facet) -> HSDS.Taxonomy {
        let description =
            switch facet {
            case .theme: "Themes of needs."
            case .need: "What people need."
            case .audience: "Who a service is for."
            case .situation: "Legal and personal situations."
            case .condition: "What is asked at the door."
            case .accessibility: "How accessible a place is."
            }
        return HSDS.Taxonomy(id: Self.identifier(of: facet), name: facet.rawValue, description: description)
    }

    /// - Parameter short: inside a service, where the labels in every language would be repeated a hundred times.
    func taxonomyTerm(_ term: Taxonomy.Term, short: Bool) -> HSDS.TaxonomyTerm {
        let reading = term.label.reading(in: language)
        let name = reading?.text ?? term.id
        var result = HSDS.TaxonomyTerm(id: Self.identifier(of: term), code: term.id, name: name, description: plain(term.hint) ?? name)
        result.parentId = term.parentID.flatMap { terms[$0] }.map(Self.identifier)
        result.taxonomy = term.facet.rawValue
        result.language = reading?.language.tag
        result.taxonomyId = Self.identifier(of: term.facet)
        guard !short else { return result }
        result.taxonomyDetail = taxonomy(term.facet)
        result.xParvis = texts(["name": term.label, "description": term.hint]).map { .init(text: $0) }
        return result
    }
}
