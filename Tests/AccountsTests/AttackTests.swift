import Core
import Database
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import Accounts

@Suite struct AttackTests {
    @Test(arguments: TestDatabase.engines)
    func guessingWaitsLongerAndLongerAndTheOwnersDeviceStillOpens(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        try await city.person()
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await owner.signIn()
            try await owner.open("/fr/account")
            try await owner.submit("/fr/sign-out")
            let attacker = TestBrowser(client)
            var checked = 0
            for number in 0..<40 {
                let before = city.hasher.count
                let answer = try await attacker.signIn(TestAccounts.email, "essai numéro \(number) de la journée")
                #expect(answer.status == .unprocessableContent || answer.status == .tooManyRequests)
                checked += city.hasher.count - before
                city.wait(1)
            }
            #expect(checked < 10, "\(checked) of 40 guesses in 40 seconds were looked at")
            let right = try await attacker.signIn()
            #expect(right.status == .tooManyRequests, "even the right one has to wait elsewhere")
            let back = try await owner.signIn()
            #expect(back.status == .seeOther, "the owner's device is not locked out")
        }
    }

    @Test func aFloodAtOnceIsCountedAsMany() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        _ = try? await TestBrowser(client).signIn(TestAccounts.email, "essai numéro \(number) en même temps")
                    }
                }
            }
        }
        #expect(city.hasher.count - 1 <= 5, "at most five are looked at before the first wait")
    }

    @Test func waitingIsTheSameForNamesThatDoNotExist() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            var last: Set<String> = []
            for name in [TestAccounts.email, "personne@structure.example"] {
                let browser = TestBrowser(client)
                for _ in 0..<6 { try await browser.signIn(name, "encore une phrase fausse") }
                last.insert(browser.page.source.replacing(name, with: "…"))
            }
            #expect(last.count == 1)
        }
    }

    @Test func aSessionFromBeforeSignInIsNeverTakenOver() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            let victim = TestBrowser(client)
            let planted = String(repeating: "A", count: 43)
            victim.setCookie("parvis-session", planted)
            try await victim.signIn()
            #expect(victim.jar["parvis-session"] != planted)
            let attacker = TestBrowser(client)
            attacker.setCookie("parvis-session", planted)
            let answer = try await attacker.open("/fr/account")
            #expect(answer.status == .seeOther)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCopiedCookieIsWorthNothingAfterSignOut(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        try await city.person()
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await owner.signIn()
            let thief = TestBrowser(client)
            thief.setCookie("parvis-session", owner.jar["parvis-session"])
            let before = try await thief.open("/fr/account")
            #expect(before.status == .ok)
            try await owner.open("/fr/account")
            try await owner.submit("/fr/sign-out")
            let after = try await thief.open("/fr/account")
            #expect(after.status == .seeOther)
        }
        let kept = try await city.database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM account_session") }
        #expect(kept == 0)
    }

    @Test func sessionsEndWhenNobodyComesAndInAnyCaseAfterADay() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            let idle = TestBrowser(client)
            try await idle.signIn()
            city.wait(3601)
            let late = try await idle.open("/fr/account")
            #expect(late.status == .seeOther)
            let busy = TestBrowser(client)
            try await busy.signIn()
            var stays = 0
            for _ in 0..<30 {
                city.wait(1800)
                if try await busy.open("/fr/account").status == .ok { stays += 1 }
            }
            #expect(stays == 23, "twelve hours, then sign in again")
        }
    }

    @Test func oneSessionEndsAnotherFromAfarAndNobodyElses() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.person("autre.exemple@structure.example", name: "Autre Exemple")
        try await city.browse { client in
            let here = TestBrowser(client)
            let there = TestBrowser(client, userAgent: "Mozilla/5.0 (Linux; Android 15) Chrome/140.0")
            let other = TestBrowser(client)
            try await here.signIn()
            try await there.signIn()
            try await other.signIn("autre.exemple@structure.example")
            try await here.open("/fr/account")
            #expect(here.page.text.contains("Chrome · Android"))
            #expect(here.page.all("button[name=session]").count == 2, "the other session, and all others")
            let foreign = try #require(
                try await city.database.read {
                    try $0.value(
                        String.self,
                        "SELECT account_session.id FROM account_session JOIN account ON account.id = account_id WHERE name = 'Autre Exemple'"
                    )
                })
            try await here.submit("/fr/account/sessions", ["session": foreign])
            let stays = try await other.open("/fr/account")
            #expect(stays.status == .ok)
            try await here.open("/fr/account")
            try await here.submit("/fr/account/sessions", ["session": "others"])
            let ended = try await there.open("/fr/account")
            #expect(ended.status == .seeOther)
            let kept = try await here.open("/fr/account")
            #expect(kept.status == .ok)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoRunsTheMachineEndsTheSessionsOfOneOrOfAll(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        try await city.person()
        try await city.person("autre.exemple@structure.example", name: "Autre Exemple")
        try await city.browse { client in
            let (one, other) = (TestBrowser(client), TestBrowser(client))
            func statuses() async throws -> [HTTPResponse.Status] {
                [try await one.open("/fr/account").status, try await other.open("/fr/account").status]
            }
            try await one.signIn()
            try await other.signIn("autre.exemple@structure.example")
            #expect(try await city.accounts.signOut(email: TestAccounts.email) == 1)
            #expect(try await statuses() == [.seeOther, .ok])
            try await one.signIn()
            #expect(try await city.accounts.signOut(email: nil) == 2)
            #expect(try await statuses() == [.seeOther, .seeOther])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everyWayInLeavesAnEntry(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        let person = try await city.person()
        let before = try await city.database.read { try $0.value(Int.self, "SELECT MAX(sequence) FROM journal_entry") ?? 0 }
        try await city.browse { client in
            try await TestBrowser(client).signIn(TestAccounts.email, "ce n’est pas la bonne phrase")
            try await TestBrowser(client).signIn("personne@structure.example")
            try await TestBrowser(client).signIn()
        }
        let acts = try await city.database.read { db in
            try db.values(
                String.self, "SELECT act || ' ' || actor_kind FROM journal_entry WHERE sequence > \(before) ORDER BY sequence")
        }
        #expect(acts.filter { $0 == "account.attempt visitor" }.count == 6, "three attempts, counted by name and by address")
        #expect(acts.contains("account.enter person"))
        let entered = try await city.database.read { db in
            try db.value(Int.self, "SELECT COUNT(*) FROM journal_entry WHERE act = 'account.enter' AND actor_id = \(person.id)") ?? 0
        }
        #expect(entered > 0)
    }

    @Test(arguments: TestDatabase.engines)
    func thePassphraseIsChangedWithTheOldOneOnly(engine: TestDatabase.Engine) async throws {
        let city = try await TestAccounts(engine)
        try await city.person()
        try await city.browse { client in
            let (owner, elsewhere) = (TestBrowser(client), TestBrowser(client))
            try await elsewhere.signIn()
            try await owner.signIn()
            let fresh = "sept lampes sous la pluie 4"
            func change(old: String) async throws -> TestBrowser.Answer {
                try await owner.open("/fr/account/passphrase")
                return try await owner.submit("/fr/account/passphrase", ["old": old, "passphrase": fresh, "again": fresh])
            }
            for old in ["", "ce n’est pas la bonne phrase", fresh] {
                #expect(try await change(old: old).status == .unprocessableContent)
            }
            #expect(try await change(old: TestAccounts.passphrase).location == "/fr/account?new")
            #expect(try await owner.open("/fr/account").status == .ok)
            #expect(try await elsewhere.open("/fr/account").status == .seeOther, "the sessions elsewhere are over")
            #expect(try await TestBrowser(client).signIn(TestAccounts.email, fresh).status == .seeOther)
        }
    }

    @Test func signingOutEmptiesTheBrowser() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.browse { client in
            let owner = TestBrowser(client)
            try await owner.signIn()
            try await owner.open("/fr/account")
            let name = try #require(HTTPField.Name("Clear-Site-Data"))
            let answer = try await owner.submit("/fr/sign-out")
            #expect(answer.headers[name] == #""cache", "storage""#)
            #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("parvis-session=;") && $0.contains("Max-Age=0") })
        }
    }

    @Test func formsOfAnotherSessionOrSiteAreRefused() async throws {
        let city = try await TestAccounts()
        try await city.person()
        try await city.person("autre.exemple@structure.example", name: "Autre Exemple")
        try await city.browse { client in
            let victim = TestBrowser(client)
            try await victim.signIn()
            let attacker = TestBrowser(client)
            try await attacker.signIn("autre.exemple@structure.example")
            try await attacker.open("/fr/account")
            let token = try #require(attacker.page.first("input[name=token]")?.attributes["value"])
            try await victim.open("/fr/account")
            let forged = try await victim.submit("/fr/sign-out", token: token)
            #expect(forged.status == .forbidden)
            for headers: HTTPFields in [
                [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"], [.origin: "https://evil.example"], [.origin: "null"],
            ] {
                try await victim.open("/fr/account")
                let crossed = try await victim.submit("/fr/sign-out", headers: headers)
                #expect(crossed.status == .forbidden)
            }
            try await victim.open("/fr/account")
            // A page that sends no referrer has no origin either; its browser says where the form was in another header.
            let own = try await victim.submit(
                "/fr/sign-out", headers: [.origin: "null", HTTPField.Name("Sec-Fetch-Site")!: "same-origin"])
            #expect(own.status == .seeOther)
        }
    }

    @Test func cookiesAreKeptFromScriptsAndOtherHosts() async throws {
        let city = try await TestAccounts(base: "https://accueil.example")
        try await city.person()
        try await city.browse { client in
            let answer = try await TestBrowser(client).signIn()
            let cookies = answer.headers[values: .setCookie]
            #expect(cookies.count == 2)
            for cookie in cookies {
                #expect(cookie.hasPrefix("__Host-parvis-"))
                for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] { #expect(cookie.contains(part)) }
                #expect(!cookie.contains("Domain"))
            }
        }
    }

    @Test func nothingThatOpensIsInTheDatabaseOrTheJournal() async throws {
        let city = try await TestAccounts()
        try await city.person()
        let cookies = Box<[String]>([])
        try await city.browse { client in
            let browser = TestBrowser(client)
            try await browser.signIn()
            let all = Array(browser.jar.values)
            cookies.change { $0 = all }
        }
        let rows = try await city.database.read { db in
            try db.values(String.self, "SELECT token_hash FROM account_session")
                + db.values(String.self, "SELECT token_hash FROM account_device")
                + db.values(String.self, "SELECT payload || subject_id FROM journal_entry ORDER BY sequence")
        }
        #expect(rows.count > 3)
        for secret in cookies.value + [TestAccounts.email, "Nadia", TestAccounts.passphrase] {
            #expect(!rows.contains { $0.contains(secret) })
        }
    }
}
