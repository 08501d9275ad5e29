import Core
import Database
import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing

/// What a newcomer does: hungry, just arrived, reads Pashto, Porte de la Chapelle, Sunday 19:30.
@Suite struct JourneyTests {
    @Test(arguments: TestDatabase.engines)
    func fromTheFirstPageToAPlaceInThreeTaps(engine: TestDatabase.Engine) async throws {
        let city = try await TestCity(engine)
        try await city.test { client in
            let (found, _, headers) = try await client.page("/", headers: [.acceptLanguage: "ps-AF,en;q=0.5"])
            #expect(found == .found)
            #expect(headers[.location] == "/ps/")

            let home = try await client.page("/ps/").page
            #expect(home.first("html")?.attributes["dir"] == "rtl")
            let eat = try #require(home.links.first { $0.contains("theme=eat") })

            let near = try await client.page(eat + "&place=porte%20de%20la%20chapelle").page
            #expect(near.texts(of: "h1").first?.contains("Porte de la Chapelle") == true)
            let first = try #require(near.links.first { $0.contains("/ps/services/") })

            let service = try await client.page(first)
            #expect(service.status == .ok)
            #expect(service.page.mistakes.isEmpty)
            #expect(service.page.links.contains { $0.contains("/ps/find") && $0.contains("chapelle") }, "the way back keeps the place")
        }
    }

    @Test func thePhonesPositionIsOneTapFromTheListUntilAPlaceIsChosen() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let list = try await client.page("/ps/find?theme=eat").page
            #expect(list.first("form[data-place]") != nil)
            #expect(list.all("script").contains { $0.attributes["src"]?.contains("place.js") == true })
            let placed = try await client.page("/ps/find?theme=eat&place=porte%20chapelle").page
            #expect(placed.first("form[data-place]") == nil)
            #expect(placed.texts(of: "h1").first?.contains("Porte de la Chapelle") == true, "the little words may be left out")
        }
    }

    @Test func onSundayEveningAMealIsOpenNearPorteDeLaChapelle() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let list = try await client.page("/fr/find?theme=eat&place=porte%20de%20la%20chapelle&open=1").page
            let path = try #require(list.links.first { $0.contains("/fr/services/") })
            let page = try await client.page(path).page
            #expect(page.first(".badge.open") != nil)
            #expect(page.first(".fresh")?.text.contains("Horaires") == true, "an hour says where it was read")
        }
    }

    /// Soninke has no draft yet.
    @Test(arguments: Language.all.filter { $0.tag != "snk" })
    func theNumbersToCallAreNamedInEveryLanguage(language: Language) async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let page = try await client.page("/\(language.tag)/").page
            #expect(page.links.count { $0.hasPrefix("tel:") } == 8)
            #expect(page.text.contains("urgence médicale") == (language == .french))
            #expect(page.text.contains("medical emergency") == (language == .english))
        }
    }

    @Test func whatNobodyCheckedSaysFromWhenItsSourceIsAndSendsNobodyToATelephoneThereIsNot() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let list = try await client.page("/fr/find?need=solidarity-restaurant").page
            let path = try #require(list.links.first { $0.contains("/fr/services/") })
            let fresh = try await client.page(path).page.texts(of: ".fresh").joined()
            #expect(fresh.contains("juin 2019"))
            #expect(!fresh.contains("Appelez"))
        }
    }

    @Test func theMiddleOfAnAreaIsNeverGivenAsAnAddress() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let list = try await client.page("/fr/find?theme=wash&place=75018").page
            for path in list.links.filter({ $0.contains("/services/") }) {
                let page = try await client.page(path).page
                #expect(page.links.allSatisfy { !$0.hasPrefix("geo:4") })
            }
        }
    }

    @Test func theSameWordInFourLanguagesFindsTheSamePlaces() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let totals = try await ["douche", "shower", "%D8%AF%D9%88%D8%B4", "du%C5%9F"].asyncMap { word in
                try await client.json("/api/v1/search?need=shower&q=\(word)").json["total"] as? Int
            }
            #expect(Set(totals).count == 1)
            #expect(try #require(totals.first ?? nil) > 0)
        }
    }

    @Test func noResultIsNeverADeadEnd() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let page = try await client.page("/fr/find?theme=eat&theme=sport&area=75118&open=1").page
            #expect(page.texts(of: "h2").first?.hasPrefix("0") == true)
            #expect(page.links.contains { $0.contains("theme=sport") && !$0.contains("theme=eat") })
            #expect(page.links.contains("/fr/find"))
        }
    }
}

extension Sequence {
    func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
