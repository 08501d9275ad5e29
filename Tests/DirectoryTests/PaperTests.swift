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
@Suite struct PaperTests {
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

    private func flyer(_ site: ModerationSite, _ language: String, from: String? = nil) throws -> PaperOrder {
        let press = site.directory.press
        return try press.order(.flyer, PaperWish(theme: "wash", area: "99001", from: from), in: press.language(language))
    }

    private func service(_ number: Int) -> String { InventedDirectory.provenance("s\(number)").identifier("service") }

    @Test(arguments: TestDatabase.engines)
    func itSaysWhoIsOpenWhenAndHowLongThatHolds(engine: TestDatabase.Engine) async throws {
        let site = try await site(engine)
        let file = try PrintedFile(try await site.directory.press.print(flyer(site, "fr")))
        let text = try await file.text()
        for words in [
            "Se laver – Quartier inventé", "Du lundi 23 novembre au 29 novembre 2026", "Douche inventée 1", "Douche inventée 2",
            "Horaires inconnus", "Dans les quartiers voisins", "Douche inventée 3", "Valable jusqu’au 29 novembre 2026",
        ] { #expect(text.contains(words), "\(words)") }
        // Five days, but for the Wednesday that is closed; then the five days of the neighbour.
        #expect(text.components(separatedBy: "09:00–17:00").count - 1 == 4 + 5)
        #expect(try await file.codes() == ["https://accueil.example/fr/find?place=99001&theme=wash"])
    }

    @Test func itsWeekIsTheSitesWeek() async throws {
        let site = try await site()
        let snapshot = try site.directory.reader.snapshot()
        let press = site.directory.press
        let places = try press.places(theme: "wash", areas: ["99001", "99002"], in: snapshot)
        let listings = try await press.store.listings(at: places)
        #expect(listings.map(\.service.name[.french]) == ["Douche inventée 1", "Douche inventée 2", "Douche inventée 3"])
        let week = FlyerWeek(from: Day(year: 2026, month: 11, day: 23))
        let flyer = Flyer(theme: "wash", area: "99001", week: week, found: listings, in: snapshot)
        #expect(flyer.inside.map(\.listing.place.id) == Array(places.prefix(2)))
        #expect(flyer.nearby.map(\.listing.place.id) == Array(places.suffix(1)))
    }

    @Test(arguments: PaperOrder.Kind.allCases) func everyLanguageIsPrintedBesideFrench(kind: PaperOrder.Kind) async throws {
        let site = try await site()
        let press = site.directory.press
        let wish = PaperWish(theme: kind == .stickers ? nil : "wash", area: "99001", service: service(1))
        // One paper in every language; of the others, one in each direction of reading.
        for language in press.languages where kind == .flyer || ["fr", "ur"].contains(language.tag) {
            let file = try PrintedFile(try await press.print(press.order(kind, wish, in: language)))
            // On a sticker the title is broken into lines.
            let title =
                switch kind {
                case .poster, .card: "Douche inventée 1"
                case .flyer, .guide: "Se laver – Quartier inventé"
                case .stickers: "Se laver"
                }
            #expect(try await file.text().contains(title), "\(language)")
            #expect(try await file.fonts().allSatisfy { $0.isEmbedded && $0.isSubset }, "\(language)")
            #expect(try await !file.codes().isEmpty, "\(language)")
        }
    }

    @Test func aGuideHasContentsAMapItsSheetsAndEveryPlaceOnThePagesItSays() async throws {
        let site = try await site()
        let press = site.directory.press
        let file = try PrintedFile(try await press.print(press.order(.guide, PaperWish(area: "99001"), in: .french)))
        let pages = try await file.text().split(separator: "\u{0c}").map(String.init)
        let contents = try #require(pages.first { $0.contains("Dans ce guide") })
        let line = try #require(contents.split(separator: "\n").first { $0.contains("Se laver") })
        let number = try #require(line.split(separator: " ").last.flatMap { Int($0) })
        #expect(pages[number - 1].contains("Se laver"))
        // Equal days are one line; the closed day and the place whose hours nobody knows are said.
        #expect(pages[number - 1].contains("lundi – vendredi"))
        #expect(pages[number - 1].contains("mercredi 25 novembre: Fermé") || pages[number - 1].contains("mercredi 25 novembre: fermé"))
        #expect(pages[number - 1].contains("Horaires inconnus"))
        #expect(!pages.joined().contains("Douche inventée 3"))
        #expect(try await file.codes() == ["https://accueil.example/fr/find?place=99001"])
    }

    @Test func aPosterAndACardLeadToThePageOfTheirService() async throws {
        let site = try await site()
        let press = site.directory.press
        for kind in [PaperOrder.Kind.poster, .card] {
            let order = try press.order(kind, PaperWish(service: service(1)), in: Language("ar"))
            let file = try PrintedFile(try await press.print(order))
            #expect(try await file.codes() == ["https://accueil.example/ar/services/\(service(1))"])
            #expect(try await file.text().contains("09:00–17:00"))
            #expect(try await file.pages() == 1)
        }
        let gone = try press.order(.card, PaperWish(service: InventedDirectory.provenance("x").identifier("service")), in: .french)
        await #expect(throws: Refusal.self) { try await press.print(gone) }
    }

    @Test func stickersLeadToEveryThemeOfTheArea() async throws {
        let site = try await site()
        let press = site.directory.press
        let file = try PrintedFile(try await press.print(press.order(.stickers, PaperWish(area: "99001"), in: .french)))
        #expect(
            try await Set(file.codes()) == [
                "https://accueil.example/fr/find?place=99001", "https://accueil.example/fr/find?place=99001&theme=wash",
            ])
    }

    @Test func whatIsNotKnownIsNamedWithWhatThereIs() async throws {
        let press = try await site().directory.press
        func refusal(_ kind: PaperOrder.Kind, _ wish: PaperWish) -> String {
            do throws(Refusal) {
                _ = try press.order(kind, wish, in: .french)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(refusal(.flyer, PaperWish(theme: "x", area: "99001")).contains("“x” is no theme; use wash"))
        #expect(refusal(.flyer, PaperWish(theme: "wash", area: "x")).contains("“x” is no area of this city; use 99001, 99002"))
        #expect(refusal(.flyer, PaperWish(theme: "wash")).contains("“” is no area of this city; use 99001, 99002"))
        #expect(refusal(.stickers, PaperWish(companion: "x")).contains("“x” is no language of this Parvis; use fr, fr-x-falc"))
        func flyer(from: String) -> String { refusal(.flyer, PaperWish(theme: "wash", area: "99001", from: from)) }
        #expect(flyer(from: "29/11").contains("“29/11” is no day; write it as 2026-11-29"))
        #expect(flyer(from: "2026-11-01").contains("begins between today, 2026-11-23, and 60 days later"))
        #expect(flyer(from: "2027-11-01").contains("60 days later"))
        #expect(refusal(.guide, PaperWish()).contains("a guide needs a theme, an area or both"))
        #expect(refusal(.card, PaperWish(service: "../x")).contains("“../x” is no service; give its identifier"))
        #expect(throws: Refusal.self) { try press.language("xx") }
    }

    @Test func thePageOffersItAndTheAddressGivesIt() async throws {
        try await site().test { client in
            let list = try await client.read("/fr/find?place=99001&theme=wash").page
            #expect(list.all("a").contains { $0.attributes["href"] == "/fr/print/flyer?theme=wash&area=99001" })
            let service = try await client.read("/fr/services/\(service(1))").page
            #expect(service.all("a").contains { $0.attributes["href"] == "/fr/print/card?service=\(self.service(1))" })
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
            for bad in ["guide", "poster", "card?service=x", "stickers?area=x"] {
                #expect(try await client.read("/fr/print/" + bad).status == .badRequest, "\(bad)")
            }
        }
    }

    @Test func theDeskMakesEachFlyerOnceAndNotTooManyAtOnce() async throws {
        let site = try await site()
        let order = try flyer(site, "fr")
        func ticket(_ number: Int64) -> PaperDesk.Ticket {
            PaperDesk.Ticket(order: order, sequence: number, day: Day(year: 2026, month: 11, day: 23))
        }
        let desk = PaperDesk()
        #expect(try await desk.paper(ticket(1)) { [1] } == [1])
        #expect(try await desk.paper(ticket(1)) { [2] } == [1])
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for number in 2..<Int64(2 + PaperDesk.mostAtOnce) {
                group.addTask {
                    try await desk.paper(ticket(number)) {
                        start.yield()
                        for await _ in gate { break }
                        return [3]
                    }
                }
            }
            var waiting = started.makeAsyncIterator()
            for _ in 0..<PaperDesk.mostAtOnce { await waiting.next() }
            await #expect(throws: HTTPError.self) { try await desk.paper(ticket(99)) { [4] } }
            open.finish()
            for try await bytes in group { #expect(bytes == [3]) }
        }
        #expect(try await desk.paper(ticket(99)) { [4] } == [4])
    }
}
