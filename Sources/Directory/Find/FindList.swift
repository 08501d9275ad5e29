import Core
import Foundation
import Search
import Web

/// One search and everything a page says about it.
struct FindList {
    let query: FindQuery
    let start: StartingPoint?
    let moment: Instant
    let now: Instant
    let snapshot: DirectorySnapshot
    let result: SearchResult
    let filters: FilterGroups
    var cards: [CardView]
    let deadEnd: DeadEnd?
    let problems: [Text]

    /// The words searched instead of those typed, when none were found.
    var corrected: String? {
        let corrections = result.corrections
        return corrections.isEmpty || result.hits.isEmpty ? nil : corrections.compactMap(\.searched.first).joined(separator: " ")
    }

    /// The area the list starts from, where it starts from one.
    var area: Area? {
        if let code = query.areas.first ?? query.place { return snapshot.territory.area(code) }
        return query.near.flatMap(snapshot.territory.area(at:))
    }

    init(
        _ query: FindQuery, problems: [FindQuery.Problem], at now: Instant, in snapshot: DirectorySnapshot, context: AppContext
    ) throws(Refusal) {
        let (start, unknownPlace) = StartingPoint.of(query, in: snapshot, context: context)
        let moment = query.at ?? now
        func search(_ query: FindQuery, limit: Int, facets: Bool) throws(Refusal) -> SearchResult {
            try snapshot.index.search(query.searchQuery(from: start?.coordinate, at: moment, limit: limit, facets: facets, in: snapshot))
        }
        let result = try search(query, limit: query.limit, facets: true)
        let page = "/\(context.language.tag)/find"
        let filters = FilterGroups(query: query, result: result, snapshot: snapshot, context: context, page: page)
        let decoder = JSONDecoder()
        func cards(_ hits: [SearchHit], of query: FindQuery) -> [CardView] {
            hits.compactMap { hit in
                // A card is written by this process, so it is always readable; one that were not would be left out of the list.
                guard let card = try? decoder.decode(Card.self, from: Data(hit.card)) else { return nil }
                return CardView(card, hit: hit, query: query, at: moment, in: snapshot, context: context)
            }
        }
        self.cards = cards(result.hits, of: query)
        // A search with less asked and no cursor is never refused.
        deadEnd =
            result.total > 0
            ? nil
            : DeadEnd(filters) {
                (try? search($0, limit: 1, facets: false).total) ?? 0
            } nearest: { wider in
                cards((try? search(wider, limit: 3, facets: false).hits) ?? [], of: wider)
            }
        self.query = query
        self.start = start
        self.moment = moment
        self.now = now
        self.snapshot = snapshot
        self.result = result
        self.filters = filters
        self.problems =
            (unknownPlace.map { [context.catalogue("place.unknown", ["text": $0])] } ?? [])
            + problems.map { context.catalogue("find.not_understood", ["name": $0.parameter]) }
    }
}

extension FindQuery {
    /// The same question as the index understands it.
    func searchQuery(
        from place: Coordinate?, at moment: Instant, limit: Int, facets: Bool, in snapshot: DirectorySnapshot
    ) -> SearchQuery {
        SearchQuery(
            words: words, place: place, at: moment, openOnly: openOnly,
            selections: [
                .theme: themes, .need: needs, .audience: people, .speaks: languages, .condition: conditions,
                .accessibility: accessibility, .area: areas.map { snapshot.territory.area($0)?.code ?? $0 }, .label: labelOnly ? ["1"] : [],
            ].filter { !$0.value.isEmpty },
            cursor: cursor, limit: limit, wantsFacets: facets)
    }
}
