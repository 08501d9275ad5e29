import Core

/// Reads documents into a segment.
struct SegmentBuilder {
    private let documents: [SearchDocument]

    /// One document an identifier: the last of several wins.
    init(_ documents: [SearchDocument]) {
        self.documents = Self.placed(documents, Self.unique(documents)).map { documents[$0] }
    }

    func build(table: FacetTable, window: TimetableWindow) -> Segment {
        let identity = Identity(documents)
        let words = WordCollector(documents)
        let (numbers, timetables) = Self.timetables(documents, window)
        return Segment(
            identity: identity, names: Names(documents.indices.map { NameKey(documents[$0].name) }, identity.values),
            places: Places(documents.indices.compactMap { documents[$0].coordinate }, among: documents.count), lexicon: words.lexicon,
            postings: words.postings,
            facets: Self.facets(documents, table), timetableNumbers: numbers, timetables: timetables,
            cards: Cards(documents))
    }

    private static func unique(_ documents: [SearchDocument]) -> [Int] {
        let identifiers = documents.indices.map { Identifier(documents[$0].id).value }
        let order = documents.indices.sorted { (identifiers[$0], $0) < (identifiers[$1], $1) }
        var isReplaced = [Bool](repeating: false, count: documents.count)
        for (one, next) in zip(order, order.dropFirst()) where identifiers[one] == identifiers[next] {
            isReplaced[one] = true
        }
        return documents.indices.filter { !isReplaced[$0] }
    }

    /// Those with a place first, by band and longitude, so that neighbours have neighbouring numbers.
    private static func placed(_ documents: [SearchDocument], _ wanted: [Int]) -> [Int] {
        var somewhere: [(coordinate: Coordinate, index: Int)] = []
        var nowhere: [Int] = []
        for index in wanted {
            if let coordinate = documents[index].coordinate { somewhere.append((coordinate, index)) } else { nowhere.append(index) }
        }
        somewhere.sort { Places.precedes($0.coordinate, $1.coordinate) }
        return somewhere.map(\.index) + nowhere
    }

    private static func facets(_ documents: [SearchDocument], _ table: FacetTable) -> FacetSets {
        var table = table
        var offsets: [UInt32] = [0]
        var numbers: [UInt32] = []
        offsets.reserveCapacity(documents.count + 1)
        for index in documents.indices {
            let start = numbers.count
            func add(_ facet: Facet, _ value: String) {
                let number = table.add(FacetValue(facet, value))
                if !numbers[start...].contains(number) { numbers.append(number) }
            }
            for (facet, values) in documents[index].facets { for value in values { add(facet, value) } }
            if let area = documents[index].areaCode { add(.area, area) }
            offsets.append(UInt32(numbers.count))
        }
        return FacetSets(table: table, offsets: offsets, numbers: numbers)
    }

    private static func timetables(_ documents: [SearchDocument], _ window: TimetableWindow) -> ([UInt32], Timetables) {
        var known: [Schedule: UInt32] = [:]
        var schedules: [Schedule?] = [nil]
        let numbers = documents.indices.map { index -> UInt32 in
            guard let hours = documents[index].hours else { return 0 }
            let schedule = Schedule(hours: hours, context: documents[index].hoursContext)
            if let number = known[schedule] { return number }
            let number = UInt32(schedules.count)
            known[schedule] = number
            schedules.append(schedule)
            return number
        }
        return (numbers, Timetables(schedules, window: window))
    }
}
