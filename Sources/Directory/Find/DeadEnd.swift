import Core
import Search
import Web

/// What to do when nothing was found: the same search with less asked, each with what it would give.
struct DeadEnd {
    let ways: [Way]
    /// Where the first way leads, begun here: nobody needs one more tap to see the nearest.
    let cards: [CardView]

    struct Way {
        let path: String
        let text: Text
    }

    /// Tries the search without each thing that was asked, and keeps what leads somewhere.
    ///
    /// - Parameters:
    ///   - count: how many a search finds.
    ///   - nearest: the first few it finds.
    init(_ groups: FilterGroups, count search: (FindQuery) -> Int, nearest: (FindQuery) -> [CardView]) {
        let words = groups.context.catalogue
        var ways: [Way] = []
        var first: FindQuery?
        func add(_ query: FindQuery, _ key: String, _ values: [String: String] = [:]) {
            let count = search(query)
            guard count > 0 else { return }
            first = first ?? query
            ways.append(Way(path: query.path(groups.page), text: words(key, count: count, values)))
        }
        let query = groups.query
        if query.openOnly { add(query.changed { $0.openOnly = false }, "find.later") }
        for (_, values) in FindQuery.choices + [("area", \FindQuery.areas)] {
            for value in query[keyPath: values] {
                let next = query.changed { $0[keyPath: values].removeAll { $0 == value } }
                add(next, "find.without", ["name": groups.name(of: value).plain])
            }
        }
        if query.labelOnly { add(query.changed { $0.labelOnly = false }, "find.without", ["name": words("find.only_label").plain]) }
        if !query.words.isEmpty, !query.isOnlyWords { add(query.changed { $0.words = "" }, "find.without", ["name": query.words]) }
        let everything = FindQuery(near: query.near, place: query.place, at: query.at)
        ways.append(Way(path: everything.path(groups.page), text: words("find.everything")))
        self.ways = ways
        cards = first.map(nearest) ?? []
    }
}

extension FindQuery {
    /// Nothing is asked but words, and perhaps a place and a moment.
    var isOnlyWords: Bool {
        self == FindQuery(words: words, near: near, place: place, at: at, cursor: cursor, limit: limit)
    }
}
