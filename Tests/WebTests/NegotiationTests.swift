import Core
import HTTPTypes
import Hummingbird
import TestKit
import Testing
import Web

@Suite struct NegotiationTests {
    @Test(
        "Browsers' preferences find our language",
        arguments: [
            ("ar-MA,ar;q=0.9,fr;q=0.8", "ar"), ("prs", "prs"), ("fa-AF", "prs"), ("fa-IR,fa;q=0.9", "fa"), ("zh-TW,zh;q=0.9", "zh-Hans"),
            ("zh-CN", "zh-Hans"), ("zh", "zh-Hans"), ("zh-Hant-HK", "zh-Hans"), ("pbt-AF", "ps"), ("pus", "ps"), ("tir", "ti"),
            ("ti-ER", "ti"),
            ("fuc-SN", "ff"), ("ful", "ff"), ("ff-Latn-SN", "ff"), ("ary", "ar"), ("fr-CA", "fr"), ("fr-x-falc", "fr-x-falc"),
            ("en-US,en", "en"),
            ("sq-AL", "sq"), ("uk-UA,ru;q=0.7", "uk"), ("de-DE,de;q=0.9,es;q=0.5", "es"), ("snk", "snk"), ("bm-ML", "bm"),
            ("kab,fr;q=0.5", "fr"), ("ckb-IQ", "en"), ("mnk", "en"), ("de", "en"), ("*", "en"), ("", "en"),
            ("fr;q=0.2, ar;q=0.9", "ar"), ("fr;q=0, ru;q=0.1", "ru"), ("es-419", "es"), ("AR", "ar"), (" ur ; q=0.8 ", "ur"),
        ])
    func findsOurLanguage(header: String, tag: String) {
        #expect(Language.best(for: header).tag == tag)
    }

    @Test func noHeaderIsEnglish() { #expect(Language.best(for: nil) == .english) }

    @Test("Garbage always answers one of ours")
    func neverTraps() {
        var random = SplitMix(state: 3)
        let pieces = ["fr", "zh", "-", ";", "q=", ",", "*", "0.5", "1e999", "nan", "é", "x", " ", "\u{0}", "Hant", "🙂", "--", "q=-1"]
        for _ in 0..<5000 {
            let header = (0..<Int.random(in: 0...30, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            #expect(Language.all.contains(Language.best(for: header)))
        }
        #expect(Language.all.contains(Language.best(for: String(repeating: "a-", count: 100_000))))
    }

    @Test func theRootSendsReadersToTheirLanguage() async throws {
        let web = try TestWeb()
        try await web.router().tested { client in
            try await client.execute(uri: "/", method: .get, headers: [.acceptLanguage: "ti"]) { response in
                #expect(response.status == .found)
                #expect(response.headers[.location] == "/ti/")
                #expect(response.headers[.vary]?.contains("Accept-Language") == true)
            }
        }
    }

    @Test func theAddressWinsOverTheBrowser() async throws {
        let web = try TestWeb()
        let router = web.router()
        router.get("{language}/where") { _, context in "\(context.language) \(context.isLanguageExplicit) \(context.target)" }
        try await router.tested { client in
            try await client.execute(uri: "/ar/where?x=1", method: .get, headers: [.acceptLanguage: "fr"]) { response in
                #expect(String(buffer: response.body) == "ar true where?x=1")
            }
            try await client.execute(uri: "/xx/where", method: .get, headers: [.acceptLanguage: "fr"]) { response in
                #expect(String(buffer: response.body) == "fr false ")
            }
        }
    }
}
