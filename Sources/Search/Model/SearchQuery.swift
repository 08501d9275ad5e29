import Core

/// What somebody looks for. Everything given must hold (AND).
package struct SearchQuery: Hashable, Sendable {
    /// Words in any mix of languages; beyond ``longestWords`` they are not read.
    package var words: String
    /// Results are then ordered by distance from here.
    package var place: Coordinate?
    /// Metres around the place; services whose place is not known are then left out.
    package var radius: Double?
    package var at: Instant
    package var openOnly: Bool
    /// All values of all facets must hold, but one of several areas is enough: a place lies in one.
    package var selections: [Facet: [String]]
    /// Where the page before ended.
    package var cursor: String?
    /// Results a page, 1 to ``largestPage``.
    package var limit: Int
    package var wantsFacets: Bool

    /// Scalars of the words that are read, and how many words.
    package static let longestWords = (scalars: 256, words: 12)
    package static let largestPage = 1_000

    package init(
        words: String = "", place: Coordinate? = nil, radius: Double? = nil, at: Instant, openOnly: Bool = false,
        selections: [Facet: [String]] = [:], cursor: String? = nil, limit: Int = 20, wantsFacets: Bool = true
    ) {
        self.words = words
        self.place = place
        self.radius = radius
        self.at = at
        self.openOnly = openOnly
        self.selections = selections
        self.cursor = cursor
        self.limit = limit
        self.wantsFacets = wantsFacets
    }
}
