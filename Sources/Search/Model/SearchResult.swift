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
    private let segment: Segment
    private let document: Int
    /// Metres on the great circle from the query's place; nil without a place, or when its own is not known.
    package let distance: Double?
    /// What the hours say at the moment asked for; unknown where there are none.
    package let state: OpenState
    /// When the state becomes another one, and which, within 366 days; an open end such as `17:00+` becomes unknown.
    package let change: (at: Instant, state: OpenState)?
    /// When something that is not open is open next, within 366 days; what may be open is not.
    package let opensAt: Instant?
    /// Every word of the query names the service: it is not only in a description, or the beginning of a word.
    package let isNamed: Bool

    init(
        _ document: Int, in segment: Segment, distance: Double?, state: OpenState, change: (at: Instant, state: OpenState)?,
        opensAt: Instant?, isNamed: Bool
    ) {
        self.segment = segment
        self.document = document
        self.distance = distance
        self.state = state
        self.change = change
        self.opensAt = opensAt
        self.isNamed = isNamed
    }

    /// As the document gave it; fetched when asked for.
    package var card: [UInt8] { segment.cards[document] }
    package var id: String { segment.identity.identifier(document).text }
    package var serviceID: String { segment.identity.service(document).text }

    /// Adds the card, without so many of its last bytes, to an answer.
    package func appendCard(to bytes: inout [UInt8], droppingLast count: Int = 0) {
        segment.cards.append(document, droppingLast: count, to: &bytes)
    }
}

/// How many of the results have each value of a facet.
package struct FacetCounts: Sendable {
    let table: FacetTable
    /// By number of the value in the table.
    var counts: [Int32]

    /// The values of one facet that leave something, most results first, then by value.
    package subscript(facet: Facet) -> [(value: String, count: Int)] {
        var list: [(value: String, count: Int)] = []
        visit(facet) { list.append(($0, $1)) }
        return list
    }

    /// The same, one after the other.
    package func visit(_ facet: Facet, _ body: (_ value: String, _ count: Int) -> Void) {
        guard !counts.isEmpty else { return }
        let own = table.sorted[Int(facet.rawValue)]
        // The complement of the count, then the place among the facet's values: ascending is most results first, then by value.
        var keys: [UInt64] = []
        keys.reserveCapacity(own.count)
        for (place, number) in own.enumerated() where Int(number) < counts.count && counts[Int(number)] > 0 {
            keys.append(UInt64(~UInt32(counts[Int(number)])) << 32 | UInt64(place))
        }
        keys.sort()
        for key in keys {
            body(table.values[Int(own[Int(key & 0xffff_ffff)])].value, Int(~UInt32(truncatingIfNeeded: key >> 32)))
        }
    }

    package func count(of value: String, in facet: Facet) -> Int {
        guard let number = table.number(FacetValue(facet, value)), number < counts.count else { return 0 }
        return Int(counts[number])
    }
}
