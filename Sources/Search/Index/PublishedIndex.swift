import Core

/// An index as a phone gets it: everything an answer is made of, in plain lists, so that another program gives the same answers in
/// the same order. It says nothing of moments that ``covers`` leaves out.
package struct PublishedIndex: Sendable {
    /// One document, and its values by number in ``values``.
    package struct Document: Sendable {
        package let id: String
        package let service: String
        package let coordinate: Coordinate?
        package let timetable: Int
        package let values: [Int]
        package let card: [UInt8]
    }

    /// When some documents are open.
    package struct Timetable: Sendable {
        /// Minutes from the start of the window; the first is 0.
        package let changes: [(minute: Int, state: OpenState)]
        /// The first change after the window.
        package let next: (at: Instant, state: OpenState)?
        /// The first opening after the window.
        package let opening: Instant?
    }

    /// In the order of names, which is the order of what is equally open and equally far.
    package let documents: [Document]
    /// Number 0 is of what has no hours.
    package let timetables: [Timetable]
    /// Moments that can be answered; the hours of the seven days after the last are known too.
    package let covers: Range<Instant>
    /// Minutes from the start at which the city's days begin.
    package let midnights: [Int]
    /// Every value of every facet that some document has, in the order in which equal counts are shown.
    package let values: [FacetValue]
    /// Words in the order of their UTF-8, the documents that have them and whether these are named so.
    package let words: [(word: String, documents: [(number: Int, isNaming: Bool)])]
    /// Words of the taxonomy and the values they stand for, by number.
    package let vocabulary: [(word: String, values: [Int])]
}

extension SearchIndex {
    /// The index as a phone gets it.
    package var published: PublishedIndex { Publisher(views, vocabulary).published }
}

/// Puts the views of an index together.
private struct Publisher {
    let views: [SegmentView]
    let vocabulary: SearchVocabulary
    /// Where each document went, view by view; those replaced or removed went nowhere.
    private let numbers: [[Int: Int]]
    private let order: [(view: Int, document: Int)]
    private let values: [FacetValue]
    private let valueNumbers: [FacetValue: Int]

    init(_ views: [SegmentView], _ vocabulary: SearchVocabulary) {
        self.views = views
        self.vocabulary = vocabulary
        var found: [(view: Int, document: Int)] = []
        for (view, one) in views.enumerated() {
            for document in 0..<one.segment.count where one.live?.contains(document) ?? true { found.append((view, document)) }
        }
        func key(_ one: (view: Int, document: Int)) -> (NameKey, UInt128) {
            (views[one.view].segment.names.key(one.document), views[one.view].segment.identity.value(one.document))
        }
        order = found.sorted { key($0) < key($1) }
        var numbers = [[Int: Int]](repeating: [:], count: views.count)
        for (number, one) in order.enumerated() { numbers[one.view][one.document] = number }
        self.numbers = numbers
        // A value only of what was replaced still makes a word known, here as there.
        var known: Set<FacetValue> = []
        for view in views {
            for (number, value) in view.segment.facets.table.values.enumerated() where view.segment.facets.count(number) > 0 {
                known.insert(value)
            }
        }
        values = known.sorted { ($0.facet.rawValue, $0.value) < ($1.facet.rawValue, $1.value) }
        valueNumbers = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    }

    var published: PublishedIndex {
        let window = views[0].segment.timetables.window
        let starts = views.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.segment.timetables.count) }
        return PublishedIndex(
            documents: order.map { document($0, firstTimetable: starts[$0.view]) },
            timetables: views.flatMap { view in (0..<view.segment.timetables.count).map(view.segment.timetables.published) },
            covers: Instant(seconds: window.start)..<Instant(seconds: window.end - 7 * 86_400), midnights: window.midnights, values: values,
            words: words,
            vocabulary: vocabulary.values.indices.map { term in
                (vocabulary.lexicon.text(term), vocabulary.values[term].compactMap { valueNumbers[$0] })
            })
    }

    private func document(_ one: (view: Int, document: Int), firstTimetable: Int) -> PublishedIndex.Document {
        let segment = views[one.view].segment
        let own = segment.facets.values(one.document).compactMap { valueNumbers[segment.facets.table.values[Int($0)]] }
        return PublishedIndex.Document(
            id: segment.identity.identifier(one.document).text, service: segment.identity.service(one.document).text,
            coordinate: segment.places.coordinate(one.document), timetable: firstTimetable + Int(segment.timetableNumbers[one.document]),
            values: own.sorted(), card: segment.cards[one.document])
    }

    private var words: [(word: String, documents: [(number: Int, isNaming: Bool)])] {
        var found: [[UInt8]: [Int: Bool]] = [:]
        for (view, one) in views.enumerated() {
            let segment = one.segment
            for term in 0..<segment.lexicon.count {
                var any = Bitset(size: segment.count)
                var naming = Bitset(size: segment.count)
                segment.postings.unite(term, any: &any, naming: &naming, counting: true)
                var own: [Int: Bool] = [:]
                any.forEach { document in if let number = numbers[view][document] { own[number] = naming.contains(document) } }
                found[Array(segment.lexicon[term]), default: [:]].merge(own) { $0 || $1 }
            }
        }
        return found.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { word in
            (String(decoding: word, as: UTF8.self), (found[word] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
    }
}
