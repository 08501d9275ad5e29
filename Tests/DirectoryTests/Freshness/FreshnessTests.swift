import Core
import Database
import HTTPTypes
import Synchronization
import TestKit
import Testing
import Web

@testable import Directory

/// A page nobody confirms says so; its team is asked, and answers with one tap.
@Suite struct FreshnessTests {
    @Test func theShortestThemeDecides() {
        let rhythm = FreshnessRhythm(days: 90, themes: ["wash": 30, "eat": 45])
        #expect(rhythm.days(ofThemes: ["eat", "wash", "rights"]) == 30 && rhythm.days(ofThemes: ["rights"]) == 90)
        let today = InventedCity.today
        func isLate(_ days: Int) -> Bool {
            Freshness(checkedOn: today.advanced(by: -days), themes: ["wash"], rhythm: rhythm, today: today).isLate
        }
        #expect(!isLate(30) && isLate(31))
        #expect(Freshness(checkedOn: nil, themes: [], rhythm: nil, today: today).isLate)
    }

    private final class Letters: Sendable {
        private let kept = Mutex<[DirectoryLetter]>([])
        var all: [DirectoryLetter] { kept.withLock { $0 } }
        func add(_ letter: DirectoryLetter) { kept.withLock { $0.append(letter) } }
    }

    @Test(arguments: TestDatabase.engines)
    func aTeamGetsOneLetterForAllItsServicesAndNotASecond(engine: TestDatabase.Engine) async throws {
        let letters = Letters()
        var links = DirectoryLinks()
        links.inCharge = { _, _ in [PersonInCharge(email: "camille@exemple.example", name: "Camille", language: "fr")] }
        links.send = { letter, _ in letters.add(letter) }
        let site = try await ModerationSite(engine, .nobody, links: links)
        let database = site.database
        let write: @Sendable (Act, @escaping @Sendable (Transaction) throws -> Bool) async throws -> Bool = { act, body in
            try await database.write(act, body)
        }
        // Two nodes at once.
        async let first = site.directory.freshness.run(write: write)
        async let second = site.directory.freshness.run(write: write)
        let asked = try await first + second
        #expect(asked == 1)
        let letter = try #require(letters.all.first)
        #expect(letters.all.count == 1 && letter.to == "camille@exemple.example" && letter.language == "fr")
        for text in ["Douche inventée 1", "Douche inventée 2", "https://accueil.example/fr/work/confirm"] {
            #expect(letter.text.contains(text))
        }
        let again = try await site.directory.freshness.run(write: write)
        #expect(again == 0, "the next night it is not asked again")
    }

    @Test(arguments: TestDatabase.engines)
    func oneTapConfirmsOneServiceOrAllThatAreShown(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .ownEditor)
        let ids = site.records.services.map(\.id)
        try await site.test { client in
            let page = try await client.read("/fr/work/confirm").page
            #expect(
                page.all("input").filter { $0.attributes["name"] == "shown" }.compactMap { $0.attributes["value"] }.sorted() == ids.sorted()
            )
            var fields = page.hiddenFields
            fields["service"] = ids[0]
            #expect(try await client.send("/fr/work/confirm", fields) == .seeOther)
            var rest = try await client.read("/fr/work/confirm").page.hiddenFields
            #expect(rest["shown"] == ids[1])
            rest["token"] = "old"
            #expect(try await client.send("/fr/work/confirm", rest) == .unprocessableContent)
            rest = try await client.read("/fr/work/confirm").page.hiddenFields
            #expect(try await client.send("/fr/work/confirm", rest) == .seeOther)
            #expect(try await client.read("/fr/work/confirm?confirmed=1").page.texts(of: "article").isEmpty)
        }
        for id in ids {
            let checked = try await EditStore(database: site.database).open(Service.self, id)?.record.provenance.checkedOn
            #expect(checked == InventedCity.today)
        }
    }

    @Test func anotherTeamConfirmsNothingAndOnlyTheCityHasTheBoard() async throws {
        let other = try await ModerationSite(.sqlite, .editor(of: "another"))
        let id = other.records.services[0].id
        try await other.test { client in
            let fields = ["token": other.token(for: ConfirmPage.formName), "service": id]
            let sent = try await client.send("/fr/work/confirm", fields)
            let board = try await client.read("/fr/work/freshness").status
            #expect(sent == .seeOther && board == .notFound)
        }
        let checked = try await EditStore(database: other.database).open(Service.self, id)?.record.provenance.checkedOn
        #expect(checked == nil)
        let nobody = try await ModerationSite(.sqlite, .nobody)
        try await nobody.test { client in
            for path in ["confirm", "freshness"] {
                let answer = try await client.read("/fr/work/\(path)")
                #expect(answer.location?.hasPrefix("/fr/sign-in?to=") == true, "the link of the letter needs sign-in")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theCityReadsHowLateEachOrganizationIs(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .coordinator)
        let act = Act("test", by: .system, for: "test")
        let edits = EditStore(database: site.database)
        _ = try await edits.change(Service.self, site.records.services[0].id, act) { $0.provenance.checkedOn = InventedCity.today }
        _ = try await edits.change(Service.self, site.records.services[1].id, act) { $0.provenance.checkedOn = Day("2026-10-01") }
        try await site.test { client in
            let cells = try await client.read("/fr/work/freshness").page.texts(of: "td")
            #expect(Array(cells.prefix(3)) == ["2", "1", "0"], "two services, one late, none never confirmed")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func thePublicReadsWhoConfirmedAndWhoDidNot(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .nobody)
        let id = site.records.services[0].id
        let act = Act("test", by: .system, for: "test")
        _ = try await EditStore(database: site.database).change(Service.self, id, act) { $0.provenance.checkedOn = Day("2026-10-01") }
        await site.directory.refresh.refresh()
        for name in ["one", "two"] { try await site.say(.right, name, of: id, nil) }
        try await site.test { client in
            let fresh = try await client.read("/fr/services/\(id)").page.texts(of: "p")
            #expect(fresh.contains { $0.hasPrefix("Dit juste par des visiteurs : 2,") }, "\(fresh)")
            #expect(fresh.contains { $0.hasPrefix("Pas vérifié depuis") })
            let cards = try await client.read("/fr/find").page.texts(of: "p.quiet")
            #expect(cards.contains { $0.contains("non confirmé depuis le") }, "\(cards)")
        }
        let service = try await EditStore(database: site.database).open(Service.self, id)?.record
        #expect(service?.provenance.checkedOn == Day("2026-10-01"), "what visitors say is never the team's word")
    }
}
