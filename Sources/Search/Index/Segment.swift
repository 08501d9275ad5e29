import Core

/// An immutable set of documents with everything a search needs, numbered by where they are.
final class Segment: Sendable {
    let count: Int
    let identity: Identity
    let names: Names
    let places: Places
    let lexicon: Lexicon
    let postings: Postings
    let facets: FacetSets
    /// The timetable of each document.
    let timetableNumbers: [UInt32]
    let timetables: Timetables
    let cards: Cards

    init(
        identity: Identity, names: Names, places: Places, lexicon: Lexicon, postings: Postings, facets: FacetSets,
        timetableNumbers: [UInt32], timetables: Timetables, cards: Cards
    ) {
        count = identity.count
        self.identity = identity
        self.names = names
        self.places = places
        self.lexicon = lexicon
        self.postings = postings
        self.facets = facets
        self.timetableNumbers = timetableNumbers
        self.timetables = timetables
        self.cards = cards
    }

    /// The same documents with the timetables of another week.
    init(_ other: Segment, timetables: Timetables) {
        count = other.count
        identity = other.identity
        names = other.names
        places = other.places
        lexicon = other.lexicon
        postings = other.postings
        facets = other.facets
        timetableNumbers = other.timetableNumbers
        self.timetables = timetables
        cards = other.cards
    }

    func sortKey(_ key: PackedKey) -> SortKey {
        let document = names.document(atRank: key.rank)
        return SortKey(
            relevance: key.relevance, tier: key.tier, centimetres: key.centimetres, name: names.key(document),
            identifier: identity.value(document))
    }

    /// Bytes held, the callers' cards left out.
    var byteCount: Int {
        identity.byteCount + names.byteCount + places.byteCount + lexicon.byteCount + postings.byteCount + facets.byteCount
            + timetableNumbers.count * 4 + timetables.byteCount + cards.byteCount
    }
}
