/// What results can be narrowed by; the values are identifiers of the taxonomy, language tags or area codes.
package enum Facet: UInt8, CaseIterable, Hashable, Sendable {
    case theme, need
    /// Audiences and situations: the parameter `for`.
    case audience
    /// Languages spoken there.
    case speaks
    case condition, accessibility, area, label
}

/// One value of one facet.
package struct FacetValue: Hashable, Sendable {
    package let facet: Facet
    package let value: String

    package init(_ facet: Facet, _ value: String) {
        self.facet = facet
        self.value = value
    }
}
