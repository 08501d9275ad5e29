/// Which record each document is.
struct Identity: Sendable {
    /// Of each document and its service, side by side since a hit shows both.
    private let pairs: [Pair]
    private struct Pair {
        let document: UInt128
        let service: UInt128
    }

    /// Only of identifiers that are not UUIDs.
    private let spellings: [Int: (id: String?, service: String?)]
    /// Documents in the order of their identifiers.
    private let sorted: [UInt32]

    init(_ identifiers: [(document: Identifier, service: Identifier)]) {
        var pairs: [Pair] = []
        pairs.reserveCapacity(identifiers.count)
        var spellings: [Int: (id: String?, service: String?)] = [:]
        for (number, (id, service)) in identifiers.enumerated() {
            pairs.append(Pair(document: id.value, service: service.value))
            if id.spelling != nil || service.spelling != nil { spellings[number] = (id.spelling, service.spelling) }
        }
        sorted = (0..<UInt32(pairs.count)).sorted { pairs[Int($0)].document < pairs[Int($1)].document }
        self.pairs = pairs
        self.spellings = spellings
    }

    var count: Int { pairs.count }

    @inline(__always)
    func value(_ document: Int) -> UInt128 { pairs[document].document }
    var values: [UInt128] { pairs.map(\.document) }

    func identifier(_ document: Int) -> Identifier {
        Identifier(value: pairs[document].document, spelling: spellings.isEmpty ? nil : spellings[document]?.id)
    }

    func service(_ document: Int) -> Identifier {
        Identifier(value: pairs[document].service, spelling: spellings.isEmpty ? nil : spellings[document]?.service)
    }

    /// The document of an identifier.
    func document(_ identifier: UInt128) -> Int? {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if value(Int(sorted[middle])) < identifier { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && value(Int(sorted[low])) == identifier ? Int(sorted[low]) : nil
    }

    var byteCount: Int { count * 36 }
}
