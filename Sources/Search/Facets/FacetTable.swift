/// The values of all facets, numbered in order of appearance.
struct FacetTable: Sendable {
    private(set) var values: [FacetValue] = []
    private var numbers: [FacetValue: UInt32] = [:]

    func number(_ value: FacetValue) -> Int? { numbers[value].map(Int.init) }

    mutating func add(_ value: FacetValue) -> UInt32 {
        if let number = numbers[value] { return number }
        let number = UInt32(values.count)
        values.append(value)
        numbers[value] = number
        return number
    }
}
