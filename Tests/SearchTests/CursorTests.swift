import Core
import Testing

@testable import Search

/// Pages go on from where they ended, whatever changed meanwhile; anything else is refused in one sentence.
@Suite struct CursorTests {
    private static let now = Instant(seconds: 1_795_462_200)

    @Test(arguments: [21, 22, 23, 24] as [UInt64])
    func noResultIsRepeatedOrSkippedWhileOthersChange(seed: UInt64) throws {
        var random = RandomDirectory(seed: seed)
        let documents = random.documents(150)
        var index = SearchIndex.build(documents: documents, now: Self.now)
        var query = SearchQuery(place: seed % 2 == 0 ? random.coordinate() : nil, at: Self.now, limit: 9)
        var changed: Set<String> = []
        var seen: [String] = []
        var fresh = 10_000
        while true {
            let page = try index.search(query)
            seen += page.hits.map(\.id)
            guard let cursor = page.nextCursor else { break }
            query.cursor = cursor
            query.at = query.at + 180
            let victim = documents[random.dice.below(documents.count)].id
            fresh += 1
            let newcomer = random.document(fresh)
            changed.formUnion([victim, newcomer.id])
            index = index.applying([.remove(id: victim), .upsert(newcomer)])
        }
        #expect(Set(seen).count == seen.count)
        #expect(Set(documents.map(\.id)).subtracting(changed).isSubset(of: seen))
    }

    @Test func theLastHitOfAPageMayDisappear() throws {
        var random = RandomDirectory(seed: 31)
        let documents = random.documents(60)
        let index = SearchIndex.build(documents: documents, now: Self.now)
        var query = SearchQuery(at: Self.now, limit: 60)
        let all = try index.search(query).hits.map(\.id)
        query.limit = 10
        let first = try index.search(query)
        query.cursor = first.nextCursor
        let next = try index.applying([.remove(id: all[9])]).search(query)
        #expect(next.hits.map(\.id) == Array(all[10..<20]))
    }

    @Test(arguments: [
        "", "x", "AAAA", String(repeating: "A", count: 75), String(repeating: "_", count: 75), String(repeating: "é", count: 40),
        String(repeating: "A", count: 100_000), "AQ==", "' OR 1=1",
    ])
    func aBrokenCursorIsRefused(text: String) {
        let index = SearchIndex.build(documents: [], now: Self.now)
        #expect(throws: Cursor.refusal) { try index.search(SearchQuery(at: Self.now, cursor: text)) }
    }

    @Test func aCursorOfAnotherSearchIsRefused() throws {
        var random = RandomDirectory(seed: 32)
        let index = SearchIndex.build(documents: random.documents(60), now: Self.now)
        let cursor = try index.search(SearchQuery(at: Self.now, limit: 5)).nextCursor
        #expect(throws: Cursor.refusal) { try index.search(SearchQuery(words: "douche", at: Self.now, cursor: cursor)) }
        #expect(throws: Cursor.refusal) { try index.search(SearchQuery(place: random.coordinate(), at: Self.now, cursor: cursor)) }
    }

    @Test func everyByteOfACursorComesBack() throws {
        var dice = Dice(7)
        for _ in 0..<500 {
            let key = SortKey(
                relevance: UInt8(dice.below(2)), tier: UInt8(dice.below(7)), centimetres: UInt32(truncatingIfNeeded: dice.next()),
                name: NameKey(a: dice.next(), b: dice.next(), c: dice.next()), identifier: UInt128(dice.next()) << 64 | UInt128(dice.next())
            )
            let cursor = Cursor(
                search: UInt32(truncatingIfNeeded: dice.next()), moment: Instant(seconds: Int64(dice.below(1 << 40)) - 1 << 39), key: key)
            let read = try Cursor(cursor.text)
            #expect(read.key == key && read.search == cursor.search && read.moment == cursor.moment)
            #expect(cursor.text.utf8.count <= 80)
        }
    }

    @Test(arguments: [0, -1, 1_001, Int.max, .min])
    func aPageSizeOutOfRangeIsRefused(limit: Int) {
        let index = SearchIndex.build(documents: [], now: Self.now)
        #expect(throws: Refusal.self) { try index.search(SearchQuery(at: Self.now, limit: limit)) }
    }

    @Test(arguments: [-1, .nan, .infinity])
    func aRadiusThatIsNoDistanceIsRefused(radius: Double) {
        let index = SearchIndex.build(documents: [], now: Self.now)
        let place = Coordinate(latitude: 48.9, longitude: 2.3)
        #expect(throws: Refusal.self) { try index.search(SearchQuery(place: place, radius: radius, at: Self.now)) }
        #expect(throws: Refusal.self) { try index.search(SearchQuery(radius: 100, at: Self.now)) }
    }
}
