import Core

/// Finds a typed place of the territory: a gate, a station, an area or its postal code, in any script, forgiving typing errors.
struct PlaceFinder: Sendable {
    private let candidates: [Candidate]

    struct Found: Sendable {
        let name: LocalizedText
        let coordinate: Coordinate
    }

    private struct Candidate: Sendable {
        let spellings: [String]
        let found: Found
    }

    init(_ territory: Territory) {
        let areas = territory.areas.map { area in
            let found = Found(name: area.name, coordinate: area.center)
            return Candidate(spellings: Self.spellings(area.name, [area.code] + area.aliases), found: found)
        }
        let places = territory.places.map { place in
            Candidate(spellings: Self.spellings(place.name, place.also), found: Found(name: place.name, coordinate: place.at))
        }
        candidates = areas + places
    }

    /// The same spelling first, then one that begins so, then one that holds it, then one that has every word, then one or two errors away.
    func find(_ typed: String) -> Found? {
        let typed = Folding.folded(typed)
        guard !typed.isEmpty, typed.count <= 80 else { return nil }
        let words = typed.split(separator: " ")
        let tests: [(String) -> Bool] = [
            { $0 == typed }, { $0.hasPrefix(typed) }, { typed.count >= 4 && $0.contains(typed) },
            { words.count > 1 && Set(words).isSubset(of: $0.split(separator: " ")) },
            { typed.count >= 5 && Self.errors(Array($0.unicodeScalars), Array(typed.unicodeScalars)) <= (typed.count >= 9 ? 2 : 1) },
        ]
        for test in tests {
            if let candidate = candidates.first(where: { $0.spellings.contains(where: test) }) { return candidate.found }
        }
        return nil
    }

    private static func spellings(_ name: LocalizedText, _ others: [String]) -> [String] {
        (name.versions.values.map(\.text) + others).map { Folding.folded($0) }
    }

    /// Letters to add, drop or change, at most 3 counted.
    private static func errors(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        guard abs(left.count - right.count) <= 2 else { return 3 }
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in 1...max(1, right.count) where column <= right.count {
                let change = diagonal + (letter == right[column - 1] ? 0 : 1)
                diagonal = row[column]
                row[column] = min(change, row[column] + 1, row[column - 1] + 1)
            }
        }
        return min(3, row[right.count])
    }
}
