import Core

/// The answer to a query: one page of hits, how many there are in all, and what each further choice would leave.
package struct SearchResult: Sendable {
    package let total: Int
    /// How many of the total are open at the moment asked for.
    package let openNow: Int
    package let hits: [SearchHit]
    /// Empty unless asked for.
    package let facets: FacetCounts
    /// Asks for the next page; nil on the last.
    package let nextCursor: String?
    /// Words that were found nowhere, and what was searched instead.
    package let corrections: [Correction]
    /// Words that were found nowhere, nor anything like them.
    package let unknownWords: [String]

    /// A word nobody wrote, and the words one or two typing errors away that were searched instead.
    package struct Correction: Hashable, Sendable {
        /// Folded.
        package let typed: String
        package let searched: [String]
    }
}

/// One service at one location, as found.
package struct SearchHit: Sendable {
    package let identifier: Identifier
    package let service: Identifier
    private let segment: Segment
    private let document: Int
    /// Metres on the great circle from the query's place; nil without a place, or when its own is not known.
    package let distance: Double?
    /// What the hours say at the moment asked for; unknown where there are none.
    package let state: OpenState
    /// When the state becomes another one, within 366 days.
    package let changesAt: Instant?
    /// Every word of the query names the service: it is not only in a description, or the beginning of a word.
    package let isNamed: Bool

    init(
        _ document: Int, in segment: Segment, distance: Double?, state: OpenState, changesAt: Instant?, isNamed: Bool
    ) {
        identifier = segment.identity.identifier(document)
        service = segment.identity.service(document)
        self.segment = segment
        self.document = document
        self.distance = distance
        self.state = state
        self.changesAt = changesAt
        self.isNamed = isNamed
    }

    /// As the document gave it; fetched when asked for.
    package var card: [UInt8] { segment.cards[document] }
    package var id: String { identifier.text }
    package var serviceID: String { service.text }
}

/// How many results there would be, were one more value of a facet added to the query.
package struct FacetCounts: Sendable {
    let table: FacetTable
    /// By number of the value in the table.
    var counts: [Int32]

    /// The values of one facet that leave something, most results first, then by value.
    package subscript(facet: Facet) -> [(value: String, count: Int)] {
        var list: [(value: String, count: Int)] = []
        for (number, count) in counts.enumerated() where count > 0 && table.values[number].facet == facet {
            list.append((table.values[number].value, Int(count)))
        }
        return list.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }

    package func count(of value: String, in facet: Facet) -> Int {
        guard let number = table.number(FacetValue(facet, value)), number < counts.count else { return 0 }
        return Int(counts[number])
    }
}
