import Core

extension FindQuery {
    /// The same search without the values this city does not have, and what they were: nobody reads a list that is empty because
    /// of a misspelt filter, and nobody else's words become a title.
    func known(in snapshot: DirectorySnapshot) -> (query: FindQuery, problems: [Problem]) {
        var query = self
        var problems: [Problem] = []
        func keep(_ name: String, _ values: WritableKeyPath<FindQuery, [String]>, _ isKnown: (String) -> Bool) {
            let unknown = query[keyPath: values].filter { !isKnown($0) }
            if unknown.isEmpty { return }
            problems += unknown.map { Problem(parameter: name, reason: "“\($0)” is not one of this city's values") }
            query[keyPath: values].removeAll { unknown.contains($0) }
        }
        let taxonomy = snapshot.taxonomy
        keep("theme", \.themes) { taxonomy[$0]?.facet == .theme }
        keep("need", \.needs) { taxonomy[$0]?.facet == .need }
        keep("for", \.people) { [.audience, .situation].contains(taxonomy[$0]?.facet) }
        keep("condition", \.conditions) { taxonomy[$0]?.facet == .condition }
        keep("access", \.accessibility) { taxonomy[$0]?.facet == .accessibility }
        keep("area", \.areas) { snapshot.territory.area($0) != nil }
        keep("speaks", \.languages, Self.isLanguageTag)
        return (query, problems)
    }

    /// Two to eight letters, then at most three parts of one to eight letters or digits.
    private static func isLanguageTag(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        guard parts.count <= 4, let first = parts.first, (2...8).contains(first.count), first.allSatisfy(isLetter) else { return false }
        return parts.dropFirst().allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { isLetter($0) || isDigit($0) } }
    }
}
