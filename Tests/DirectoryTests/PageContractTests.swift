import Core
import Database
import Foundation
import Search
import TestKit
import Testing
import Web

@testable import Directory

/// Every template of the directory filled from samples: a name nothing fills prints nothing, and nobody would see it.
@Suite struct PageContractTests {
    /// Monday, 23 November 2026, 10:00 in Paris.
    static let monday = Instant(seconds: 1_795_424_400)
    static let day = Day("2026-11-23")

    @Test func everyTemplateIsFilledFromASample() async throws {
        let web = try TestWeb()
        let context = web.context(Language("ar"))
        // Whoever reads French sees some sentences once that others see twice.
        let pages = try await Self.samples(context, web.catalogues) + Self.samples(web.context(.french), web.catalogues)
        #expect(web.views.templates(in: "directory", notPrintedBy: pages) == [])
        // Every part of a component is entered by its examples in the style guide, which have their own test.
        let problems = web.views.unknownNames(in: pages, context: context)
            .filter { !($0.hasPrefix("Templates/components/") && $0.hasSuffix("no sample enters this section")) }
        #expect(problems == [])
    }

    @Test func aTemplateWithoutASampleIsNamed() async throws {
        let web = try TestWeb()
        let pages = try await Self.samples(web.context(.french), web.catalogues).filter { !($0 is StaffPage) }
        #expect(web.views.templates(in: "directory", notPrintedBy: pages) == ["directory/staff"])
    }

    @Test func anOutdatedTranslationIsShownAsSuch() async throws {
        let web = try TestWeb()
        let snapshot = try await InventedCity.snapshot(at: Self.monday)
        let context = web.context(Language("ar"))
        let page = try #require(try SheetPage(snapshot.sheets[0], in: snapshot, context: context))
        let html = HTMLPage(try web.printed(page, context))
        #expect(html.texts(of: "p.notice").contains(context.catalogue("notice.outdated").plain))
    }

    @Test func aRuleWhoseSourceWasNotReadSaysSoOnce() throws {
        let markup = SheetMarkup(sheet: InventedCity.sheet, root: "/fr", unverified: "non vérifié")
        #expect(try markup.html("Une règle. [[loi]]").html.contains("</a></sup> <small>(non vérifié)</small></p>"))
        #expect(try markup.html("Une règle. [[loi]] (à vérifier)").html.contains("</a></sup> (à vérifier)</p>"))
        #expect(try markup.html("规则。[[loi]]（待核实）").html.contains("</a></sup>（待核实）</p>"))
        #expect(try !markup.html("Une règle. [[autre]]").html.contains("non vérifié"))
    }

    @Test func aSuburbOnTheDrawnMapHasItsName() {
        let map = CityMap(Territory(areas: InventedCity.areas, places: []), marked: nil, language: .french) { _ in nil }
        #expect(map.areas.map(\.label) == ["1", ""], "a name that finds no room is left out")
        let wide =
            InventedCity.areas
            + [2, 3].map { column in
                Area(
                    code: "9900\(column + 1)", aliases: [], name: LocalizedText("x", in: .french), kind: "arrondissement",
                    center: InventedCity.areas[0].center, neighbours: [], tile: .init(column: column == 3 ? 0 : 2, row: 1))
            }
        let named = CityMap(Territory(areas: wide, places: []), marked: nil, language: .french) { _ in nil }
        #expect(named.areas.first { $0.isName }?.label == "Banlieue inventée")
    }

    /// Each page at least once with everything it can say, and once with as little as it can.
    static func samples(_ context: AppContext, _ catalogues: Catalogues) async throws -> [any Page] {
        let snapshot = try await InventedCity.snapshot(at: monday)
        let listings = InventedCity.listings
        var problems = FormProblems()
        for field in ["subject", "words", "need", "area"] { problems.add("form.required", to: field) }
        let guarding = FormGuard(
            tokens: FormTokens(key: Data(repeating: 1, count: 32), now: { 0 }),
            throttle: Throttle(
                perAddress: .init(capacity: 5, refill: 60), everybody: .init(capacity: 5, refill: 1), key: Data(repeating: 1, count: 32),
                now: { 0 }))
        let forms = FeedbackForms(formGuard: guarding)
        func service(
            _ listings: [Listing], _ query: FindQuery, problems: FormProblems, isSent: Bool = false, as reader: AppContext? = nil
        ) throws -> ServicePage {
            let form = forms.form(about: listings[0].service.id, fields: FormFields(), problems: problems, isSent: isSent, context)
            return try ServicePage(
                listings, query: query, form: form, visitors: (2, monday), address: "https://accueil.example/x", now: monday, in: snapshot,
                context: reader ?? context)
        }
        func find(_ query: FindQuery, _ problems: [FindQuery.Problem] = []) throws -> FindPage {
            FindPage(try FindList(query, problems: problems, at: monday, in: snapshot, context: context), context: context)
        }
        func missing(_ problems: FormProblems, isSent: Bool) -> MissingPage {
            MissingPage(snapshot, fields: FormFields(), problems: problems, isSent: isSent, token: "t", context: context)
        }
        var paged = FindQuery()
        paged.limit = 1
        let first = try FindList(paged, problems: [], at: monday, in: snapshot, context: context)
        let cursor = try #require(first.result.nextCursor)
        let far = FindQuery(near: Coordinate(latitude: 48.8, longitude: 2.35), at: monday, openOnly: true, themes: ["wash"])
        return try [
            HomePage(snapshot, calls: snapshot.calls(for: context), context: context),
            try find(FindQuery(), [.init(parameter: "x", reason: "is unknown")]), FindPage(first, context: context),
            try find(paged.changed { _ in }.following(cursor)), try find(FindQuery(words: "duche", openOnly: true)),
            try find(far.changed { $0.people = ["alone"] }), try find(FindQuery(openOnly: true, needs: ["laundry"])),
            try find(FindQuery(needs: ["laundry"])), try find(FindQuery(areas: [InventedCity.areas[0].code], themes: ["wash"])),
            try service(listings, far, problems: problems), try service([listings[1]], FindQuery(), problems: FormProblems()),
            try service([listings[1]], FindQuery(), problems: FormProblems(), isSent: true),
            try service([InventedCity.paused], FindQuery(), problems: FormProblems()),
            try service([listings[1]], FindQuery(), problems: FormProblems(), as: professional(context)),
            StaffPage(listings[0], taxonomy: snapshot.taxonomy, staffWords: catalogues[.french], context: context),
            PlacePage(query: FindQuery(themes: ["wash"]), unknown: "Nulle part", snapshot: snapshot, context: context),
            SheetsPage(snapshot, context: context), try #require(try SheetPage(snapshot.sheets[0], in: snapshot, context: context)),
            missing(problems, isSent: false), missing(FormProblems(), isSent: true),
            AboutPage(snapshot, catalogues: catalogues, context: context),
        ] + workSamples(context, snapshot) + moderationSamples(context, snapshot)
            + labelSamples(context, snapshot) + freshnessSamples(context, snapshot) + translationSamples(context)
            + listSamples(context, snapshot)
    }
}

extension FindQuery {
    fileprivate func following(_ cursor: String) -> FindQuery {
        var next = self
        next.cursor = cursor
        return next
    }
}
