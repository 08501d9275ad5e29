import Core
import Database
import Foundation
import HTTPTypes
import TestKit
import Testing
import Web

@testable import Accounts

@Suite struct PasskeyTests {
    static let base = "https://accueil.example"

    static func question(_ browser: TestBrowser) throws -> TestAuthenticator.Question {
        let text = try #require(browser.page.first("form[data-passkey]")?.attributes["data-passkey"], "the page asks for no passkey")
        return try JSONDecoder().decode(TestAuthenticator.Question.self, from: Data(text.utf8))
    }

    /// Adds a passkey to whoever is signed in.
    @discardableResult
    static func add(
        _ key: TestAuthenticator, _ browser: TestBrowser, format: String = "none", name: String = "Clé du bureau"
    ) async throws -> TestBrowser.Answer {
        try await browser.open("/fr/account/passkeys")
        let fields = try key.register(try question(browser), format: format)
        return try await browser.submit("/fr/account/passkeys", fields.merging(["name": name]) { $1 })
    }

    static func enter(_ key: TestAuthenticator, _ browser: TestBrowser) async throws -> TestBrowser.Answer {
        try await browser.open("/fr/sign-in")
        return try await browser.submit("/fr/sign-in/passkey", try key.enter(try question(browser)))
    }

    @Test("A passkey is the second proof, or both", arguments: TestDatabase.engines, TestAuthenticator.Kind.allCases)
    func passkeysOpen(engine: TestDatabase.Engine, kind: TestAuthenticator.Kind) async throws {
        let city = try await TestAccounts(engine, base: Self.base)
        try await city.person()
        try await city.browse { client in
            let key = try TestAuthenticator(kind)
            let owner = TestBrowser(client)
            try await owner.signIn()
            let before = owner.jar["__Host-parvis-session"]
            let added = try await Self.add(key, owner)
            #expect(added.location == "/fr/account")
            #expect(owner.jar["__Host-parvis-session"] != before, "the session has a new token")
            try await owner.open("/fr/account")
            #expect(owner.page.text.contains("Clé du bureau"))

            let second = TestBrowser(client)
            let first = try await second.signIn()
            #expect(first.location == "/fr/sign-in/factor?to=account")
            try await second.open("/fr/sign-in/factor?to=account")
            let question = try Self.question(second)
            #expect(question.allowCredentials == [key.credential] && question.rpId == "accueil.example")
            key.flags = 0x01
            let entered = try await second.submit("/fr/sign-in/factor", try key.enter(question))
            #expect(entered.location == "/fr/account", "after the passphrase, a touch is enough")

            key.flags = 0x05
            let alone = TestBrowser(client)
            let both = try await Self.enter(key, alone)
            #expect(both.location == "/fr/account")
            let kept = try await alone.open("/fr/account/app")
            #expect(kept.status == .ok, "and it counts as a second factor that was just shown")
        }
        #expect(city.letters.count { $0.subject == "Votre deuxième preuve a changé" } == 1)
    }

    @Test func aPasskeyConfirmsBeforeSomethingSensitive() async throws {
        let city = try await TestAccounts(base: Self.base)
        try await city.person()
        try await city.browse { client in
            let key = try TestAuthenticator()
            let owner = TestBrowser(client)
            try await owner.signIn()
            try await Self.add(key, owner)
            city.wait(901)
            let late = try await owner.open("/fr/account/passkeys")
            #expect(late.location == "/fr/confirm?to=account")
            try await owner.open("/fr/confirm?to=account")
            let confirmed = try await owner.submit("/fr/confirm", try key.enter(try Self.question(owner)))
            #expect(confirmed.location == "/fr/account")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func passkeysAreListedNamedAndRemovedByTheirOwnerOnly(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine, base: Self.base)
        try await city.person()
        try await city.person("autre.exemple@structure.example", name: "Autre Exemple")
        try await city.browse { client in
            let (key, foreign) = (try TestAuthenticator(), try TestAuthenticator())
            let (owner, other) = (TestBrowser(client), TestBrowser(client))
            try await owner.signIn()
            try await Self.add(key, owner)
            try await other.signIn("autre.exemple@structure.example")
            try await Self.add(foreign, other, name: "Pas à toi")
            let credential = foreign.credential
            let found = try await city.database.read {
                try $0.value(String.self, "SELECT id FROM account_factor WHERE credential_id = \(credential)")
            }
            let id = try #require(found)
            let hidden = try await owner.open("/fr/account/passkeys/\(id)")
            #expect(hidden.location == "/fr/account")
            try await owner.open("/fr/account")
            try await owner.submit("/fr/account/factors", ["factor": id])
            try await owner.open("/fr/account")
            let own = try #require(owner.page.links.first { $0.hasPrefix("/fr/account/passkeys/") } ?? nil, "no link to rename")
            try await owner.open(own)
            let long = try await owner.submit(own, ["name": String(repeating: "n", count: 61)])
            #expect(long.status == .unprocessableContent)
            try await owner.submit(own, ["name": "<b>Mon téléphone"])
            try await owner.open("/fr/account")
            #expect(owner.page.text.contains("<b>Mon téléphone"))
            let factor = try #require(owner.page.first("button[name=factor]")?.attributes["value"])
            try await owner.submit("/fr/account/factors", ["factor": factor])
            let gone = try await Self.enter(key, TestBrowser(client))
            #expect(gone.status == .unprocessableContent, "a removed passkey opens nothing")
            let stays = try await Self.enter(foreign, TestBrowser(client))
            #expect(stays.location == "/fr/account")
        }
        let names = try await city.database.read { try $0.values(String.self, "SELECT label FROM account_factor ORDER BY id") }
        #expect(names == ["Pas à toi"])
    }

    @Test(arguments: TestDatabase.engines)
    func aChallengeIsAnsweredOnce(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine, base: Self.base)
        try await city.person()
        try await city.browse { client in
            let key = try TestAuthenticator()
            let owner = TestBrowser(client)
            try await owner.signIn()
            try await Self.add(key, owner)
            let browser = TestBrowser(client)
            try await browser.open("/fr/sign-in")
            let fields = try key.enter(try Self.question(browser))
            let first = try await browser.submit("/fr/sign-in/passkey", fields)
            #expect(first.location == "/fr/account")
            let thief = TestBrowser(client)
            try await thief.open("/fr/sign-in")
            let again = try await thief.submit("/fr/sign-in/passkey", fields)
            #expect(again.status == .unprocessableContent && thief.jar["__Host-parvis-session"] == nil)
            try await thief.open("/fr/sign-in")
            let late = try key.enter(try Self.question(thief))
            city.wait(601)
            let tooLate = try await thief.submit("/fr/sign-in/passkey", late)
            #expect(tooLate.status == .unprocessableContent, "ten minutes later it is too old")
        }
    }

    @Test("An answer that was bent opens nothing", arguments: Bend.allCases)
    func bent(_ bend: Bend) async throws {
        let city = try await TestAccounts(base: Self.base)
        try await city.person()
        try await city.browse { client in
            let key = try TestAuthenticator()
            key.count = 5
            let owner = TestBrowser(client)
            try await owner.signIn()
            try await Self.add(key, owner)
            key.count = 6
            try await owner.open("/fr/account/passkeys")
            let browser = TestBrowser(client)
            try await browser.open("/fr/sign-in")
            let question = try Self.question(browser)
            let fields = try bend.answer(key, question, foreign: try Self.question(owner))
            let refused = try await browser.submit("/fr/sign-in/passkey", fields)
            #expect(refused.status == .unprocessableContent && browser.jar["__Host-parvis-session"] == nil)
            #expect(browser.page.text.contains("La clé d’accès n’a pas été acceptée"))
            let right = TestBrowser(client)
            key.reset()
            let entered = try await Self.enter(key, right)
            #expect(entered.location == "/fr/account", "and unbent it does")
        }
    }

    enum Bend: CaseIterable, Sendable {
        case origin, port, party, countBack, sameCount, notVerified, notPresent, type, foreignFrame, challengeOfAnotherPage, nobody
        case otherUser, noUser, brokenSignature, cutData, unknownCredential, empty

        func answer(
            _ key: TestAuthenticator, _ question: TestAuthenticator.Question, foreign: TestAuthenticator.Question
        ) throws -> [String: String] {
            var (type, asked) = ("webauthn.get", question)
            switch self {
            case .origin: key.origin = "https://accueil.example.evil.example"
            case .port: key.origin = "https://accueil.example:8443"
            case .party: key.party = "example"
            case .countBack: key.count = 4
            case .sameCount: key.count = 5
            case .notVerified: key.flags = 0x01
            case .notPresent: key.flags = 0x04
            case .type: type = "webauthn.create"
            case .foreignFrame: key.extra = #","crossOrigin":true"#
            case .challengeOfAnotherPage: asked = foreign
            default: break
            }
            var fields = try key.enter(asked, type: type)
            switch self {
            case .nobody, .noUser: fields["user"] = ""
            case .otherUser: fields["user"] = base64url(Array("id-99".utf8))
            case .brokenSignature: fields["signature"] = String((fields["signature"] ?? "").dropLast(4)) + "AAAA"
            case .cutData: fields["authenticator"] = String((fields["authenticator"] ?? "").dropLast(4))
            case .unknownCredential: fields["credential"] = base64url([UInt8](repeating: 7, count: 32))
            case .empty: fields = ["credential": "", "client": "", "authenticator": "", "signature": "", "user": ""]
            default: break
            }
            return fields
        }
    }

    @Test func thePasskeyOfAnotherAccountIsNoSecondProof() async throws {
        let city = try await TestAccounts(base: Self.base)
        try await city.person()
        try await city.person("autre.exemple@structure.example", name: "Autre Exemple")
        try await city.browse { client in
            let (key, foreign) = (try TestAuthenticator(), try TestAuthenticator())
            let (owner, other) = (TestBrowser(client), TestBrowser(client))
            try await owner.signIn()
            try await Self.add(key, owner)
            try await other.signIn("autre.exemple@structure.example")
            try await Self.add(foreign, other)
            let taken = try await Self.add(key, other)
            #expect(taken.status == .unprocessableContent, "a passkey belongs to one account")
            let browser = TestBrowser(client)
            try await browser.signIn()
            try await browser.open("/fr/sign-in/factor")
            let answer = try await browser.submit("/fr/sign-in/factor", try foreign.enter(try Self.question(browser)))
            #expect(answer.status == .unprocessableContent)
            // The challenge of one person's second step is worth nothing in another's.
            let (mine, theirs) = (TestBrowser(client), TestBrowser(client))
            try await mine.signIn()
            try await mine.open("/fr/sign-in/factor")
            try await theirs.signIn()
            try await theirs.open("/fr/sign-in/factor")
            let crossed = try await theirs.submit("/fr/sign-in/factor", try key.enter(try Self.question(mine)))
            #expect(crossed.status == .unprocessableContent)
        }
    }

    @Test(
        "A new passkey says where it was made and that it knew its owner",
        arguments: ["origin", "party", "verified", "challenge", "format"])
    func additionIsChecked(bend: String) async throws {
        let city = try await TestAccounts(base: Self.base)
        try await city.person()
        try await city.browse { client in
            let key = try TestAuthenticator()
            let owner = TestBrowser(client)
            try await owner.signIn()
            try await owner.open(bend == "challenge" ? "/fr/account" : "/fr/account/passkeys")
            var question = try bend == "challenge" ? nil : Self.question(owner)
            if question == nil {
                let stranger = TestBrowser(client)
                try await stranger.signIn()
                try await stranger.open("/fr/account/passkeys")
                question = try Self.question(stranger)
                try await owner.open("/fr/account/passkeys")
            }
            switch bend {
            case "origin": key.origin = "https://evil.example"
            case "party": key.party = "evil.example"
            case "verified": key.flags = 0x01
            default: break
            }
            let fields = try key.register(try #require(question), format: bend == "format" ? "fido-u2f" : "none")
            let refused = try await owner.submit("/fr/account/passkeys", fields)
            #expect(refused.status == .unprocessableContent)
            key.reset()
            let format = bend == "format" ? "packed" : "none"
            let added = try await Self.add(key, owner, format: format)
            #expect(added.location == "/fr/account")
        }
    }

    @Test func wrongPasskeysWait() async throws {
        let city = try await TestAccounts(base: Self.base)
        try await city.browse { client in
            let thief = TestBrowser(client)
            var answers: [HTTPResponse.Status] = []
            for _ in 0..<45 { answers.append(try await Self.enter(try TestAuthenticator(), thief).status) }
            #expect(answers.prefix(40).allSatisfy { $0 == .unprocessableContent } && answers.last == .tooManyRequests)
        }
    }

    @Test(
        "Passkeys are offered where browsers allow them",
        arguments: [
            ("https://accueil.example", "accueil.example", "https://accueil.example"),
            ("https://Accueil.Example:443/", "accueil.example", "https://accueil.example"),
            ("https://accueil.example:8443", "accueil.example", "https://accueil.example:8443"),
            ("http://localhost:8080", "localhost", "http://localhost:8080"),
        ])
    func parties(base: String, id: String, origin: String) {
        let party = RelyingParty(base: base)
        #expect(party?.id == id && party?.origin == origin)
    }

    @Test(arguments: ["http://accueil.example", "http://127.0.0.1:8080", "https://192.0.2.1", "https://[::1]", "ftp://x.example", ""])
    func elsewhereTheyAreNot(base: String) async throws {
        #expect(RelyingParty(base: base) == nil)
    }

    @Test func theTemplatesKnowTheirNames() async throws {
        let web = try TestWeb()
        let context = web.context(.english)
        let words = context.catalogue
        var problems = FormProblems()
        problems.add("account.passkey_failed", to: "name")
        let field = Field("name", label: words("account.passkey_name"), hint: words("account.passkey_name"))
        let pages: [any Page] = [
            PasskeyPage(
                title: words("account.add_passkey"), summary: problems.summary(in: words), action: "a", token: "t", offer: "{}",
                field: field,
                button: words("account.add_passkey"), failed: "no", back: "b"),
            FormPage(
                words("account.confirm"), lead: words("account.confirm_lead"), notice: Notice(words("account.confirm"), in: words),
                problems: problems, action: "a", token: "t", hidden: ["to": "x"], fields: [field], button: words("account.confirm"),
                links: [PageLink("p", words("account.title"))],
                passkey: PasskeyButton(
                    action: "a", token: "t", target: "x", question: "{}", button: words("account.use_passkey"),
                    failed: "no"), context),
        ]
        #expect(web.views.unknownNames(in: pages, context: context).filter { !$0.contains("components/") } == [])
    }

    @Test func aSiteWithoutTLSOffersNone() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            let browser = TestBrowser(client)
            try await browser.open("/fr/sign-in")
            #expect(browser.page.first("form[data-passkey]") == nil)
            try await browser.signIn()
            let page = try await browser.open("/fr/account/passkeys")
            #expect(page.status == .notFound)
        }
    }
}

extension TestAuthenticator {
    /// Says the truth again.
    func reset() {
        origin = "https://accueil.example"
        party = "accueil.example"
        flags = 0x05
        extra = ""
        count = max(count, 7) + 1
    }
}
