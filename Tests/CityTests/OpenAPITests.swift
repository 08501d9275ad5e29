import Core
import Database
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestKit
import Testing

/// The document says what the server does, and the server does what the document says.
@Suite struct OpenAPITests {
    /// One answer a program could get, and what the document must say of it.
    struct Question: Sendable, CustomTestStringConvertible {
        var method = HTTPRequest.Method.get
        let path: String
        /// The path as the document has it.
        var described: String?
        var body: String?
        var status = 200
        var headers: HTTPFields = [:]
        var testDescription: String { "\(method.rawValue) \(path) → \(status)" }
    }

    @Test func everyRouteIsDescribedAndNothingElse() async throws {
        let city = try await TestCity.shared
        let served = city.routes.map(Self.normal).filter { route in
            ["/api", "/healthz", "/readyz", "/metrics"].contains { route.hasSuffix($0) || route.contains(" \($0)/") }
        }
        try await city.test { client in
            let paths = try #require(try await client.json("/api/openapi.json").json["paths"] as? [String: [String: Any]])
            let described = paths.flatMap { path, methods in methods.keys.map { Self.normal("\($0.uppercased()) \(path)") } }
            #expect(Set(described) == Set(served.filter { !$0.hasPrefix("HEAD ") }))
            #expect(described.count > 20)
        }
    }

    private static func normal(_ route: String) -> String {
        let route = route.replacing(/:(\w+)/) { "{\($0.1)}" }
        return route.hasSuffix("/") ? String(route.dropLast()) : route
    }

    private static let lists = ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]

    private static let questions: [Question] =
        [
            Question(path: "/api/v1/search?limit=100"), Question(path: "/api/v1/search?q=duche&near=48.8975,2.3597&limit=5"),
            Question(path: "/api/v1/search?theme=eat&theme=wash&area=75118&area=75119"),
            Question(path: "/api/v1/search?limit=0", status: 400), Question(path: "/api/v1/search?what=1", status: 400),
            Question(method: .delete, path: "/api/v1/search", status: 405),
            Question(path: "/api/v1/search?q=" + String(repeating: "a", count: 5_000), status: 414),
            Question(
                method: .post, path: "/api/v1/hours",
                body: #"{"expression":"Mo-Fr 09:00-12:00; Sa 17:00+","from":"2026-11-23T00:00:00Z","to":"2026-11-30T00:00:00Z"}"#),
            Question(
                method: .post, path: "/api/v1/hours",
                body: #"{"expression":"Mo-Xx 09:00","from":"2026-11-23T00:00:00Z","to":"2026-11-30T00:00:00Z"}"#, status: 422),
            Question(method: .post, path: "/api/v1/hours", body: "[]", status: 400),
            Question(method: .post, path: "/api/v1/hours", body: String(repeating: " ", count: 70_000), status: 413),
            Question(path: "/api/hsds/"), Question(path: "/api/hsds/profile"), Question(path: "/api/openapi.json"),
            Question(path: "/healthz"), Question(path: "/readyz"), Question(path: "/metrics"),
        ]
        + lists.flatMap { name in
            [
                Question(path: "/api/hsds/\(name)?per_page=500"), Question(path: "/api/hsds/\(name)?page=x", status: 400),
                Question(method: .post, path: "/api/hsds/\(name)", body: #"{"per_page":2,"search":"a"}"#),
                Question(method: .post, path: "/api/hsds/\(name)", body: "{", status: 400),
                Question(method: .post, path: "/api/hsds/\(name)", body: String(repeating: " ", count: 70_000), status: 413),
                Question(method: .put, path: "/api/hsds/\(name)", status: 405),
                Question(path: "/api/hsds/\(name)?format=ndjson"),
                Question(
                    path: "/api/hsds/\(name)/00000000-0000-0000-0000-000000000000", described: "/api/hsds/\(name)/{id}", status: 404),
            ]
        }
        + ["services?minimal=true", "services?full=true&per_page=300", "organizations?full=true&per_page=300"].map {
            Question(path: "/api/hsds/" + $0)
        }
        + [Question(path: "/api/hsds/service_at_locations?full=true&per_page=300")]

    @Test(arguments: questions)
    func anAnswerIsAsDescribed(question: Question) async throws {
        let city = try await TestCity.shared
        try await city.test { client in try await Self.check(question, client) }
    }

    @Test(arguments: lists)
    func oneRecordIsAsDescribed(list: String) async throws {
        let city = try await TestCity.shared
        try await city.test { client in
            let contents = try await client.json("/api/hsds/\(list)?per_page=3").json["contents"] as? [[String: Any]] ?? []
            #expect(!contents.isEmpty)
            for id in contents.compactMap({ $0["id"] as? String }) {
                try await Self.check(Question(path: "/api/hsds/\(list)/\(id)", described: "/api/hsds/\(list)/{id}"), client)
            }
        }
    }

    /// Before a city is loaded nothing is there to be read, and that is said.
    @Test(arguments: ["/api/v1/search", "/api/hsds/services", "/api/hsds/taxonomies", "/readyz"])
    func anEmptyServerAnswersAsDescribed(path: String) async throws {
        let city = try await TestCity(.sqlite, pack: nil)
        try await city.test { client in try await Self.check(Question(path: path, status: 503), client) }
    }

    private static func check(_ question: Question, _ client: any TestClientProtocol) async throws {
        let document = try await client.json("/api/openapi.json").json
        let path = question.described ?? String(question.path.prefix { $0 != "?" })
        let methods = try #require((document["paths"] as? [String: [String: Any]])?[path])
        let route = try #require((methods[question.method.rawValue.lowercased()] ?? methods.values.first) as? [String: Any])
        let response = try await client.execute(
            uri: question.path, method: question.method, headers: question.headers, body: question.body.map { ByteBuffer(string: $0) })
        #expect(response.status.code == question.status)
        let schema = JSONSchema(document)
        let described = schema.resolved(
            try #require(
                (route["responses"] as? [String: [String: Any]])?["\(response.status.code)"], "\(response.status) is not described"))
        let type = String((response.headers[.contentType] ?? "").prefix { $0 != ";" })
        let content = try #require((described["content"] as? [String: [String: Any]])?[type], "\(type) is not described")
        let wanted = try #require(content["schema"] as? [String: Any])
        let bytes = Data(response.body.readableBytesView)
        if type == "application/json" { try await checkTag(response.headers[.eTag], question, route, client) }
        switch type {
        case "text/plain": return
        case "application/x-ndjson":
            let line = try #require(wanted["contentSchema"] as? [String: Any])
            for text in bytes.split(separator: 0x0A) {
                #expect(schema.mistakes(in: try JSONSerialization.jsonObject(with: text), line) == [])
            }
        default:
            let value = try JSONSerialization.jsonObject(with: bytes)
            // The document describes others, not itself.
            guard path != "/api/openapi.json" else { return }
            #expect(schema.mistakes(in: value, wanted).prefix(5) == [])
        }
        guard type == "application/problem+json" else { return }
        let problem = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        #expect((problem["detail"] as? String)?.hasSuffix(".") == true, "\(problem)")
    }

    /// Whatever has an entity tag answers 304 to it, and the document says so.
    private static func checkTag(
        _ tag: String?, _ question: Question, _ route: [String: Any], _ client: any TestClientProtocol
    ) async throws {
        guard question.method == .get, question.status == 200 else { return }
        #expect((tag != nil) == ((route["responses"] as? [String: Any])?["304"] != nil), "\(question.path)")
        guard let tag else { return }
        let again = try await client.execute(uri: question.path, method: .get, headers: [.ifNoneMatch: tag]) { $0.status.code }
        #expect(again == 304)
    }
}
