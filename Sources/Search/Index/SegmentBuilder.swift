import Core

/// Reads documents into a segment, one by one: of each, only what a search needs is kept, so a directory is never there twice.
struct SegmentBuilder {
    private let window: TimetableWindow
    private var identifiers: [(document: Identifier, service: Identifier)] = []
    private var names: [NameKey] = []
    private var coordinates: [Coordinate?] = []
    private var words = WordCollector()
    private var table: FacetTable
    private var values = Lists()
    private var timetables = TimetableCollector()
    private var cards = Cards()

    /// - Parameter table: values known already, which keep their numbers.
    init(table: FacetTable, window: TimetableWindow) {
        self.table = table
        self.window = window
    }

    mutating func add(_ document: SearchDocument) {
        identifiers.append((Identifier(document.id), Identifier(document.serviceID)))
        names.append(NameKey(document.name))
        coordinates.append(document.coordinate)
        words.add(document.texts)
        addValues(of: document)
        timetables.add(document)
        cards.add(document.card)
    }

    /// One document an identifier: the last of several wins.
    func build() -> Segment {
        let order = placed(unique())
        let identity = Identity(order.map { identifiers[$0] })
        let (lexicon, postings) = words.build(order)
        let (offsets, numbers) = values.inOrder(order)
        return Segment(
            identity: identity, names: Names(order.map { names[$0] }, identity.values),
            places: Places(order.compactMap { coordinates[$0] }, among: order.count), lexicon: lexicon, postings: postings,
            facets: FacetSets(table: table, offsets: offsets, numbers: numbers),
            timetableNumbers: order.map { timetables.numbers[$0] }, timetables: Timetables(timetables.schedules, window: window),
            cards: Cards(cards, order))
    }

    private mutating func addValues(of document: SearchDocument) {
        var own: [UInt32] = []
        func add(_ facet: Facet, _ value: String) {
            let number = table.add(FacetValue(facet, value))
            if !own.contains(number) { own.append(number) }
        }
        for (facet, values) in document.facets { for value in values { add(facet, value) } }
        if let area = document.areaCode { add(.area, area) }
        values.add(own)
    }

    private func unique() -> [Int] {
        let order = identifiers.indices.sorted { (identifiers[$0].document.value, $0) < (identifiers[$1].document.value, $1) }
        var isReplaced = [Bool](repeating: false, count: identifiers.count)
        for (one, next) in zip(order, order.dropFirst()) where identifiers[one].document.value == identifiers[next].document.value {
            isReplaced[one] = true
        }
        return identifiers.indices.filter { !isReplaced[$0] }
    }

    /// Those with a place first, by band and longitude, so that neighbours have neighbouring numbers.
    private func placed(_ wanted: [Int]) -> [Int] {
        var somewhere: [(coordinate: Coordinate, index: Int)] = []
        var nowhere: [Int] = []
        for index in wanted {
            if let coordinate = coordinates[index] { somewhere.append((coordinate, index)) } else { nowhere.append(index) }
        }
        somewhere.sort { Places.precedes($0.coordinate, $1.coordinate) }
        return somewhere.map(\.index) + nowhere
    }
}

/// Short lists of numbers, one a document, in one piece.
private struct Lists {
    private var starts = [0]
    private var numbers: [UInt32] = []

    mutating func add(_ list: [UInt32]) {
        numbers += list
        starts.append(numbers.count)
    }

    func inOrder(_ order: [Int]) -> (offsets: [UInt32], numbers: [UInt32]) {
        var offsets: [UInt32] = [0]
        var sorted: [UInt32] = []
        offsets.reserveCapacity(order.count + 1)
        sorted.reserveCapacity(numbers.count)
        for index in order {
            sorted += numbers[starts[index]..<starts[index + 1]]
            offsets.append(UInt32(sorted.count))
        }
        return (offsets, sorted)
    }
}

/// Numbers equal schedules alike, in the order documents come.
private struct TimetableCollector {
    private(set) var numbers: [UInt32] = []
    private(set) var schedules: [Schedule?] = [nil]
    private var known: [Schedule: UInt32] = [:]

    mutating func add(_ document: SearchDocument) {
        numbers.append(document.hours.map { number(Schedule(hours: $0, context: document.hoursContext)) } ?? 0)
    }

    private mutating func number(_ schedule: Schedule) -> UInt32 {
        if let number = known[schedule] { return number }
        let number = UInt32(schedules.count)
        known[schedule] = number
        schedules.append(schedule)
        return number
    }
}
