import Core
import Database
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing

@Suite struct PageTests {
    static let paths = [
        "", "find", "find?theme=wash&place=75018", "place", "sheets", "sheets/asylum-request", "about", "missing", "languages",
    ]

    @Test(arguments: Language.all)
    func everyPageIsWholeInEveryLanguage(language: Language) async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            for path in Self.paths {
                let (status, page, headers) = try await client.page("/\(language.tag)/\(path)")
                #expect(status == .ok, "\(path)")
                #expect(page.mistakes.isEmpty, "\(path): \(page.mistakes)")
                #expect(page.first("html")?.attributes["lang"] == language.tag)
                #expect(page.first("html")?.attributes["dir"] == language.direction)
                #expect(headers[.contentLanguage] == language.tag)
                #expect(page.texts(of: "h1").count == 1, "\(path)")
                #expect((page.first("p.draft") == nil) == ["fr", "fr-x-falc", "en"].contains(language.tag), "\(path)")
                #expect(headers[.setCookie] == nil)
            }
        }
    }

    @Test(arguments: [
        "find?near=here", "find?at=yesterday", "find?nothing=1", "find?cursor=broken", "find?place=Atlantis", "find?theme=nope",
        "find?area=99999",
    ])
    func whatIsNotUnderstoodIsSaidAndTheListStillShown(path: String) async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let (status, page, _) = try await client.page("/fr/\(path)")
            #expect(status == .badRequest)
            #expect(!page.texts(of: "p.warn").isEmpty)
            #expect(page.links.contains { $0.contains("/services/") })
        }
    }

    @Test(arguments: [
        "/fr/services/nothing", "/fr/sheets/nothing", "/fr/nothing", "/xx/", "/fr/services/30876d31-0000-0000-0000-000000000000",
    ])
    func whatDoesNotExistIsAPageThatSaysSo(path: String) async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let (status, page, _) = try await client.page(path)
            #expect(status == .notFound)
            #expect(page.texts(of: "h1").count == 1)
        }
    }

    @Test func aListAsksTheDatabaseNothingAndAServiceTwice() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let (list, listQueries) = try await QueryCounter.counting { try await client.page("/fr/find?theme=eat").page }
            #expect(listQueries == 0)
            let path = try #require(list.links.first { $0.contains("/services/") })
            let (_, queries) = try await QueryCounter.counting { try await client.page(path) }
            #expect(queries == 2, "the service, and what visitors said of it")
        }
    }

    @Test func everyPageSaysWhereARecordComesFrom() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let list = try await client.page("/fr/find").page
            for path in list.links.filter({ $0.contains("/services/") }).prefix(10) {
                let page = try await client.page(path).page
                #expect(page.text.contains("Source :"), "\(path)")
            }
        }
    }
}

@Suite struct WithoutDatabaseTests {
    @Test func aDatabaseThatIsGoneIsSaidAndListsAreStillServed() async throws {
        let city = try await TestCity(.sqlite)
        city.database.close()
        try await city.test { client in
            #expect(try await client.page("/fr/find?theme=eat").status == .ok)
            let ready = try await client.page("/readyz")
            #expect(ready.status == .serviceUnavailable)
            #expect(!ready.page.source.contains("sqlite"))
        }
    }
}

@Suite struct SheetTests {
    @Test func aSheetThatIsNotTranslatedSaysSoAndNamesItsOwnLanguage() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let page = try await client.page("/bo/sheets/dublin").page
            let article = try #require(page.first("article"))
            #expect(article.attributes["lang"] == "en")
            #expect(article.attributes["dir"] == "ltr")
            let arabic = try await client.page("/ar/sheets/dublin").page
            #expect(arabic.first("article")?.attributes["lang"] == "ar")
            #expect(!arabic.texts(of: "p.notice").isEmpty)
        }
    }
}
