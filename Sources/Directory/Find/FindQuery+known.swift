import Core

extension FindQuery {
    /// The same search without the values this city does not have, and what they were: nobody reads a list that is empty because
    /// of a misspelt filter, and nobody else's words become a title.
    func known(in snapshot: DirectorySnapshot) -> (query: FindQuery, problems: [Problem]) {
        var query = self
        var problems: [Problem] = []
        func keep(_ name: String, _ values: WritableKeyPath<FindQuery, [String]>, _ isKnown: (String) -> Bool) {
            let unknown = query[keyPath: values].filter { !isKnown($0) }
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
        keep("speaks", \.languages) { $0.wholeMatch(of: #/[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}/#) != nil }
        return (query, problems)
    }
}
