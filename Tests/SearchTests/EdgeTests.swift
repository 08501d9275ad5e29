import Core
import Testing

@testable import Search

/// Corners of the index that a random directory of one city does not reach.
@Suite struct EdgeTests {
    private static let now = Instant(seconds: 1_795_462_200)

    @Test func anEmptyDirectoryAnswersEverythingWithNothing() throws {
        let index = SearchIndex.build(documents: [], now: Self.now)
        let place = Coordinate(latitude: 48.9, longitude: 2.3)
        let result = try index.search(SearchQuery(words: "douche 淋浴", place: place, radius: 10, at: Self.now, selections: [.need: ["x"]]))
        #expect(result.total == 0 && result.hits.isEmpty && result.nextCursor == nil && result.facets[.need].isEmpty)
        #expect(index.applying([.remove(id: "nobody")]).count == 0)
    }

    @Test func theLastOfSeveralDocumentsWithOneIdentifierCounts() throws {
        let documents = ["first", "second"].map { SearchDocument(id: "same", serviceID: "s", name: $0, card: Array($0.utf8)) }
        let index = SearchIndex.build(documents: documents, now: Self.now)
        #expect(try index.search(SearchQuery(at: Self.now)).hits.map(\.card) == [Array("second".utf8)])
        #expect(try index.search(SearchQuery(at: Self.now)).hits.map(\.id) == ["same"])
    }

    /// Both poles, the line where the date changes, the far side of the earth.
    @Test(arguments: [(89.9, 10.0), (-90.0, 0.0), (0.0, 179.99), (51.5, -179.999), (48.85, 2.35), (0.0, 0.0)])
    func circlesAreExactAnywhereOnEarth(latitude: Double, longitude: Double) throws {
        var dice = Dice(UInt64(latitude.magnitude * 10 + longitude.magnitude))
        let center = try #require(Coordinate(latitude: latitude, longitude: longitude))
        let documents = (0..<600).map { number -> SearchDocument in
            let spread = number % 3 == 0 ? 60.0 : 0.5
            var east = longitude + (Double(dice.below(2_000)) / 1_000 - 1) * spread
            if east > 180 { east -= 360 }
            if east < -180 { east += 360 }
            let north = max(-90, min(90, latitude + (Double(dice.below(2_000)) / 1_000 - 1) * spread))
            return SearchDocument(
                id: nameBasedUUID("edge", "\(number)"), serviceID: "s", name: "n", coordinate: Coordinate(latitude: north, longitude: east))
        }
        let index = SearchIndex.build(documents: documents, now: Self.now)
        for radius in [0, 1_000, 30_000.5, 500_000, 5_000_000, 12_000_000, 30_000_000] {
            let result = try index.search(SearchQuery(place: center, radius: radius, at: Self.now, limit: 1_000))
            let distances = documents.compactMap { $0.coordinate.map(center.distance) }.filter { $0 <= radius }
            #expect(result.total == distances.count)
            let found = result.hits.compactMap(\.distance)
            #expect(zip(found, found.dropFirst()).allSatisfy { $0 <= $1 + 0.02 } || radius > 2_000_000)
        }
    }

    @Test func aDocumentMayHaveMoreValuesThanARowHolds() throws {
        let documents = (0..<300).map { number in
            SearchDocument(
                id: nameBasedUUID("many", "\(number)"), serviceID: "s", name: "n",
                facets: [
                    .need: (0..<(number == 7 ? 100 : 3)).map { "need \($0)" }, .speaks: ["fr"], .label: number % 2 == 0 ? ["yes"] : [],
                ])
        }
        let index = SearchIndex.build(documents: documents, now: Self.now)
        let result = try index.search(SearchQuery(at: Self.now, selections: [.need: ["need 50"]]))
        #expect(
            result.total == 1 && result.facets.count(of: "need 99", in: .need) == 1 && result.facets.count(of: "need 0", in: .need) == 1)
        let labelled = try index.search(SearchQuery(at: Self.now, selections: [.label: ["yes"]]))
        #expect(labelled.facets.count(of: "need 2", in: .need) == 150 && labelled.facets.count(of: "need 3", in: .need) == 0)
    }

    @Test func bitsAreCountedRightAtEveryLength() {
        var dice = Dice(5)
        for size in [0, 1, 63, 64, 65, 4_095, 4_096, 4_097, 9_000, 20_001] {
            var a = Bitset(size: size)
            var b = Bitset(size: size)
            var common = 0
            for document in 0..<size {
                let inA = dice.chance(0.5)
                let inB = dice.chance(0.7)
                if inA { a.insert(document) }
                if inB { b.insert(document) }
                if inA && inB { common += 1 }
            }
            #expect(a.count(in: b) == common)
            #expect(Bitset(all: size).count == size)
        }
    }

    @Test func aTableLargerThanSixteenBitsIsCountedToo() throws {
        let documents = (0..<1_000).map { number in
            SearchDocument(
                id: nameBasedUUID("wide", "\(number)"), serviceID: "s", name: "n",
                facets: [.area: (0..<70).map { "area \(number * 70 + $0)" }, .label: ["yes"], .speaks: number % 9 == 0 ? ["bo"] : []])
        }
        let index = SearchIndex.build(documents: documents, now: Self.now)
        let result = try index.search(SearchQuery(at: Self.now, selections: [.area: ["area 69999"]]))
        #expect(
            result.total == 1 && result.facets.count(of: "area 69999", in: .area) == 1 && result.facets.count(of: "yes", in: .label) == 1)
        let some = try index.search(SearchQuery(at: Self.now, selections: [.speaks: ["bo"]]))
        #expect(some.total == 112 && some.facets[.area].count == 112 * 70 && some.facets[.area].allSatisfy { $0.count == 1 })
    }
}
