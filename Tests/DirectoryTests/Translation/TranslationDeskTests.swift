import Core
import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestKit
import Testing
import Web

@testable import Directory

/// The desk of translators: what each may write, and what comes of it.
@Suite struct TranslationDeskTests {
    private let act = Act("test", by: .system, for: "test")

    /// Gives the signed-in person a language, as a coordinator does.
    private func give(_ tags: [String], in site: ModerationSite) async throws {
        try await TranslatorStore(database: site.database).give(Set(tags.map { Language($0) }), to: "agent", act)
    }

    @Test(arguments: TestDatabase.engines)
    func aTranslatorWritesOnlyInTheirLanguages(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .translator)
        try await give(["ps"], in: site)
        let id = site.records.services[0].id
        try await site.test { client in
            let path = "/fr/work/translations/ps/services/\(id)"
            let page = try await client.read(path).page
            #expect(page.texts(of: ".source") == ["Douche inventée 1"])
            var fields = page.hiddenFields
            fields["t0"] = "شاور"
            #expect(try await client.send(path, fields) == .seeOther)
            #expect(try await client.send("/fr/work/translations/ar/services/\(id)", fields) == .notFound, "not their language")
            #expect(try await client.send("/fr/work/translations/xx/services/\(id)", fields) == .notFound)
            #expect(try await client.read("/fr/work/translations/ar/services/\(id)").page.texts(of: "button[value=save]").isEmpty)
            fields["t0"] = "بل څه"
            #expect(try await client.send(path, fields) == .unprocessableContent, "it changed since this page was opened")
            var review = try await client.read(path).page.hiddenFields
            review["act"] = "review"
            #expect(try await client.send(path, review) == .unprocessableContent, "nobody reviews what they wrote")
            #expect(try await client.read("/fr/work/translations/people").status == .notFound)
            let list = try await client.read("/fr/work/translations/ps?state=human").page
            #expect(list.texts(of: "article h3").count == 1)
            #expect(try await client.read("/fr/work/translations").page.texts(of: "article").count == TranslationDesk.languages.count)
        }
        let service = try #require(try await EditStore(database: site.database).open(Service.self, id)).record
        #expect(service.name[Language("ps")] == "شاور" && service.name[Language("ar")] == nil)
    }

    @Test func aSecondPersonReviewsAndACoordinatorGivesLanguages() async throws {
        let site = try await ModerationSite(.sqlite, .coordinator)
        let id = site.records.services[0].id
        let entry = TranslationEntry(
            place: .init("name"), sourceHash: LocalizedText.hash("Douche inventée 1"), text: "شاور")
        _ = try await TranslationStore(database: site.database).write(
            [entry], .service, id, in: Language("ps"), by: "somebody", act)
        try await site.test { client in
            let path = "/fr/work/translations/ps/services/\(id)"
            var fields = try await client.read(path).page.hiddenFields
            fields["act"] = "review"
            #expect(try await client.send(path, fields) == .seeOther)
            var people = try await client.read("/fr/work/translations/people").page.hiddenFields
            people["language"] = "ti"
            #expect(try await client.send("/fr/work/translations/people", people) == .seeOther)
            people["account"] = "unknown"
            #expect(try await client.send("/fr/work/translations/people", people) == .unprocessableContent)
        }
        let service = try #require(try await EditStore(database: site.database).open(Service.self, id)).record
        #expect(service.name.state(in: Language("ps")) == .reviewed)
        #expect(try await TranslatorStore(database: site.database).languages(of: "agent") == [Language("ti")])
    }

    @Test(arguments: TestDatabase.engines)
    func aSheetKeepsItsReferencesAndTheGlossaryItsWords(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .translator)
        try await give(["en"], in: site)
        try await site.test { client in
            let path = "/fr/work/translations/en/sheets/droit"
            var word = try await client.read("/fr/work/translations/en/glossary").page.hiddenFields
            word.merge(["term": "règle", "translation": "rule"]) { $1 }
            #expect(try await client.send("/fr/work/translations/en/glossary", word) == .seeOther)
            let page = try await client.read(path).page
            #expect(page.texts(of: "mark") == ["règle"])
            var fields = page.hiddenFields
            fields.merge(["t0": "Your rights", "t1": "In short.", "t2": "A rule."]) { $1 }
            #expect(try await client.send(path, fields) == .unprocessableContent, "the source of the rule is gone")
            fields["t2"] = "A rule. [[loi]]"
            #expect(try await client.send(path, fields) == .seeOther)
            await site.directory.refresh.refresh()
            #expect(try await client.read("/en/sheets/droit").page.texts(of: "h1") == ["Your rights"])
        }
    }

    @Test func aFileOfATranslatorIsTakenOrRefusedWithItsLine() async throws {
        let site = try await ModerationSite(.sqlite, .translator)
        try await give(["ps"], in: site)
        let id = site.records.services[0].id
        try await site.test { client in
            let token = try await client.read("/fr/work/translations/ps").page.hiddenFields["token"] ?? ""
            let exported = try await client.execute(uri: "/fr/work/translations/ps/export", method: .get) { answer in
                #expect(answer.headers[.cacheControl] == "no-store")
                return String(buffer: answer.body)
            }
            func upload(_ content: String, to tag: String = "ps") async throws -> (HTTPResponse.Status, HTMLPage) {
                let parts = [
                    "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(token)\r\n",
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ps.po\"\r\n\r\n\(content)\r\n--b--\r\n",
                ]
                return try await client.execute(
                    uri: "/fr/work/translations/\(tag)/upload", method: .post,
                    headers: [.contentType: "multipart/form-data; boundary=b"], body: ByteBuffer(string: parts.joined())
                ) { ($0.status, HTMLPage(String(buffer: $0.body))) }
            }
            let translated = exported.replacing(
                "msgid \"Douche inventée 1\"\nmsgstr \"\"", with: "msgid \"Douche inventée 1\"\nmsgstr \"شاور\"")
            let (status, page) = try await upload(translated)
            #expect(status == .ok && page.texts(of: "div.notice p").first?.hasPrefix("1 texte repris") == true)
            let (refused, problem) = try await upload("msgid \"")
            #expect(refused == .unprocessableContent && problem.texts(of: "p.warn").contains { $0.contains("ps.po") && $0.contains("1") })
            #expect(try await upload(translated, to: "ar").0 == .notFound)
        }
        let service = try #require(try await EditStore(database: site.database).open(Service.self, id)).record
        #expect(service.name[Language("ps")] == "شاور")
    }

    @Test func strangersAndOtherTeamsTranslateNothing() async throws {
        let stranger = try await ModerationSite(.sqlite, .nobody)
        try await stranger.test { client in
            for path in ["", "/people", "/ps", "/ps/glossary", "/ps/export", "/ps/sheets/droit"] {
                let answer = try await client.read("/fr/work/translations\(path)")
                #expect(answer.status == .seeOther && answer.location?.hasPrefix("/fr/sign-in?to=") == true, "\(path)")
            }
        }
        let other = try await ModerationSite(.sqlite, .editor(of: "another"))
        try await give(["ps"], in: other)
        let id = other.records.services[0].id
        try await other.test { client in
            #expect(try await client.read("/fr/work/translations/ps/services/\(id)").status == .notFound)
            #expect(try await client.send("/fr/work/translations/ps/services/\(id)", ["t0": "x"]) == .notFound)
            #expect(try await client.read("/fr/work/translations/ps/sheets/droit").status == .notFound)
            let list = try await client.read("/fr/work/translations/ps").page
            #expect(list.texts(of: "article").isEmpty)
            #expect(try await client.read("/fr/work/translations/ps/export").status == .notFound)
        }
    }
}
