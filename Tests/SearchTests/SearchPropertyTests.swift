import Core
import Testing

@testable import Search

/// The index answers as a search that asks every document every question.
@Suite struct SearchPropertyTests {
    static let now = Instant(seconds: 1_795_462_200)

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func everyAnswerIsTheOneOfBruteForce(seed: UInt64) throws {
        var random = RandomDirectory(seed: seed)
        let documents = random.documents(seed == 1 ? 0 : 40 + 40 * Int(seed))
        let index = SearchIndex.build(documents: documents, vocabulary: SearchVocabulary(RandomDirectory.vocabulary), now: Self.now)
        let brute = BruteForce(documents: documents, vocabulary: RandomDirectory.vocabulary)
        for _ in 0..<60 { try check(index, brute, random.query(around: Self.now)) }
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func anIndexThatFollowedChangesAnswersAsOneBuiltAnew(seed: UInt64) throws {
        var random = RandomDirectory(seed: seed)
        var documents = random.documents(120)
        var index = SearchIndex.build(
            documents: documents, vocabulary: SearchVocabulary(RandomDirectory.vocabulary), now: Self.now)
        var fresh = 1_000
        for round in 0..<6 {
            var changes: [SearchIndex.Change] = []
            for _ in 0..<8 {
                let number = random.dice.below(documents.count)
                if random.dice.chance(0.3) {
                    changes.append(.remove(id: documents[number].id))
                    documents.remove(at: number)
                } else if random.dice.chance(0.5) {
                    fresh += 1
                    documents.append(random.document(fresh))
                    changes.append(.upsert(documents[documents.count - 1]))
                } else {
                    let id = documents[number].id
                    documents[number] = random.document(number)
                    documents[number].id = id
                    changes.append(.upsert(documents[number]))
                }
            }
            index = index.applying(changes)
            if round == 3 { index = index.moved(to: Self.now + 86_400) }
            #expect(index.count == documents.count)
            let brute = BruteForce(documents: documents, vocabulary: RandomDirectory.vocabulary)
            for _ in 0..<12 { try check(index, brute, random.query(around: Self.now)) }
        }
    }

    /// Total, order, states, changes, facet counts, and every page to the end.
    private func check(_ index: SearchIndex, _ brute: BruteForce, _ query: SearchQuery) throws {
        let expected = brute.matches(query)
        let first = try index.search(query)
        guard first.corrections.isEmpty else { return }
        let comment = Comment(rawValue: "\(query)")
        try checkMemory(index, first, query)
        #expect(first.total == expected.count, comment)
        #expect(first.openNow == expected.count { $0.state == .open }, comment)
        var found: [SearchHit] = []
        var page = first
        var next = query
        while true {
            found += page.hits
            guard let cursor = page.nextCursor else { break }
            #expect(page.hits.count == query.limit)
            #expect(cursor.count <= 80 && cursor.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
            next.cursor = cursor
            page = try index.search(next)
            #expect(page.total == first.total, comment)
        }
        #expect(found.map(\.id) == expected.map(\.document.id), comment)
        for (hit, expected) in zip(found, expected) { check(hit, expected, query) }
        checkFacets(first, brute, query)
    }

    /// Asked again it is the same answer, and the one of an index that remembers nothing; so is the next question from elsewhere.
    private func checkMemory(_ index: SearchIndex, _ first: SearchResult, _ query: SearchQuery) throws {
        var elsewhere = query
        elsewhere.place = Coordinate(latitude: 48.85, longitude: 2.35)
        for question in [query, query, elsewhere, elsewhere] {
            let (remembered, anew) = (try index.search(question), try index.forgetful.search(question))
            #expect(remembered.hits.map(\.id) == anew.hits.map(\.id) && remembered.hits.map(\.change?.at) == anew.hits.map(\.change?.at))
            #expect(remembered.total == anew.total && remembered.openNow == anew.openNow && remembered.nextCursor == anew.nextCursor)
            for facet in Facet.allCases {
                #expect(remembered.facets[facet].map { "\($0)" } == anew.facets[facet].map { "\($0)" }, "\(question)")
            }
        }
    }

    private func check(_ hit: SearchHit, _ expected: BruteForce.Found, _ query: SearchQuery) {
        let document = expected.document
        #expect(hit.card == document.card && hit.serviceID == document.serviceID)
        #expect(hit.state == expected.state)
        let change = document.hours?.nextChange(after: query.at, in: document.hoursContext)
        #expect(hit.change?.at == change?.at && hit.change?.state == change?.state)
        let opening = document.hours?.nextOpening(after: query.at, in: document.hoursContext)
        #expect(hit.opensAt == (hit.state == .open ? nil : opening))
        #expect(hit.isNamed == (expected.key.relevance == 0))
        #expect(hit.distance == query.place.flatMap { place in document.coordinate.map(place.distance) })
    }

    private func checkFacets(_ result: SearchResult, _ brute: BruteForce, _ query: SearchQuery) {
        for value in [
            FacetValue(.need, "shower"), .init(.audience, "women"), .init(.speaks, "ps"), .init(.area, "75112"), .init(.label, "x"),
        ] {
            #expect(result.facets.count(of: value.value, in: value.facet) == brute.matches(query, adding: value).count)
        }
        let listed = result.facets[.speaks]
        #expect(listed.allSatisfy { $0.count == result.facets.count(of: $0.value, in: .speaks) && $0.count > 0 })
        #expect(zip(listed, listed.dropFirst()).allSatisfy { ($1.count, $0.value) < ($0.count, $1.value) })
    }
}
