import Core
import Database
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import Accounts

@Suite struct SignInTests {
    @Test(arguments: TestDatabase.engines)
    func somebodySignsInSeesTheirAccountAndSignsOut(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        try await city.person()
        try await city.browse { client in
            let browser = TestBrowser(client)
            let stranger = try await browser.open("/fr/account")
            #expect(stranger.location == "/fr/sign-in?to=account")
            let entered = try await browser.signIn()
            #expect(entered.status == .seeOther && entered.location == "/fr/account")
            let own = try await browser.open("/fr/account")
            #expect(own.status == .ok && own.page.text.contains("Nadia Exemple"))
            #expect(own.page.mistakes.isEmpty)
            #expect(own.headers[.cacheControl] == "no-store")
            let left = try await browser.submit("/fr/sign-out")
            #expect(left.location == "/fr/sign-in")
            #expect(browser.jar["parvis-session"] == nil && browser.jar["parvis-device"] != nil)
            let after = try await browser.open("/fr/account")
            #expect(after.status == .seeOther)
        }
        #expect(city.letters.count == 1, "one letter about the first sign-in from this device")
    }

    @Test func unknownAndKnownAccountsAnswerTheSameAtTheSameCost() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.person("parti.exemple@structure.example", name: "Parti Exemple")
        try await city.accounts.close(email: "parti.exemple@structure.example")
        _ = try await city.accounts.create(email: "invite.exemple@structure.example", name: "Invité Exemple", language: "fr")
        let names = [
            TestAccounts.email, "personne@structure.example", "parti.exemple@structure.example", "invite.exemple@structure.example",
        ]
        try await city.browse { client in
            var answers: [String] = []
            var costs: [[Int]] = []
            for name in names {
                let browser = TestBrowser(client)
                try await browser.open("/fr/sign-in")
                let before = (city.hasher.count, city.database.queryCount)
                let answer = try await browser.submit("/fr/sign-in", ["email": name, "passphrase": "ce n’est pas la bonne phrase"])
                #expect(answer.status == .unprocessableContent)
                answers.append(answer.page.source.replacing(name, with: "…"))
                costs.append([city.hasher.count - before.0, city.database.queryCount - before.1])
            }
            #expect(Set(answers).count == 1, "the bytes are the same")
            #expect(Set(costs).count == 1, "hashes and statements are as many: \(costs)")
            #expect(costs[0][0] == 1)
        }
    }

    @Test func aForgottenPassphraseAnswersTheSameForEverybody() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            var answers: Set<String> = []
            for name in [TestAccounts.email, "personne@structure.example"] {
                let browser = TestBrowser(client)
                try await browser.open("/fr/sign-in/forgotten")
                let answer = try await browser.submit("/fr/sign-in/forgotten", ["email": name])
                #expect(answer.status == .ok)
                answers.insert(answer.page.source)
            }
            #expect(answers.count == 1)
        }
        #expect(city.letters.map(\.to) == [TestAccounts.email])
    }

    @Test(arguments: TestDatabase.engines)
    func aLinkOfALetterSetsThePassphraseOnceAndEndsEverySession(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        try await city.person()
        try await city.browse { client in
            let thief = TestBrowser(client)
            try await thief.signIn()
            let owner = TestBrowser(client)
            try await owner.open("/fr/sign-in/forgotten")
            try await owner.submit("/fr/sign-in/forgotten", ["email": " NADIA.exemple@Structure.example "])
            let letter = try #require(city.letters.last { $0.text.contains("welcome?link=") })
            let link = try #require(letter.text.firstMatch(of: #/http\S+/#).map { String($0.output) })
            #expect(link.hasPrefix(TestAccounts.base))
            let path = String(link.dropFirst(TestAccounts.base.count))
            for _ in 0..<2 {
                let shown = try await owner.open(path)
                #expect(shown.status == .ok, "looking uses nothing up")
            }
            let short = try await owner.submit("/fr/welcome", ["passphrase": "court", "again": "court"])
            #expect(short.status == .unprocessableContent)
            let fresh = "sept lampes sous la pluie 4"
            let different = try await owner.submit("/fr/welcome", ["passphrase": fresh, "again": fresh + "!"])
            #expect(different.status == .unprocessableContent)
            let set = try await owner.submit("/fr/welcome", ["passphrase": fresh, "again": fresh])
            #expect(set.location == "/fr/sign-in?new")
            let stolen = try await thief.open("/fr/account")
            #expect(stolen.status == .seeOther, "sessions opened with the old passphrase are over")
            let again = try await owner.open(path)
            #expect(again.status == .gone)
            let old = try await owner.signIn()
            #expect(old.status == .unprocessableContent)
            let entered = try await owner.signIn(TestAccounts.email, fresh)
            #expect(entered.status == .seeOther)
        }
    }

    @Test func aLinkIsOverAfterAnHour() async throws {
        let city = try await TestAccounts()
        try await city.person()
        let link = try await city.accounts.reset(email: TestAccounts.email)
        let path = String(link.dropFirst(TestAccounts.base.count))
        try await city.browse { client in
            let browser = TestBrowser(client)
            let fresh = try await browser.open(path)
            #expect(fresh.status == .ok)
            city.wait(3601)
            let late = try await browser.open(path)
            #expect(late.status == .gone)
        }
    }

    @Test func signingInLeadsOnlyToPagesOfOurs() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            for (wanted, led) in [
                ("find?q=douche", "/fr/find?q=douche"), ("//evil.example", "/fr/account"), ("/\\evil.example", "/fr/account"),
                ("https://evil.example", "/fr/https://evil.example"), ("a\r\nSet-Cookie: x=y", "/fr/account"),
            ] {
                let browser = TestBrowser(client)
                try await browser.open("/fr/sign-in")
                let answer = try await browser.submit(
                    "/fr/sign-in", ["email": TestAccounts.email, "passphrase": TestAccounts.passphrase, "to": wanted])
                #expect(answer.location == led)
            }
        }
    }

    @Test func theSamePassphraseTypedInAnotherUnicodeFormOpens() async throws {
        let city = try await TestAccounts()
        let composed = "café crème à l’Étoile ﬁn"
        _ = try await city.accounts.create(email: TestAccounts.email, name: "Nadia Exemple", language: "fr", passphrase: composed)
        try await city.browse { client in
            let answer = try await TestBrowser(client).signIn(TestAccounts.email, composed.decomposedStringWithCompatibilityMapping)
            #expect(answer.status == .seeOther)
        }
    }

    @Test func aHashMadeWithWeakerParametersIsMadeAnewAtSignIn() async throws {
        let city = try await TestAccounts()
        try await city.person()
        let weak = try Argon2(passes: 1, kibibytes: 32, lanes: 1).hash(
            Passphrase(TestAccounts.passphrase), salt: Data(repeating: 9, count: 16))
        try await city.database.write(Act("test", by: .system, for: "test")) { transaction in
            try transaction.execute("UPDATE account SET passphrase = \(weak)")
            try transaction.journal(.changed, "account", "test")
        }
        try await city.browse { client in
            let answer = try await TestBrowser(client).signIn()
            #expect(answer.status == .seeOther)
        }
        let kept = try await city.database.read { try $0.value(String.self, "SELECT passphrase FROM account") }
        #expect(kept?.contains("m=64,") == true)
        try await city.browse { client in
            let answer = try await TestBrowser(client).signIn()
            #expect(answer.status == .seeOther)
        }
    }
}
