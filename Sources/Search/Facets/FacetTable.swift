/// The values of all facets, numbered in order of appearance.
struct FacetTable: Sendable {
    private(set) var values: [FacetValue] = []
    private var numbers: [FacetValue: UInt32] = [:]
    /// The numbers of each facet's values, by value; as of the last ``sort()``.
    private(set) var sorted: [[UInt32]] = []

    func number(_ value: FacetValue) -> Int? { numbers[value].map(Int.init) }

    mutating func add(_ value: FacetValue) -> UInt32 {
        if let number = numbers[value] { return number }
        let number = UInt32(values.count)
        values.append(value)
        numbers[value] = number
        return number
    }

    /// Puts the values in order once, so that no answer has to compare texts.
    mutating func sort() {
        guard sorted.reduce(0, { $0 + $1.count }) != values.count else { return }
        sorted = Array(repeating: [], count: Facet.allCases.count)
        for (number, value) in values.enumerated() { sorted[Int(value.facet.rawValue)].append(UInt32(number)) }
        for facet in sorted.indices { sorted[facet].sort { values[Int($0)].value < values[Int($1)].value } }
    }
}
