/// Which record each document is.
struct Identity: Sendable {
    let identifiers: [UInt128]
    let services: [UInt128]
    /// Only of identifiers that are not UUIDs.
    private let spellings: [Int: (id: String?, service: String?)]
    /// Documents in the order of their identifiers.
    private let sorted: [UInt32]

    init(_ documents: [SearchDocument]) {
        var identifiers: [UInt128] = []
        var services: [UInt128] = []
        var spellings: [Int: (id: String?, service: String?)] = [:]
        for number in documents.indices {
            let id = Identifier(documents[number].id)
            let service = Identifier(documents[number].serviceID)
            identifiers.append(id.value)
            services.append(service.value)
            if id.spelling != nil || service.spelling != nil { spellings[number] = (id.spelling, service.spelling) }
        }
        sorted = (0..<UInt32(identifiers.count)).sorted { identifiers[Int($0)] < identifiers[Int($1)] }
        self.identifiers = identifiers
        self.services = services
        self.spellings = spellings
    }

    var count: Int { identifiers.count }

    func identifier(_ document: Int) -> Identifier {
        Identifier(value: identifiers[document], spelling: spellings.isEmpty ? nil : spellings[document]?.id)
    }

    func service(_ document: Int) -> Identifier {
        Identifier(value: services[document], spelling: spellings.isEmpty ? nil : spellings[document]?.service)
    }

    /// The document of an identifier.
    func document(_ identifier: UInt128) -> Int? {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if identifiers[Int(sorted[middle])] < identifier { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && identifiers[Int(sorted[low])] == identifier ? Int(sorted[low]) : nil
    }

    var byteCount: Int { count * 36 }
}
