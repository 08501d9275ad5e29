import Core
import Foundation
import Database
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestKit
import Testing

@Suite struct FeedbackTests {
    @Test(arguments: TestDatabase.engines)
    func whatIsSaidOfAServiceIsKeptForTheCity(engine: TestDatabase.Engine) async throws {
        let city = try await TestCity(engine)
        try await city.test { client in
            let service = try #require(try await client.page("/fr/find?theme=wash").page.links.first { $0.contains("/services/") })
            let form = try await Self.form(service, client)
            let answer = try await client.post(form.action, ["token": form.token, "subject": "hours", "words": "Fermé le dimanche"])
            #expect(answer.status == .ok)
            #expect(!answer.page.texts(of: "p.notice").isEmpty)
        }
        let kept = try await city.database.read {
            try $0.rows("SELECT kind, subject, words, language FROM directory_feedback ORDER BY id")
        }
        #expect(kept.count == 1)
        let words: String = try #require(kept.first)["words"]
        #expect(words == "Fermé le dimanche")
        let entries = try await city.database.read {
            try $0.values(String.self, "SELECT payload FROM journal_entry WHERE subject_kind = 'feedback' ORDER BY sequence")
        }
        #expect(entries.count == 1)
        #expect(entries.allSatisfy { !$0.contains("dimanche") }, "the words stay out of the journal")
    }

    @Test func aFormWithProblemsComesBackWithEverythingTyped() async throws {
        let city = try await TestCity(.sqlite)
        try await city.test { client in
            let service = try #require(try await client.page("/fr/find?theme=wash").page.links.first { $0.contains("/services/") })
            let form = try await Self.form(service, client)
            let answer = try await client.post(form.action, ["token": form.token, "words": "gardez ceci"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.page.texts(of: "textarea").contains("gardez ceci"))
            Self.expectTied(["subject"], in: answer.page)
            let forged = try await client.post(form.action, ["token": "forged", "subject": "hours"])
            #expect(forged.status == .unprocessableContent)
        }
        let kept = try await city.database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM directory_feedback") }
        #expect(kept == 0)
    }

    @Test func aMissingServiceNeedsToSayWhatAndWhere() async throws {
        let city = try await TestCity(.sqlite)
        try await city.test { client in
            let page = try await client.page("/fr/missing").page
            let token = try #require(page.all("input").first { $0.attributes["name"] == "token" }?.attributes["value"])
            let empty = try await client.post("/fr/missing", ["token": token])
            #expect(empty.status == .unprocessableContent)
            Self.expectTied(["need", "area"], in: empty.page)
            let long = try await client.post(
                "/fr/missing", ["token": token, "need": "shower", "area": "75118", "words": .init(repeating: "a", count: 1001)])
            Self.expectTied(["words"], in: long.page)
            let full = try await client.post("/fr/missing", ["token": token, "need": "shower", "area": "75118"])
            #expect(full.status == .ok)
        }
        let kept = try await city.database.read {
            try $0.values(String.self, "SELECT subject FROM directory_feedback WHERE kind = 'missing' ORDER BY id")
        }
        #expect(kept == ["shower"])
    }

    @Test func aFloodIsStoppedAndProgramsAreForgotten() async throws {
        let city = try await TestCity(.sqlite)
        try await city.test { client in
            let page = try await client.page("/fr/missing").page
            let token = try #require(page.all("input").first { $0.attributes["name"] == "token" }?.attributes["value"])
            let fields = ["token": token, "need": "shower", "area": "75118"]
            let robot = try await client.post("/fr/missing", fields.merging(["homepage": "http://spam.example"]) { $1 })
            #expect(robot.status == .ok)
            var statuses: [HTTPResponse.Status] = []
            for _ in 0..<7 { statuses.append(try await client.post("/fr/missing", fields).status) }
            #expect(statuses.filter { $0 == .ok }.count == 5)
            #expect(statuses.last == .unprocessableContent)
        }
        let kept = try await city.database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM directory_feedback") }
        #expect(kept == 5)
    }

    /// What a screen reader says with each field: that it is wrong and why; and the summary leads to it.
    private static func expectTied(_ fields: [String], in page: HTMLPage) {
        let wrong = page.elements.filter { $0.attributes["aria-invalid"] == "true" }
        #expect(wrong.compactMap { $0.attributes["id"] } == fields)
        for field in wrong {
            let described = (field.attributes["aria-describedby"] ?? "").split(separator: " ").map(String.init)
            #expect(described.contains((field.attributes["id"] ?? "") + "-error"))
            for id in described { #expect(page.first("#" + id)?.text.isEmpty == false, "\(id) says something") }
        }
        #expect(page.first(".errors")?.attributes["role"] == "alert")
        for field in fields { #expect(page.links.contains("#" + field)) }
    }

    private static func form(_ service: String, _ client: any TestClientProtocol) async throws -> (action: String, token: String) {
        let page = try await client.page(service).page
        let action = try #require(page.all("form").compactMap { $0.attributes["action"] }.first { $0.contains("/feedback") })
        let token = try #require(page.all("input").first { $0.attributes["name"] == "token" }?.attributes["value"])
        return (String(action.prefix { $0 != "#" }), token)
    }
}

extension TestClientProtocol {
    func post(_ path: String, _ fields: [String: String]) async throws -> (status: HTTPResponse.Status, page: HTMLPage) {
        let body = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try await execute(
            uri: path, method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], body: ByteBuffer(string: body)
        ) { ($0.status, HTMLPage(String(buffer: $0.body))) }
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
