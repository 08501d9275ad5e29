import Core
import Testing

@testable import Search

/// What is remembered is bounded, true, and forgotten with its index.
@Suite struct RememberedTests {
    private static let now = Instant(seconds: 1_795_462_200)

    @Test func theLatestAnswersAreKeptAndTheOldestForgotten() {
        let remembered = Remembered<Int, Int>(room: 640)
        for number in 0..<10_000 { remembered.keep(number * 2, for: number) }
        let kept = (0..<10_000).compactMap { number in remembered.answer(to: number).map { (number, $0) } }
        #expect(kept.allSatisfy { $0.1 == $0.0 * 2 })
        #expect(kept.count <= 2 * 640 && kept.count >= 320 && remembered.answer(to: 9_999) == 19_998 && remembered.answer(to: 0) == nil)
    }

    @Test func whatIsAskedAgainAndAgainStays() {
        let remembered = Remembered<Int, Int>(room: 64)
        remembered.keep(7, for: -1)
        for number in 0..<5_000 {
            remembered.keep(number, for: number)
            #expect(remembered.answer(to: -1) == 7)
        }
    }

    private static func document(_ number: Int) throws -> SearchDocument {
        var needs = ["all"]
        if number % 2 == 0 { needs.append("even") }
        return SearchDocument(
            id: nameBasedUUID("remembered", "\(number)"), serviceID: "s", name: "n",
            coordinate: Coordinate(latitude: 48.8 + Double(number) / 10_000, longitude: 2.3),
            facets: [.need: needs, .speaks: [number % 3 == 0 ? "ti" : "fr"]],
            hours: try OpeningHours(number % 4 == 0 ? "Mo-Su 08:00-20:00" : "Mo-Su 20:00-23:00"))
    }

    /// Counts of many matches are remembered by the choices made: another choice, moment or index has its own.
    @Test func rememberedCountsAreThoseOfTheSameChoicesOnly() throws {
        let documents = try (0..<900).map(Self.document)
        let index = SearchIndex.build(documents: documents + [SearchDocument(id: "other", serviceID: "s", name: "n")], now: Self.now)
        func tigrinya(_ query: SearchQuery, _ index: SearchIndex) throws -> Int {
            try index.search(query).facets.count(of: "ti", in: .speaks)
        }
        var query = SearchQuery(at: Self.now, selections: [.need: ["all"]])
        for latitude in [48.8, 48.85] {
            query.place = Coordinate(latitude: latitude, longitude: 2.3)
            #expect(try tigrinya(query, index) == 300)
        }
        #expect(try tigrinya(SearchQuery(at: Self.now, selections: [.need: ["even"]]), index) == 150)
        let hours = try [10, 21].map { hour in
            try tigrinya(
                SearchQuery(
                    at: Zone.paris.instant(day: Day(year: 2026, month: 11, day: 24), minute: hour * 60), openOnly: true,
                    selections: [.need: ["all"]]), index)
        }
        #expect(hours == [75, 225])
        #expect(try tigrinya(query, index.applying([SearchIndex.Change.remove(id: documents[0].id)])) == 299)
    }
}
