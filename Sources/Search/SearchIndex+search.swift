import Core

extension SearchIndex {
    /// One page of what answers the query, in the order that serves a person on foot.
    ///
    /// With words, services they name come before those that only mention them. Then by opening: open now, within two hours, later
    /// today, tomorrow, within seven days, unknown, closed. Then by distance to the place, then by name, then by identifier.
    /// Throws when the cursor is not one of this search, or a number is out of range.
    package func search(_ query: SearchQuery) throws(Refusal) -> SearchResult {
        let query = query.inItsMinute
        guard let memory, query.limit <= SearchMemory.longestPage else { return try answer(query) }
        if let known = memory.answers.answer(to: query) { return known }
        let answer = try answer(query)
        memory.answers.keep(answer, for: query)
        return answer
    }

    private func answer(_ query: SearchQuery) throws(Refusal) -> SearchResult {
        let words = QueryWord.read(query.words).map(resolved)
        let plan = try Plan(query, words: words, vocabulary: vocabulary, zone: zone)
        let views = views
        let partials = views.map { Partial($0, plan) }
        let found = Self.merged(partials, views)
        let page = found.prefix(plan.limit)
        return SearchResult(
            total: partials.reduce(0) { $0 + $1.total }, openNow: partials.reduce(0) { $0 + $1.openNow },
            hits: page.map { views[$0.view].segment.hit($0.packed, plan, partials[$0.view].codes) }, facets: counts(partials, views, query),
            nextCursor: found.count > plan.limit ? page.last.map { cursor(after: $0, views, plan) } : nil,
            corrections: words.compactMap(\.correction), unknownWords: words.filter { !$0.isKnown }.map(\.typed.text))
    }

    /// A key and the number of the view it is in.
    private typealias Found = (packed: PackedKey, view: Int)

    private static func merged(_ partials: [Partial], _ views: [SegmentView]) -> [Found] {
        var found: [Found] = []
        for (view, partial) in partials.enumerated() { found += partial.keys.map { ($0, view) } }
        guard partials.count(where: { !$0.keys.isEmpty }) > 1 else { return found }
        let keys = found.map { views[$0.view].segment.sortKey($0.packed) }
        return found.indices.sorted { keys[$0] < keys[$1] }.map { found[$0] }
    }

    private func cursor(after last: Found, _ views: [SegmentView], _ plan: Plan) -> String {
        Cursor(search: plan.search, moment: plan.orderMoment.instant, key: views[last.view].segment.sortKey(last.packed)).text
    }

    /// The overlay's table begins with the base's, so the numbers of both mean the same.
    private func counts(_ partials: [Partial], _ views: [SegmentView], _ query: SearchQuery) -> FacetCounts {
        let table = views[views.count - 1].segment.facets.table
        guard query.wantsFacets else { return FacetCounts(table: table, counts: []) }
        let total = partials.reduce(0) { $0 + $1.total }
        // All together are counted already.
        guard let memory, total >= SearchMemory.fewestMatches, total < count, let alike = query.countedAlike else {
            return FacetCounts(table: table, counts: Self.summed(partials, views))
        }
        if let known = memory.counts.answer(to: alike) { return FacetCounts(table: table, counts: known) }
        let counts = Self.summed(partials, views)
        memory.counts.keep(counts, for: alike)
        return FacetCounts(table: table, counts: counts)
    }

    private static func summed(_ partials: [Partial], _ views: [SegmentView]) -> [Int32] {
        var sum: [Int32] = []
        for (partial, view) in zip(partials, views) {
            let counts = partial.counts(view)
            if sum.isEmpty {
                sum = counts
                continue
            }
            sum += Array(repeating: 0, count: max(0, counts.count - sum.count))
            for (number, count) in counts.enumerated() { sum[number] += count }
        }
        return sum
    }

    /// A word that nobody wrote is replaced by the nearest ones that somebody did.
    func resolved(_ word: QueryWord) -> QueryWord {
        if views.contains(where: { $0.segment.knows(word, vocabulary) }) { return word }
        var near: [(distance: Int, words: [String])] = []
        for lexicon in views.map(\.segment.lexicon) + [vocabulary.lexicon] {
            if let found = lexicon.terms(near: word.typed) { near.append((found.distance, found.terms.map(lexicon.text))) }
        }
        var word = word
        guard let least = near.map(\.distance).min() else {
            word.isKnown = false
            return word
        }
        word.whole = Set(near.filter { $0.distance == least }.flatMap(\.words)).sorted().map { Array($0.utf8) }
        return word
    }
}

extension QueryWord {
    fileprivate var correction: SearchResult.Correction? {
        guard isKnown, whole != [typed.utf8] else { return nil }
        return SearchResult.Correction(typed: typed.text, searched: whole.map { String(decoding: $0, as: UTF8.self) })
    }
}

extension Segment {
    /// Whether some document has the word, begins a word so where that is asked, or stands for something the word means.
    fileprivate func knows(_ word: QueryWord, _ vocabulary: SearchVocabulary) -> Bool {
        let whole = word.whole[0]
        if lexicon.term(whole) != nil { return true }
        if let beginning = word.beginning, !lexicon.terms(beginningWith: beginning).isEmpty { return true }
        var terms = vocabulary.lexicon.term(whole).map { $0..<$0 + 1 } ?? 0..<0
        if let beginning = word.beginning { terms = vocabulary.lexicon.terms(beginningWith: beginning) }
        return terms.contains { term in
            vocabulary.values[term].contains { facets.table.number($0).map { facets.count($0) > 0 } ?? false }
        }
    }

    fileprivate func hit(_ key: PackedKey, _ plan: Plan, _ codes: [UInt8]) -> SearchHit {
        let document = names.document(atRank: key.rank)
        let timetable = Int(timetableNumbers[document])
        let coordinate = places.coordinate(document)
        let state = Opening(code: codes[timetable]).state
        let change = timetables.change(timetable, after: plan.query.at, plan.moment)
        let opening = change?.state == .open ? change?.at : timetables.opening(timetable, after: plan.query.at, plan.moment)
        return SearchHit(
            document, in: self, distance: plan.query.place.flatMap { place in coordinate.map(place.distance) }, state: state,
            change: change, opensAt: state == .open ? nil : opening, isNamed: key.relevance == 0)
    }
}
