import Core

/// The city's list of needs, audiences, situations and access conditions, with their words in every language.
package struct Taxonomy: Codable, Hashable, Sendable {
    package let terms: [Term]
    /// What each slug of data·inclusion is worth on import: identifiers of terms, fewer than the slugs a term is exported as,
    /// since a slug often says less than a need. Empty: the terms' own slugs hold both ways.
    package let dataInclusionImport: [String: [String]]

    package init(terms: [Term], dataInclusionImport: [String: [String]] = [:]) {
        self.terms = terms
        self.dataInclusionImport = dataInclusionImport
    }

    package enum Facet: String, Codable, Sendable, CaseIterable {
        case theme, need, audience, situation, condition, accessibility
    }

    /// One thing people look for, or one kind of people it is for.
    package struct Term: Codable, Hashable, Sendable, Identifiable {
        /// Short stable name, unique in the taxonomy: `shower`.
        package let id: String
        package let facet: Facet
        /// The theme of a need.
        package let parentID: String?
        /// Name of its pictogram, without `.svg`.
        package let pictogram: String?
        package let label: LocalizedText
        package let hint: LocalizedText
        /// Words people type, by language.
        package let synonyms: [Language: [String]]
        /// Slugs of data·inclusion that mean the same.
        package let dataInclusion: [String]

        package init(
            id: String, facet: Facet, parentID: String? = nil, pictogram: String? = nil, label: LocalizedText,
            hint: LocalizedText = LocalizedText(), synonyms: [Language: [String]] = [:], dataInclusion: [String] = []
        ) {
            self.id = id
            self.facet = facet
            self.parentID = parentID
            self.pictogram = pictogram
            self.label = label
            self.hint = hint
            self.synonyms = synonyms
            self.dataInclusion = dataInclusion
        }
    }
}
