import Core
import Database
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestKit
import Testing
import Web

@testable import Directory

/// What is handed out on paper is what the site says.
@Suite struct FlyerTests {
    /// Three showers: with hours in the first area, without in the first, with hours next to it.
    private func site(_ engine: TestDatabase.Engine = .sqlite) async throws -> ModerationSite {
        let site = try await ModerationSite(engine, .nobody)
        var records = InventedDirectory.records(services: 1...3)
        for index in records.locations.indices { records.locations[index].areaCode = index < 2 ? "99001" : "99002" }
        records.servicesAtLocations[1].hours = nil
        records.servicesAtLocations[0].closures = [
            DatedHours(from: Day(year: 2026, month: 11, day: 25), to: Day(year: 2026, month: 11, day: 25))
        ]
        _ = try await DirectoryImport(database: site.database).run(InventedDirectory.reading(records), from: "test")
        try await site.directory.refresh.start()
        return site
    }

    private func question(_ site: ModerationSite, _ language: String, from: String? = nil) throws -> FlyerQuestion {
        let flyers = site.directory.flyers
        return try flyers.question(theme: "wash", area: "99001", language: flyers.language(language), companion: "fr", from: from)
    }

    @Test(arguments: TestDatabase.engines)
    func itSaysWhoIsOpenWhenAndHowLongThatHolds(engine: TestDatabase.Engine) async throws {
        let site = try await site(engine)
        let file = try PrintedFile(try await site.directory.flyers.flyer(question(site, "fr")))
        let text = try file.text()
        for words in [
            "Se laver – Quartier inventé", "Du lundi 23 novembre au 29 novembre 2026", "Douche inventée 1", "Douche inventée 2",
            "Horaires inconnus", "Dans les quartiers voisins", "Douche inventée 3", "Valable jusqu’au 29 novembre 2026",
        ] { #expect(text.contains(words), "\(words)") }
        // Five days, but for the Wednesday that is closed; then the five days of the neighbour.
        #expect(text.components(separatedBy: "09:00–17:00").count - 1 == 4 + 5)
        #expect(try file.codes() == ["https://accueil.example/fr/find?place=99001&theme=wash"])
    }

    @Test func itsWeekIsTheSitesWeek() async throws {
        let site = try await site()
        let snapshot = try site.directory.reader.snapshot()
        let places = try Flyer.places(question(site, "fr"), in: snapshot, at: SnapshotTests.monday)
        let listings = try await site.directory.flyers.store.listings(at: places)
        #expect(listings.map(\.service.name[.french]) == ["Douche inventée 1", "Douche inventée 2", "Douche inventée 3"])
        let flyer = Flyer(try question(site, "fr"), found: listings, in: snapshot)
        #expect(flyer.inside.map(\.listing.place.id) == Array(places.prefix(2)))
        #expect(flyer.nearby.map(\.listing.place.id) == Array(places.suffix(1)))
    }

    @Test func everyLanguageIsPrintedBesideFrench() async throws {
        let site = try await site()
        for language in site.directory.flyers.languages {
            let file = try PrintedFile(try await site.directory.flyers.flyer(question(site, language.tag)))
            #expect(try file.text().contains("Se laver – Quartier inventé"), "\(language)")
            #expect(try file.fonts().allSatisfy { $0.isEmbedded && $0.isSubset }, "\(language)")
        }
    }

    @Test func whatIsNotKnownIsNamedWithWhatThereIs() async throws {
        let flyers = try await site().directory.flyers
        func refusal(theme: String = "wash", area: String = "99001", with companion: String? = "fr", from: String? = nil) -> String {
            do throws(Refusal) {
                _ = try flyers.question(theme: theme, area: area, language: .french, companion: companion, from: from)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(refusal(theme: "x").contains("“x” is no theme; use wash"))
        #expect(refusal(area: "x").contains("“x” is no area of this city; use 99001, 99002"))
        #expect(refusal(with: "x").contains("“x” is no language of this Parvis; use fr, fr-x-falc"))
        #expect(refusal(from: "29/11").contains("“29/11” is no day; write it as 2026-11-29"))
        #expect(refusal(from: "2026-11-01").contains("begins between today, 2026-11-23, and 60 days later"))
        #expect(refusal(from: "2027-11-01").contains("60 days later"))
        #expect(throws: Refusal.self) { try flyers.language("xx") }
    }

    @Test func thePageOffersItAndTheAddressGivesIt() async throws {
        try await site().test { client in
            let list = try await client.read("/fr/find?place=99001&theme=wash").page
            #expect(list.all("a").contains { $0.attributes["href"] == "/fr/print/flyer?theme=wash&area=99001" })
            let without = try await client.read("/fr/find?place=99001").page
            #expect(!without.all("a").contains { $0.attributes["href"]?.contains("print/flyer") == true })
            try await client.execute(uri: "/ar/print/flyer?theme=wash&area=99001", method: .get) { response in
                #expect(response.status == .ok)
                #expect(response.headers[.contentType] == "application/pdf")
                #expect(response.headers[.contentDisposition] == "inline; filename=\"flyer-wash-99001-ar.pdf\"")
                #expect(response.body.readableBytesView.starts(with: Array("%PDF-".utf8)))
            }
            for bad in ["", "?theme=x&area=99001", "?theme=wash&area=1", "?theme=wash&area=99001&with=x", "?theme=wash&area=99001&from=x"] {
                #expect(try await client.read("/fr/print/flyer" + bad).status == .badRequest, "\(bad)")
            }
        }
    }

    @Test func theDeskMakesEachFlyerOnceAndNotTooManyAtOnce() async throws {
        let site = try await site()
        let question = try question(site, "fr")
        func order(_ number: Int64) -> FlyerDesk.Order {
            FlyerDesk.Order(question: question, sequence: number, day: Day(year: 2026, month: 11, day: 23))
        }
        let desk = FlyerDesk()
        #expect(try await desk.flyer(order(1)) { [1] } == [1])
        #expect(try await desk.flyer(order(1)) { [2] } == [1])
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for number in 2..<Int64(2 + FlyerDesk.mostAtOnce) {
                group.addTask {
                    try await desk.flyer(order(number)) {
                        start.yield()
                        for await _ in gate { break }
                        return [3]
                    }
                }
            }
            var waiting = started.makeAsyncIterator()
            for _ in 0..<FlyerDesk.mostAtOnce { await waiting.next() }
            await #expect(throws: HTTPError.self) { try await desk.flyer(order(99)) { [4] } }
            open.finish()
            for try await bytes in group { #expect(bytes == [3]) }
        }
        #expect(try await desk.flyer(order(99)) { [4] } == [4])
    }
}
