import Core

extension SearchIndex {
    /// Every service at a location that words find, in no order: what ``search(_:)`` counts for the same words and nothing else.
    package func matches(_ words: String) -> [(identifier: Identifier, service: Identifier)] {
        let words = QueryWord.read(words).map(resolved)
        return views.flatMap { view in
            let found = Candidates(view, words, vocabulary).documents ?? view.live ?? Bitset(all: view.segment.count)
            var matches: [(identifier: Identifier, service: Identifier)] = []
            found.forEach { matches.append((view.segment.identity.identifier($0), view.segment.identity.service($0))) }
            return matches
        }
    }
}
