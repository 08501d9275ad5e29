/// The order of documents by name, then by identifier.
struct Names: Sendable {
    private let keys: [NameKey]
    private let ranks: [UInt32]
    private let documents: [UInt32]

    init(_ keys: [NameKey], _ identifiers: [UInt128]) {
        let order = (0..<UInt32(keys.count)).sorted {
            (keys[Int($0)], identifiers[Int($0)]) < (keys[Int($1)], identifiers[Int($1)])
        }
        var ranks = [UInt32](repeating: 0, count: keys.count)
        for (rank, document) in order.enumerated() { ranks[Int(document)] = UInt32(rank) }
        self.keys = keys
        self.ranks = ranks
        documents = order
    }

    func key(_ document: Int) -> NameKey { keys[document] }
    @inline(__always)
    func rank(_ document: Int) -> UInt32 { ranks[document] }
    func document(atRank rank: Int) -> Int { Int(documents[rank]) }

    /// How many documents come before a name and identifier, or are exactly there.
    func countThrough(_ key: NameKey, _ identifier: UInt128, in identity: Identity) -> Int {
        var low = 0
        var high = documents.count
        while low < high {
            let middle = (low + high) / 2
            let document = Int(documents[middle])
            if (keys[document], identity.value(document)) <= (key, identifier) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    var byteCount: Int { keys.count * (NameKey.byteCount + 8) }
}
