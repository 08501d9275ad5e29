import Core
import Database
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import Accounts

@Suite struct ProviderTests {
    /// From a page that leads to the provider, through it, and back.
    @discardableResult
    static func pass(_ provider: TestProvider, _ browser: TestBrowser, from path: String = "/fr/sign-in/provider") async throws
        -> TestBrowser.Answer
    {
        let sent = try await browser.open(path)
        return try await browser.open(try provider.comeBack(try #require(sent.location)))
    }

    /// Ties the identity to the account of whoever has the usual passphrase.
    static func tie(_ provider: TestProvider, _ client: TestBrowser) async throws {
        try await client.signIn()
        let tied = try await pass(provider, client, from: "/fr/account/provider")
        #expect(tied.location == "/fr/account?provider=tied")
    }

    @Test("An identity opens the account it was tied to", arguments: TestDatabase.engines, [SignedToken.Algorithm.es256, .rs256])
    func tiedIdentitiesOpen(engine: TestDatabase.Engine, algorithm: SignedToken.Algorithm) async throws {
        let provider = try TestProvider(algorithm)
        let city = try await TestAccounts(engine, provider: provider)
        try await city.person()
        try await city.browse { client in
            let stranger = TestBrowser(client)
            let unknown = try await Self.pass(provider, stranger)
            #expect(unknown.location == "/fr/sign-in?provider=unknown", "the same address of mail ties nothing")
            #expect(stranger.jar["parvis-session"] == nil)
            try await stranger.open("/fr/sign-in?provider=unknown")
            #expect(stranger.page.text.contains("Aucun compte d’ici n’est encore relié"))

            let owner = TestBrowser(client)
            try await Self.tie(provider, owner)
            try await owner.open("/fr/account?provider=tied")
            #expect(owner.page.text.contains("Établissement 12345678901234"))

            let browser = TestBrowser(client)
            try await browser.open("/fr/sign-in?to=account/passphrase")
            #expect(browser.page.text.contains("Se connecter avec ProConnect"))
            let entered = try await Self.pass(provider, browser, from: "/fr/sign-in/provider?to=account/passphrase")
            #expect(entered.location == "/fr/account/passphrase" && browser.jar["parvis-session"] != nil)
            #expect(browser.jar["parvis-provider"] == nil)
            let page = try await browser.open("/fr/account")
            #expect(page.status == .ok)
        }
        #expect(city.letters.count { $0.subject == "Une autre façon de vous connecter a été ajoutée" } == 1)
    }

    @Test("An answer that was bent opens nothing", arguments: TestProvider.Bend.allCases.filter { $0 != .none })
    func bent(_ bend: TestProvider.Bend) async throws {
        let provider = try TestProvider(bend == .keyConfusion ? .rs256 : .es256, levels: [TestProvider.level])
        provider.state.change { $0.level = TestProvider.level }
        let city = try await TestAccounts(provider: provider)
        try await city.person()
        try await city.browse { client in
            try await Self.tie(provider, TestBrowser(client))
            let browser = TestBrowser(client)
            let sent = try await browser.open("/fr/sign-in/provider")
            let back = try provider.comeBack(try #require(sent.location))
            provider.state.change { $0.bend = bend }
            let refused = try await browser.open(back)
            #expect(refused.location == (bend == .away ? "/fr/sign-in?provider=away" : "/fr/sign-in?provider=failed"))
            #expect(browser.jar["parvis-session"] == nil)
            provider.state.change { $0.bend = .none }
            city.wait(61)
            let entered = try await Self.pass(provider, browser)
            #expect(entered.location == "/fr/account", "and unbent it does")
        }
    }

    @Test(
        "The way back is for the browser that went out, once",
        arguments: ["state", "replay", "otherBrowser", "late", "noCookie", "forged", "issuer"])
    func theWayBack(attack: String) async throws {
        let provider = try TestProvider()
        let city = try await TestAccounts(provider: provider)
        try await city.person()
        try await city.browse { client in
            try await Self.tie(provider, TestBrowser(client))
            let (victim, attacker) = (TestBrowser(client), TestBrowser(client))
            let sent = try await victim.open("/fr/sign-in/provider")
            var back = try provider.comeBack(try #require(sent.location))
            let cookie = try #require(victim.jar["parvis-provider"])
            switch attack {
            case "state": back += "0"
            case "replay":
                let first = try await victim.open(back)
                #expect(first.location == "/fr/account")
                victim.setCookie("parvis-session", nil)
                victim.setCookie("parvis-provider", cookie)
            case "otherBrowser":
                // The attacker's own code, in the victim's browser.
                let own = try await attacker.open("/fr/sign-in/provider")
                back = try provider.comeBack(try #require(own.location))
            case "late": city.wait(601)
            case "noCookie": victim.setCookie("parvis-provider", nil)
            case "forged": victim.setCookie("parvis-provider", String(cookie.dropLast(2)) + "AA")
            default: back += "&iss=https%3A%2F%2Fautre.example"
            }
            let refused = try await victim.open(back)
            #expect(refused.location == "/fr/sign-in?provider=failed" || attack == "noCookie" || attack == "late" || attack == "forged")
            #expect(refused.location?.hasSuffix("/sign-in?provider=failed") == true)
            #expect(victim.jar["parvis-session"] == nil)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anInvitationTiesTheIdentityOnce(engine: TestDatabase.Engine) async throws {
        let provider = try TestProvider()
        let city = try await TestAccounts(engine, provider: provider)
        let invited = try await city.accounts.create(email: TestAccounts.email, name: "Nadia Exemple", language: "fr")
        let link = try #require(invited.link?.split(separator: "=").last)
        try await city.browse { client in
            let browser = TestBrowser(client)
            try await browser.open("/fr/welcome?link=\(link)")
            let way = try #require(browser.page.links.first { $0.contains("/sign-in/provider?link=") })
            let entered = try await Self.pass(provider, browser, from: way)
            #expect(entered.location == "/fr/account" && browser.jar["parvis-session"] != nil)
            let used = try await TestBrowser(client).open("/fr/welcome?link=\(link)")
            #expect(used.status == .gone)
            // Whoever finds the used letter ties nothing.
            provider.state.change { $0.subject = "sub-d-un-voleur" }
            let thief = TestBrowser(client)
            let refused = try await Self.pass(provider, thief, from: way)
            #expect(refused.location == "/fr/sign-in?provider=failed" && thief.jar["parvis-session"] == nil)
        }
    }

    @Test func anIdentityBelongsToOneAccountAndGoesAgain() async throws {
        let provider = try TestProvider()
        let city = try await TestAccounts(provider: provider)
        try await city.person()
        try await city.person("autre.exemple@structure.example", name: "Autre Exemple")
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await Self.tie(provider, owner)
            let other = TestBrowser(client)
            try await other.signIn("autre.exemple@structure.example")
            let taken = try await Self.pass(provider, other, from: "/fr/account/provider")
            #expect(taken.location == "/fr/account?provider=taken")
            // A way out that one account began is worth nothing for another that signed in meanwhile.
            try await other.open("/fr/account")
            let sent = try await other.open("/fr/account/provider")
            provider.state.change { $0.subject = "sub-deux" }
            other.setCookie("parvis-session", owner.jar["parvis-session"])
            let crossed = try await other.open(try provider.comeBack(try #require(sent.location)))
            #expect(crossed.location == "/fr/sign-in?provider=failed")
            provider.state.change { $0.subject = "sub-de-nadia" }
            try await owner.open("/fr/account")
            try await owner.submit("/fr/account/provider")
            let gone = try await Self.pass(provider, TestBrowser(client))
            #expect(gone.location == "/fr/sign-in?provider=unknown")
        }
        #expect(city.letters.count { $0.subject == "Une façon de vous connecter a été retirée" } == 1)
    }

    @Test func ownSecondProofIsAskedUnlessTheProviderVouchesForTwo() async throws {
        for levels in [[], [TestProvider.level]] {
            let provider = try TestProvider(levels: levels)
            provider.state.change { $0.level = levels.first }
            let city = try await TestAccounts(base: PasskeyTests.base, provider: provider)
            try await city.person()
            try await city.browse { client in
                let owner = TestBrowser(client)
                try await Self.tie(provider, owner)
                let key = try TestAuthenticator()
                try await PasskeyTests.add(key, owner)
                let browser = TestBrowser(client)
                let sent = try await browser.open("/fr/sign-in/provider")
                let address = try #require(sent.location)
                #expect(address.contains("claims=") == !levels.isEmpty)
                let entered = try await browser.open(try provider.comeBack(address))
                if levels.isEmpty {
                    #expect(entered.location == "/fr/sign-in/factor?to=account")
                    try await browser.open("/fr/sign-in/factor?to=account")
                    try await browser.submit("/fr/sign-in/factor", try key.enter(try PasskeyTests.question(browser)))
                } else {
                    #expect(entered.location == "/fr/account")
                    let fresh = try await browser.open("/fr/account/app")
                    #expect(fresh.status == .ok)
                }
                // Signing out leads on to the provider, however many steps signing in had.
                try await browser.open("/fr/account")
                let left = try await browser.submit("/fr/sign-out")
                let exit = try #require(left.page.first("a.button")?.attributes["href"])
                let query = TestProvider.query(String(exit.split(separator: "?").last ?? ""))
                #expect(exit.hasPrefix(TestProvider.issuer + "/session/end?") && query["id_token_hint"]?.split(separator: ".").count == 3)
                #expect(query["post_logout_redirect_uri"] == PasskeyTests.base + "/sign-out/provider" && (query["state"] ?? "").count >= 32)
                #expect(left.headers[HTTPField.Name("Refresh")!] == "0; url=\(exit)")
                let after = try await browser.open("/fr/account")
                #expect(after.status == .seeOther)
            }
        }
    }

    @Test func keysAreKeptAndFetchedAgainWhenTheProviderChangesThem() async throws {
        let provider = try TestProvider()
        let city = try await TestAccounts(provider: provider)
        try await city.person()
        try await city.browse { client in
            try await Self.tie(provider, TestBrowser(client))
            func entered() async throws -> String? { try await Self.pass(provider, TestBrowser(client)).location }
            for _ in 0..<3 { #expect(try await entered() == "/fr/account") }
            #expect(provider.state.value.asked.count { $0.hasSuffix("/jwks") } == 1, "asked once")
            provider.state.change { $0.keyNumber = 2 }
            #expect(try await entered() == "/fr/sign-in?provider=failed", "not more than once a minute")
            city.wait(60)
            #expect(try await entered() == "/fr/account", "the new key is found")
            provider.state.change { $0.bend = .unknownKey }
            for _ in 0..<5 { #expect(try await entered() == "/fr/sign-in?provider=failed") }
            #expect(provider.state.value.asked.count { $0.hasSuffix("/jwks") } <= 3, "invented names of keys ask nobody")
            #expect(provider.state.value.asked.count { $0.hasSuffix("openid-configuration") } == 1)
        }
    }

    @Test func whatTheProviderDoesNotAnnounceIsNotSent() async throws {
        let provider = try TestProvider()
        provider.state.change {
            $0.takesChallenge = false; $0.isAboutSigned = false
        }
        let city = try await TestAccounts(provider: provider)
        try await city.person()
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await owner.signIn()
            let sent = try await owner.open("/fr/account/provider")
            let query = TestProvider.query(String(sent.location?.split(separator: "?").last ?? ""))
            #expect(
                query.keys.sorted() == ["client_id", "nonce", "redirect_uri", "response_type", "scope", "state"],
                "ProConnect refuses any other parameter")
            #expect((query["state"] ?? "").count >= 32 && (query["nonce"] ?? "").count >= 32 && query["state"] != query["nonce"])
            let tied = try await owner.open(try provider.comeBack(try #require(sent.location)))
            #expect(tied.location == "/fr/account?provider=tied")
        }
    }

    /// Whoever has an open session there would be signed in here by a picture on another site.
    @Test func anotherSiteSignsNobodyInThroughTheProvider() async throws {
        let city = try await TestAccounts(provider: try TestProvider())
        try await city.person()
        try await city.browse { client in
            let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let visitor = TestBrowser(client)
            let led = try await visitor.open("/fr/sign-in/provider?to=work", headers: [name: "cross-site"])
            #expect(led.location == "/fr/sign-in?to=work" && visitor.jar.isEmpty)
            try await visitor.signIn()
            let tying = try await visitor.open("/fr/account/provider", headers: [name: "cross-site"])
            #expect(tying.location == "/fr/account" && visitor.jar["parvis-provider"] == nil)
        }
    }

    @Test func theTokenOfTheProviderIsNowhereInPlain() async throws {
        let provider = try TestProvider()
        let city = try await TestAccounts(provider: provider)
        try await city.person()
        try await city.browse { client in
            let browser = TestBrowser(client)
            try await Self.tie(provider, browser)
            try await Self.pass(provider, TestBrowser(client))
        }
        let (sealed, journal) = try await city.database.read { db in
            (
                try db.values([UInt8].self, "SELECT provider_token FROM account_session WHERE provider_token IS NOT NULL"),
                try db.values(String.self, "SELECT payload || subject_id FROM journal_entry ORDER BY sequence")
            )
        }
        #expect(sealed.count == 1)
        #expect(!sealed.contains { Data($0).range(of: Data(".eyJ".utf8)) != nil })
        #expect(!journal.contains { $0.contains("sub-de-nadia") || $0.contains("eyJ") || $0.contains("12345678901234") })
    }

    @Test(
        "Half a configuration is refused in one sentence",
        arguments: [
            (["PARVIS_OIDC_ISSUER": "https://f.example"], "PARVIS_OIDC_SECRET_FILE"),
            (["PARVIS_OIDC_ACR": "x"], "PARVIS_OIDC_SECRET_FILE"),
            (["PARVIS_OIDC_ISSUER": "https://f.example", "PARVIS_OIDC_SECRET_FILE": "secret"], "PARVIS_OIDC_CLIENT"),
            (["PARVIS_OIDC_CLIENT": "c", "PARVIS_OIDC_SECRET_FILE": "secret"], "PARVIS_OIDC_ISSUER"),
            (
                ["PARVIS_OIDC_CLIENT": "c", "PARVIS_OIDC_ISSUER": "http://f.example", "PARVIS_OIDC_SECRET_FILE": "secret"],
                "PARVIS_OIDC_ISSUER"
            ),
            (
                ["PARVIS_OIDC_CLIENT": "c", "PARVIS_OIDC_ISSUER": "https://f.example/", "PARVIS_OIDC_SECRET_FILE": "secret"],
                "PARVIS_OIDC_ISSUER"
            ),
            (
                [
                    "PARVIS_OIDC_CLIENT": "c", "PARVIS_OIDC_ISSUER": "https://f.example", "PARVIS_OIDC_SECRET_FILE": "secret",
                    "PARVIS_OIDC_ALGORITHM": "HS256",
                ], "PARVIS_OIDC_ALGORITHM"
            ),
            (["PARVIS_OIDC_CLIENT": "c", "PARVIS_OIDC_ISSUER": "https://f.example", "PARVIS_OIDC_SECRET_FILE": "missing"], "missing"),
        ])
    func halfConfigurations(given: [String: String], named: String) throws {
        let folder = try FileManager.default.url(
            for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: FileManager.default.temporaryDirectory, create: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("un secret bien long\n".utf8).write(to: folder.appending(path: "secret"))
        var environment = given
        environment["PARVIS_OIDC_SECRET_FILE"] = given["PARVIS_OIDC_SECRET_FILE"].map { folder.appending(path: $0).path }
        let refusal = #expect(throws: Refusal.self) { try ProviderSettings(environment) }
        #expect("\(try #require(refusal))".contains(named))
    }

    @Test func noneIsWantedWithoutVariables() throws {
        #expect(try ProviderSettings(["PARVIS_DATA": "x", "PARVIS_OIDC_ISSUER": ""]) == nil)
    }
}
