import Core
import Foundation
import HTTPTypes
import Hummingbird
import TestKit
import Testing

@testable import Web

@Suite struct MiddlewareTests {
    enum Refused: ReaderRefusal {
        case removed
        var status: HTTPResponse.Status { .gone }
        var key: String { "error.gone" }
    }
    struct Secret: Error, CustomStringConvertible { var description: String { "password is hunter2" } }

    private func client(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let web = try TestWeb()
        let router = web.router()
        for root in ["{language}", "api"] {
            router.get("\(root)/broken") { _, _ -> String in throw Secret() }
            router.get("\(root)/gone") { _, _ -> String in throw Refused.removed }
            router.get("\(root)/wrong") { _, _ -> String in
                throw Problem(.unprocessableContent, detail: "day, position 3", members: ["position": .number(3)])
            }
            router.post("\(root)/form") { request, context in try await request.formFields(context)["a"] }
        }
        router.addLanguageChoice(views: web.views, catalogues: web.catalogues)
        router.addStyleguide(views: web.views)
        router.answerOtherMethods()
        try await router.tested(test)
    }

    @Test(
        "Errors are pages in the reader's language",
        arguments: [
            ("/fr/nowhere", 404, "Page introuvable"), ("/fr/gone", 410, "Cette page a été retirée"),
            ("/fr/broken", 500, "Un problème de notre côté"),
            ("/en/nowhere", 404, "Page not found"), ("/fr/form", 405, "Ce n’est pas possible ici"),
        ])
    func errorsArePages(path: String, status: Int, title: String) async throws {
        try await client { client in
            let response = try await client.execute(uri: path, method: .get)
            #expect(response.status.code == status)
            let page = HTMLPage(String(buffer: response.body))
            #expect(page.first("h1")?.text == title)
            #expect(page.links.contains("/\(path.dropFirst().prefix(2))/"))
            #expect(!page.source.contains("hunter2") && !page.source.contains("Secret"))
            #expect(response.headers[.cacheControl] == "no-store")
        }
    }

    @Test func theAPIAnswersProblems() async throws {
        try await client { client in
            let broken = try await client.execute(uri: "/api/broken", method: .get)
            #expect(broken.status == .internalServerError)
            #expect(broken.headers[.contentType] == "application/problem+json")
            let body = try JSONSerialization.jsonObject(with: Data(broken.body.readableBytesView)) as? [String: Any]
            #expect(body?["status"] as? Int == 500 && body?["title"] as? String == "Internal Server Error")
            #expect((body?["instance"] as? String)?.hasPrefix("urn:request:") == true)
            #expect(!String(buffer: broken.body).contains("hunter2"))
            let wrong = String(buffer: try await client.execute(uri: "/api/wrong", method: .get).body)
            #expect(wrong.contains(#""position":3"#) && wrong.contains(#""detail":"day, position 3""#))
            let nowhere = try await client.execute(uri: "/api/nowhere", method: .get)
            #expect(nowhere.status == .notFound)
            #expect(String(buffer: nowhere.body).contains(#""detail":"Nothing is at this address;"#))
            let other = String(buffer: try await client.execute(uri: "/api/wrong", method: .delete).body)
            #expect(other.contains(#""detail":"This address does not answer that method; use one of: GET, HEAD, OPTIONS.""#))
        }
    }

    @Test func otherMethodsSayWhatIsAllowed() async throws {
        try await client { client in
            let refused = try await client.execute(uri: "/fr/gone", method: .post)
            #expect(refused.status == .methodNotAllowed && refused.headers[.allow] == "GET, HEAD, OPTIONS")
            let query = try await client.execute(uri: "/fr/gone", method: try #require(HTTPRequest.Method("QUERY")))
            #expect(query.status == .methodNotAllowed)
            let options = try await client.execute(uri: "/fr/form", method: .options)
            #expect(options.status == .noContent && options.headers[.allow] == "OPTIONS, POST")
            let answer2 = try await client.execute(uri: "/fr/styleguide", method: .head).status
            #expect(answer2 == .ok)
        }
    }

    @Test func everyAnswerIsProtected() async throws {
        try await client { client in
            for path in ["/fr/styleguide", "/fr/nowhere", "/style.css", "/api/nowhere", "/"] {
                let headers = try await client.execute(uri: path, method: .get).headers
                #expect(headers[.xContentTypeOptions] == "nosniff", "\(path)")
                #expect(headers[.referrerPolicy] == "no-referrer")
                #expect(headers[.permissionsPolicy]?.contains("geolocation=(self)") == true)
                #expect(headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                #expect(headers[.contentSecurityPolicy]?.contains("unsafe") == false)
                #expect(headers[.server] == nil && headers[.setCookie] == nil)
            }
        }
    }

    @Test func bodiesThatAreTooLongOrOfAnotherKindAreRefused() async throws {
        try await client { client in
            let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            let long = ByteBuffer(string: "a=" + String(repeating: "x", count: 70_000))
            let answer3 = try await client.execute(uri: "/fr/form", method: .post, headers: form, body: long).status
            #expect(answer3 == .contentTooLarge)
            let json = try await client.execute(
                uri: "/fr/form", method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: "{}"))
            #expect(json.status == .unsupportedMediaType)
            let answer4 = try await client.execute(uri: "/fr/form", method: .post, headers: form, body: ByteBuffer(string: "a=%")).status
            #expect(answer4 == .badRequest)
            let address = "/fr/nowhere?q=" + String(repeating: "x", count: 5000)
            let answer5 = try await client.execute(uri: address, method: .get).status
            #expect(answer5 == .uriTooLong)
        }
    }

    @Test func wordsWithSpacesArriveAsTheyWereTyped() async throws {
        let router = try TestWeb().router()
        router.get("{language}/words") { request, _ in request.uri.queryParameters["q"].map(String.init) ?? "" }
        try await router.tested { client in
            let form = String(buffer: try await client.execute(uri: "/fr/words?x=1&q=douche+chaude%2B", method: .get).body)
            #expect(form == "douche chaude+")
        }
    }

    @Test func compressesTextForThoseWhoReadIt() async throws {
        try await client { client in
            let plain = try await client.execute(uri: "/fr/styleguide", method: .get)
            #expect(plain.headers[.contentEncoding] == nil && plain.headers[.vary] == "Accept-Encoding")
            let small = try await client.execute(uri: "/fr/styleguide", method: .get, headers: [.acceptEncoding: "br, gzip;q=0.5"])
            #expect(small.headers[.contentEncoding] == "gzip")
            #expect(small.headers[.contentLength] == "\(small.body.readableBytes)")
            #expect(small.body.readableBytes * 2 < plain.body.readableBytes)
            #expect(Array(small.body.readableBytesView.prefix(2)) == [0x1f, 0x8b])
            #expect(small.headers[.eTag] == plain.headers[.eTag])
            let refused = try await client.execute(uri: "/fr/styleguide", method: .get, headers: [.acceptEncoding: "gzip;q=0, *;q=1"])
            #expect(refused.headers[.contentEncoding] == nil)
        }
    }

    @Test(
        "The address of a visitor is the one that the last trusted proxy saw",
        arguments: [(0, "-"), (1, "192.0.2.7"), (2, "198.51.100.9"), (3, "203.0.113.1"), (4, "-")])
    func onlyATrustedProxyNamesTheVisitor(proxies: Int, address: String) async throws {
        let web = try TestWeb()
        let router = publicRouter(views: web.views, catalogues: web.catalogues, assets: web.assets, trustedProxies: proxies)
        router.get("api/address") { _, context in context.remoteAddress ?? "-" }
        try await router.tested { client in
            let name = try #require(HTTPField.Name("X-Forwarded-For"))
            let answer = try await client.execute(
                uri: "/api/address", method: .get, headers: [name: "203.0.113.1, 198.51.100.9, 192.0.2.7"])
            #expect(String(buffer: answer.body) == address)
        }
    }

    @Test func anUnchangedPageIsNotSentAgain() async throws {
        try await client { client in
            let first = try await client.execute(uri: "/fr/styleguide", method: .get)
            let tag = try #require(first.headers[.eTag])
            let again = try await client.execute(uri: "/fr/styleguide", method: .get, headers: [.ifNoneMatch: "\"x\", \(tag)"])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
            #expect(first.headers[.contentLanguage] == "fr")
        }
    }

    @Test func filesAreKeptForGoodUnderTheirVersion() async throws {
        let web = try TestWeb()
        let path = web.assets.path("js/place.js")
        try await client { client in
            let versioned = try await client.execute(uri: path, method: .get)
            #expect(versioned.headers[.cacheControl]?.contains("immutable") == true)
            #expect(versioned.headers[.contentType]?.hasPrefix("text/javascript") == true)
            let bare = try await client.execute(uri: "/js/place.js", method: .get)
            #expect(bare.headers[.cacheControl] == "public, max-age=3600")
            let tag = try #require(bare.headers[.eTag])
            let answer6 = try await client.execute(uri: "/js/place.js", method: .get, headers: [.ifNoneMatch: tag]).status
            #expect(answer6 == .notModified)
            let answer7 = try await client.execute(uri: "/js/place.js", method: .post).status
            #expect(answer7 == .methodNotAllowed)
            let small = try await client.execute(uri: path, method: .get, headers: [.acceptEncoding: "gzip"])
            #expect(small.headers[.contentEncoding] == "gzip" && small.headers[.vary] == "Accept-Encoding")
            #expect(small.body.readableBytes < versioned.body.readableBytes)
        }
    }

    @Test(
        "No path leads out of the public folder",
        arguments: [
            "/../Package.swift", "/js/../../Package.swift", "/%2e%2e/Package.swift", "/js/..%2f..%2fPackage.swift", "//etc/passwd", "/js",
            "/.gitignore",
        ])
    func noPathLeadsOut(path: String) async throws {
        try await client { client in
            let answer8 = try await client.execute(uri: path, method: .get).status
            #expect(answer8 == .notFound)
        }
    }

    @Test func theChoiceOfLanguageComesBackHereAndNowhereElse() async throws {
        try await client { client in
            let page = HTMLPage(String(buffer: try await client.execute(uri: "/fr/languages?to=find%3Fq%3Ddouche", method: .get).body))
            #expect(page.links.contains("/ar/find?q=douche"))
            #expect(page.first("bdi[lang=ar]")?.text == "العربية")
            #expect(page.first("bdi[lang=ar]")?.attributes["dir"] == "rtl")
            #expect(page.all("a[hreflang]").count == 23)
            for evil in ["%2F%2Fevil.example", "%5Cevil.example", "%2Fx", "a%0Ab"] {
                let page = HTMLPage(String(buffer: try await client.execute(uri: "/fr/languages?to=\(evil)", method: .get).body))
                #expect(page.links.contains("/ar/"))
            }
            let answer9 = try await client.execute(uri: "/xx/languages", method: .get).status
            #expect(answer9 == .notFound)
        }
    }
}
