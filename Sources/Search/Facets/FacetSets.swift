/// Which documents have which facet values, both ways round.
struct FacetSets: Sendable {
    let table: FacetTable
    /// Documents of each value.
    private let sets: [DocumentSet]
    private let masks: FacetMasks
    let size: Int
    /// Of counting all sets, as `DocumentSet.cost`.
    private let cost: Int

    /// The values of each document in order; `table` may know more values than these documents have.
    init(table: FacetTable, offsets: [UInt32], numbers: [UInt32]) {
        var table = table
        table.sort()
        self.table = table
        size = offsets.count - 1
        var lists = [[UInt32]](repeating: [], count: table.values.count)
        for document in 0..<offsets.count - 1 {
            for number in numbers[Int(offsets[document])..<Int(offsets[document + 1])] { lists[Int(number)].append(UInt32(document)) }
        }
        let size = size
        masks = FacetMasks(offsets: offsets, numbers: numbers, valueCount: table.values.count)
        sets = lists.map { DocumentSet($0, size: size) }
        cost = sets.prefix(masks.limit).reduce(0) { $0 + $1.cost }
    }

    /// How many documents have a value.
    func count(_ number: Int) -> Int { number < sets.count ? sets[number].count : 0 }
    var valueCount: Int { sets.count }

    func values(_ document: Int) -> [UInt32] {
        masks.values(document) + (masks.limit..<valueCount).filter { sets[$0].contains(document) }.map(UInt32.init)
    }

    func unite(_ number: Int, into set: inout Bitset) {
        if number < sets.count { sets[number].unite(into: &set) }
    }

    /// The documents that have the value.
    func bitset(_ number: Int) -> Bitset {
        var set = Bitset(size: size)
        unite(number, into: &set)
        return set
    }

    /// How many of so many documents have each value, by whichever way reads less.
    func counts(of documents: Bitset, total: Int) -> [Int32] {
        guard total * FacetMasks.cost < cost else { return sets.map { Int32($0.count(in: documents)) } }
        var counts = masks.counts(of: documents, valueCount: valueCount)
        for number in masks.limit..<valueCount { counts[number] = Int32(sets[number].count(in: documents)) }
        return counts
    }

    var byteCount: Int { sets.reduce(0) { $0 + $1.byteCount } + masks.byteCount }
}

/// Some documents: a list when they are few, a bit each when they are many.
enum DocumentSet: Sendable {
    case list([UInt32])
    case bits(Bitset, count: Int)

    init(_ list: [UInt32], size: Int) {
        if list.count <= size / 128 {
            self = .list(Array(list))
        } else {
            var set = Bitset(size: size)
            set.insert(list)
            self = .bits(set, count: list.count)
        }
    }

    var count: Int {
        switch self {
        case .list(let list): list.count
        case .bits(_, let count): count
        }
    }

    func contains(_ document: Int) -> Bool {
        switch self {
        case .list(let list): list.contains(UInt32(document))
        case .bits(let bits, _): bits.contains(document)
        }
    }

    func unite(into set: inout Bitset) {
        switch self {
        case .list(let list): set.insert(list)
        case .bits(let bits, _): set.formUnion(bits)
        }
    }

    func count(in documents: Bitset) -> Int {
        switch self {
        case .list(let list): list.count { documents.contains(Int($0)) }
        case .bits(let bits, _): bits.count(in: documents)
        }
    }

    /// About how many steps `count(in:)` takes.
    var cost: Int {
        switch self {
        case .list(let list): list.count
        case .bits(let bits, _): bits.words.count / 2
        }
    }

    var byteCount: Int {
        switch self {
        case .list(let list): list.count * 4 + 32
        case .bits(let bits, _): bits.words.count * 8 + 32
        }
    }
}
