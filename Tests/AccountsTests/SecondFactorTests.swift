import Core
import Database
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import Accounts

@Suite struct SecondFactorTests {
    /// RFC 6238, appendix B, the SHA-1 rows: the last six of their eight digits.
    @Test(
        "Codes are those of RFC 6238",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ])
    func vectors(seconds: Int64, code: String) {
        let totp = TOTP(seed: Array("12345678901234567890".utf8))
        #expect(totp.code(step: seconds / 30) == code)
        #expect(totp.step(of: code, at: seconds + 30, after: 0) == seconds / 30, "a step late is taken")
        #expect(totp.step(of: code, at: seconds + 61, after: 0) == nil, "two are not")
        #expect(totp.step(of: code, at: seconds, after: seconds / 30) == nil, "nor the same step again")
    }

    @Test func base32IsThatOfRFC4648() {
        for (text, coded) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")] {
            #expect(base32(Array(text.utf8)) == coded)
        }
    }

    /// Adds a code app as a person does, and returns its seed.
    private static func enrol(_ browser: TestBrowser, _ city: TestAccounts) async throws -> TOTP {
        try await browser.open("/fr/account/app")
        let seed = try #require(browser.page.first("input[name=seed]")?.attributes["value"].flatMap { bytes(base64url: $0) })
        let totp = TOTP(seed: seed)
        let answer = try await browser.submit("/fr/account/app", ["code": totp.code(step: city.now.seconds / 30)])
        #expect(answer.location == "/fr/account")
        return totp
    }

    @Test(arguments: TestDatabase.engines)
    func aCodeIsAskedForAndWorksOnce(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        try await city.person()
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await owner.signIn()
            let before = owner.jar["parvis-session"]
            let totp = try await Self.enrol(owner, city)
            #expect(owner.jar["parvis-session"] != before, "the session has a new token")
            let old = TestBrowser(client)
            old.setCookie("parvis-session", before)
            let stale = try await old.open("/fr/account")
            #expect(stale.status == .seeOther)

            let browser = TestBrowser(client)
            let first = try await browser.signIn()
            #expect(first.location == "/fr/sign-in/factor?to=account")
            let early = try await browser.open("/fr/account")
            #expect(early.status == .seeOther, "the passphrase alone opens nothing")
            let code = totp.code(step: city.now.seconds / 30)
            try await browser.open("/fr/sign-in/factor")
            let used = try await browser.submit("/fr/sign-in/factor", ["code": code])
            #expect(used.status == .unprocessableContent, "the code that was shown at enrolment is used up")
            city.wait(30)
            try await browser.open("/fr/sign-in/factor")
            let half = browser.jar["parvis-session"]
            let next = totp.code(step: city.now.seconds / 30)
            let entered = try await browser.submit("/fr/sign-in/factor", ["code": next])
            #expect(entered.location == "/fr/account")
            #expect(browser.jar["parvis-session"] != half, "no fixation across the step")
            let replayer = TestBrowser(client)
            try await replayer.signIn()
            try await replayer.open("/fr/sign-in/factor")
            let replayed = try await replayer.submit("/fr/sign-in/factor", ["code": next])
            #expect(replayed.status == .unprocessableContent, "replayed")
        }
        let secrets = try await city.database.read { try $0.values([UInt8].self, "SELECT secret FROM account_factor") }
        #expect(secrets.count == 1)
    }

    @Test func guessingCodesWaits() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await owner.signIn()
            _ = try await Self.enrol(owner, city)
            let thief = TestBrowser(client)
            try await thief.signIn()
            for number in 0..<6 {
                try await thief.open("/fr/sign-in/factor")
                try await thief.submit("/fr/sign-in/factor", ["code": "00000\(number)"])
            }
            #expect(thief.page.text.contains("trop d’essais"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRecoveryCodeOpensOnce(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        try await city.person()
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await owner.signIn()
            _ = try await Self.enrol(owner, city)
            try await owner.open("/fr/account")
            let shown = try await owner.submit("/fr/account/recovery")
            let codes = shown.page.texts(of: "code")
            #expect(Set(codes).count == 10)
            #expect(codes.allSatisfy { $0.filter { $0 != "-" }.count == 24 }, "120 bits: a plain hash of less could be guessed")
            let kept = try await city.database.read { try $0.values(String.self, "SELECT code_hash FROM account_recovery_code") }
            #expect(kept.count == 10 && codes.allSatisfy { code in !kept.contains { $0.contains(code) } })
            let code = try #require(codes.first)
            for (typed, status) in [(code.lowercased(), HTTPResponse.Status.seeOther), (code, .unprocessableContent)] {
                let browser = TestBrowser(client)
                try await browser.signIn()
                try await browser.open("/fr/sign-in/factor")
                let answer = try await browser.submit("/fr/sign-in/factor", ["code": typed])
                #expect(answer.status == status)
            }
        }
    }

    @Test func factorsChangeOnlyAfterARecentProof() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await owner.signIn()
            let totp = try await Self.enrol(owner, city)
            city.wait(901)
            let late = try await owner.open("/fr/account/app")
            #expect(late.location == "/fr/confirm?to=account")
            try await owner.open("/fr/account")
            let factor = try #require(owner.page.first("button[name=factor]")?.attributes["value"])
            let refused = try await owner.submit("/fr/account/factors", ["factor": factor])
            #expect(refused.location == "/fr/confirm?to=account")
            try await owner.open("/fr/confirm?to=account")
            let before = owner.jar["parvis-session"]
            let confirmed = try await owner.submit("/fr/confirm", ["code": totp.code(step: city.now.seconds / 30)])
            #expect(confirmed.location == "/fr/account" && owner.jar["parvis-session"] != before)
            try await owner.open("/fr/account")
            let removed = try await owner.submit("/fr/account/factors", ["factor": factor])
            #expect(removed.location == "/fr/account")
        }
        let left = try await city.database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM account_factor") }
        #expect(left == 0)
        #expect(city.letters.count { $0.subject == "Votre deuxième preuve a changé" } == 2)
    }
}
