/// Which documents have which facet values, both ways round.
struct FacetSets: Sendable {
    let table: FacetTable
    /// Documents of each value.
    private let sets: [DocumentSet]
    /// Values of each document.
    private let offsets: [UInt32]
    private let numbers: [UInt32]
    let size: Int

    /// The values of each document in order; `table` may know more values than these documents have.
    init(table: FacetTable, offsets: [UInt32], numbers: [UInt32]) {
        self.table = table
        self.offsets = offsets
        self.numbers = numbers
        size = offsets.count - 1
        var lists = [[UInt32]](repeating: [], count: table.values.count)
        for document in 0..<offsets.count - 1 {
            for number in numbers[Int(offsets[document])..<Int(offsets[document + 1])] { lists[Int(number)].append(UInt32(document)) }
        }
        let size = size
        sets = lists.map { DocumentSet($0, size: size) }
    }

    /// How many documents have a value.
    func count(_ number: Int) -> Int { number < sets.count ? sets[number].count : 0 }
    var valueCount: Int { sets.count }

    func values(_ document: Int) -> ArraySlice<UInt32> { numbers[Int(offsets[document])..<Int(offsets[document + 1])] }

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
    func add(countsOf documents: Bitset, total: Int, to counts: inout [Int32]) {
        let perDocument = total * (8 + 3 * numbers.count / max(1, size))
        if perDocument < sets.reduce(0, { $0 + $1.cost }) {
            addDocumentByDocument(documents, to: &counts)
        } else {
            for (number, set) in sets.enumerated() { counts[number] += Int32(set.count(in: documents)) }
        }
    }

    /// Unchecked reads: documents are below `size`, so both offsets exist and lie within `numbers`; every number is below the number of
    /// values, which `counts` has.
    private func addDocumentByDocument(_ documents: Bitset, to counts: inout [Int32]) {
        counts.withUnsafeMutableBufferPointer { counts in
            offsets.withUnsafeBufferPointer { offsets in
                numbers.withUnsafeBufferPointer { numbers in
                    documents.forEach { document in
                        for index in Int(offsets[document])..<Int(offsets[document + 1]) { counts[Int(numbers[index])] &+= 1 }
                    }
                }
            }
        }
    }

    var byteCount: Int { sets.reduce(0) { $0 + $1.byteCount } + offsets.count * 4 + numbers.count * 4 }
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
        case .bits(let bits, _): bits.words.count
        }
    }

    var byteCount: Int {
        switch self {
        case .list(let list): list.count * 4 + 32
        case .bits(let bits, _): bits.words.count * 8 + 32
        }
    }
}
