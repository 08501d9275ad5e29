import Core

/// A query made ready for every segment.
struct Plan {
    let query: SearchQuery
    let words: [QueryWord]
    let vocabulary: SearchVocabulary
    let place: Point?
    /// When "open now" is asked.
    let moment: Moment
    /// When the order was made: the moment of the first page.
    let orderMoment: Moment
    let cursor: Cursor?
    /// Identifies the order: words and place.
    let search: UInt32
    let limit: Int

    init(_ query: SearchQuery, words: [QueryWord], vocabulary: SearchVocabulary, zone: Zone) throws(Refusal) {
        guard (1...SearchQuery.largestPage).contains(query.limit) else {
            throw Refusal("A page has 1 to \(SearchQuery.largestPage) results; ask for a number between them.", at: .init(field: "limit"))
        }
        if let radius = query.radius {
            guard query.place != nil else {
                throw Refusal("A radius needs a place to be measured from; give the place too.", at: .init(field: "radius"))
            }
            guard radius.isFinite, radius >= 0 else {
                throw Refusal("The radius is not a distance; give metres, 0 or more.", at: .init(field: "radius"))
            }
        }
        self.query = query
        self.words = words
        self.vocabulary = vocabulary
        place = query.place.map(Point.init)
        limit = query.limit
        search = Self.fingerprint(words, query.place)
        moment = Moment(query.at, in: zone)
        cursor = if let text = query.cursor { try Cursor(text) } else { nil }
        if let cursor, cursor.search != search { throw Cursor.refusal }
        orderMoment = cursor.map { Moment($0.moment, in: zone) } ?? moment
    }

    /// Whether a document's own state may be read from the order's openings.
    var isOneMoment: Bool { moment == orderMoment }

    private static func fingerprint(_ words: [QueryWord], _ place: Coordinate?) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ number: UInt64) {
            hash = (hash ^ number) &* 0x0000_0100_0000_01b3
            hash ^= hash >> 32
        }
        for word in words {
            for byte in word.typed.utf8 { mix(UInt64(byte)) }
            mix(256)
        }
        if let place {
            mix(place.latitude.bitPattern)
            mix(place.longitude.bitPattern)
        }
        return UInt32(truncatingIfNeeded: hash)
    }
}
