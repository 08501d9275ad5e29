import Core
import Database
import Directory
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestKit
import Testing

@Suite struct APITests {
    @Test(arguments: [
        "near=nowhere", "near=91,2", "at=soon", "open=perhaps", "limit=0", "limit=101", "cursor=x", "what=1", "place=Atlantis",
        "theme=nope", "need=eat%20me", "area=99999", "speaks=%3Cb%3E",
    ])
    func aParameterThatIsNotUnderstoodIsNamed(query: String) async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let (status, json) = try await client.json("/api/v1/search?\(query)")
            #expect(status == .badRequest)
            #expect(json["parameter"] as? String == String(query.prefix { $0 != "=" }))
            #expect((json["detail"] as? String)?.isEmpty == false)
        }
    }

    /// A place lies in one area, so one of several is enough; every other filter narrows.
    @Test func severalAreasWidenAndSeveralNeedsNarrow() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            func total(_ query: String) async throws -> Int {
                try #require(try await client.json("/api/v1/search?\(query)").json["total"] as? Int)
            }
            let (here, there) = (try await total("area=75118"), try await total("area=75119"))
            #expect(here > 0 && there > 0)
            #expect(try await total("area=75118&area=75119") == here + there)
            let (shower, both) = (try await total("need=shower"), try await total("need=shower&need=laundry"))
            #expect(both < shower && both > 0)
        }
    }

    @Test func pagesOfASearchHoldEveryResultOnce() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            var seen: [String] = []
            var path = "/api/v1/search?limit=7&place=75018"
            var total = 0
            while true {
                let json = try await client.json(path).json
                total = try #require(json["total"] as? Int)
                seen += (json["results"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
                guard let next = json["next"] as? String else { break }
                path = "/api/v1/search?limit=7&place=75018&cursor=\(next)"
            }
            #expect(seen.count == total)
            #expect(Set(seen).count == total)
            #expect(total > 100)
        }
    }

    @Test func hoursAreEvaluatedOrRefusedWithTheirPosition() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let good = try await client.ask(
                #"{"expression":"Mo-Fr 09:00-12:00","from":"2026-11-23T00:00:00Z","to":"2026-11-25T00:00:00Z"}"#)
            #expect(good.status == .ok)
            let intervals = good.json["intervals"] as? [[String]]
            #expect(
                intervals == [
                    ["2026-11-23T08:00:00Z", "2026-11-23T11:00:00Z", "open"], ["2026-11-24T08:00:00Z", "2026-11-24T11:00:00Z", "open"],
                ])
            #expect(good.json["next"] as? String == "2026-11-23T08:00:00Z")
            let bad = try await client.ask(#"{"expression":"Mo-Xx 09:00","from":"2026-11-23T00:00:00Z","to":"2026-11-25T00:00:00Z"}"#)
            #expect(bad.status == .unprocessableContent)
            #expect(bad.json["position"] as? Int != nil)
            let backwards = try await client.ask(#"{"expression":"24/7","from":"2026-11-25T00:00:00Z","to":"2026-11-23T00:00:00Z"}"#)
            #expect(backwards.status == .unprocessableContent)
            #expect(try await client.ask("[]").status == .badRequest)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theHSDSListsCountFilterAndPage(engine: TestDatabase.Engine) async throws {
        let city = try await TestCity(engine)
        try await city.test { client in
            let first = try await client.json("/api/hsds/services?per_page=10").json
            let total = try #require(first["total_items"] as? Int)
            #expect((first["contents"] as? [Any])?.count == 10)
            #expect(first["first_page"] as? Bool == true)
            let found = try await client.json("/api/hsds/services?search=asile&per_page=500").json
            let matching = try #require(found["total_items"] as? Int)
            #expect((1..<total).contains(matching))
            let narrowed = try await client.json("/api/hsds/services?search=asile%20xyzzy").json
            #expect(narrowed["total_items"] as? Int == 0)
            #expect(narrowed["empty"] as? Bool == true)
            #expect(try await client.json("/api/hsds/services?page=first").status == .badRequest)
            #expect(try await client.json("/api/hsds/services/nothing").status == .notFound)
        }
    }

    /// The same words, in whatever language, find the same services on the site and in HSDS.
    @Test(arguments: TestDatabase.engines)
    func wordsFindInHSDSWhatTheyFindOnTheSite(engine: TestDatabase.Engine) async throws {
        let city = try await TestCity(engine)
        try await city.test { client in
            for words in ["douche", "دوش", "shower", "asille"] {
                let query = words.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                let site = try await client.json("/api/v1/search?limit=100&q=\(query)").json
                let hits = site["results"] as? [[String: Any]] ?? []
                #expect(!hits.isEmpty && hits.count == site["total"] as? Int, "\(words)")
                let list = try await client.json("/api/hsds/service_at_locations?per_page=500&search=\(query)").json
                let contents = list["contents"] as? [[String: Any]] ?? []
                #expect(Set(contents.compactMap { $0["id"] as? String }) == Set(hits.compactMap { $0["id"] as? String }), "\(words)")
                #expect(list["total_items"] as? Int == hits.count)
                let services = try await client.json("/api/hsds/services?minimal=true&search=\(query)").json
                let ids = Set((services["contents"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String })
                #expect(ids.isSuperset(of: hits.compactMap { $0["service"] as? String }), "\(words)")
                let organizations = try await client.json("/api/hsds/organizations?search=\(query)").json
                #expect((organizations["total_items"] as? Int ?? 0) > 0, "\(words)")
                let pages = try await client.json("/api/hsds/services?per_page=1&page=2&search=\(query)").json
                #expect(pages["total_items"] as? Int == ids.count)
                #expect((pages["contents"] as? [[String: Any]])?.first?["id"] as? String == ids.sorted().dropFirst().first)
            }
            // Filters narrow what words find.
            let all = try await client.json("/api/hsds/services?search=douche").json["total_items"] as? Int ?? 0
            let some = try await client.json("/api/hsds/services?search=douche&taxonomy_term_id=laundry").json["total_items"] as? Int ?? 0
            #expect((1..<all).contains(some))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everyRecordIsInTheLinesAndEveryWayOfAskingAgrees(engine: TestDatabase.Engine) async throws {
        let city = try await TestCity(engine)
        try await city.test { client in
            let total = try #require(try await client.json("/api/hsds/services").json["total_items"] as? Int)
            let lines = try await client.execute(uri: "/api/hsds/services?format=ndjson", method: .get) { String(buffer: $0.body) }
            #expect(lines.split(separator: "\n").count == total)
            let minimal = try await client.json("/api/hsds/services?minimal=true").json
            #expect((minimal["contents"] as? [Any])?.count == total)
            let post = try await client.execute(
                uri: "/api/hsds/services", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: #"{"search":"asile","per_page":3}"#)
            ) { Data($0.body.readableBytesView) }
            let get = try await client.execute(uri: "/api/hsds/services?search=asile&per_page=3", method: .get) {
                Data($0.body.readableBytesView)
            }
            #expect(post == get)
            let later = try await client.json("/api/hsds/service_at_locations?modified_after=2100-01-01T00:00:00Z").json
            #expect(later["total_items"] as? Int == 0)
        }
    }

    @Test func anUnchangedAnswerIsEmptyAndAnySiteMayRead() async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            for path in ["/api/v1/search?q=douche", "/api/hsds/services?per_page=5", "/api/openapi.json"] {
                let headers = try await client.execute(uri: path, method: .get) { $0.headers }
                #expect(headers[.accessControlAllowOrigin] == "*", "\(path)")
                let tag = try #require(headers[.eTag], "\(path)")
                let again = try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag]) {
                    ($0.status, $0.body.readableBytes)
                }
                #expect(again == (.notModified, 0), "\(path)")
            }
            let refused = try await client.execute(uri: "/api/v1/search?limit=0", method: .get) { $0.headers }
            #expect(refused[.accessControlAllowOrigin] == "*")
        }
    }
}

extension TestClientProtocol {
    fileprivate func ask(_ body: String) async throws -> (status: HTTPResponse.Status, json: [String: Any]) {
        let (status, data) = try await execute(
            uri: "/api/v1/hours", method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: body)
        ) { ($0.status, Data($0.body.readableBytesView)) }
        return (status, try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:])
    }
}
