import Access
import Core
import Database
import Foundation
import Synchronization
import TestKit
import Testing
import Vault
import Web

@testable import Accounts

/// One invented city: an organization with two teams, an administrator, a nurse, a doorkeeper, and a clock moved by hand.
final class TestOrganizations: Sendable {
    let database: Database
    let city: CityOrganizations
    private let clock = TestValue(Instant(seconds: Int64(Date().timeIntervalSince1970) + 60))
    let letters = TestValue<[AccountMail]>([])

    static let house = "org-house"
    static let care = Grant.Place.team("team-care", organization: house)

    init(_ engine: TestDatabase.Engine) async throws {
        let clock = clock
        let letters = letters
        database = try await TestDatabase.open(
            engine, migrations: Vault.migrations + CityAccounts.migrations + CityOrganizations.migrations, now: { clock.value })
        let keys = TestFolder.shared.newPath("keys")
        let vault = try await Vault.open(database, keys: .file(KeyFile(path: keys), isMadeWhenMissing: true))
        let serial = TestValue(0)
        city = CityOrganizations(
            database: database, vault: vault,
            letters: AccountLetters(
                catalogues: try TestWeb().catalogues, base: "http://accueil.example",
                send: { mail, _ in letters.change { $0.append(mail) } }),
            now: { clock.value },
            newID: {
                serial.change { $0 += 1 }; return "id-\(serial.value)"
            },
            randomBytes: { count in Data((0..<count).map { _ in UInt8.random(in: .min ... .max) }) })
        try await city.begin()
        try await city.organizations.admit(Self.house, name: "Maison Exemple", by: .system)
        try await city.organizations.addTeam("team-care", name: "Soins", to: Self.house, by: .system)
        try await city.organizations.addTeam("team-door", name: "Accueil", to: Self.house, by: .system)
        for name in ["admin", "nurse", "door", "stranger"] {
            try await database.write(Act("test", by: .system, for: "test")) { transaction in
                try AccountStore.add(id: name, email: "\(name)@maison.example", name: name, language: "fr", transaction)
                if name != "stranger" { try InvitationStore.join(name, Self.house, transaction) }
            }
        }
    }

    var now: Instant { clock.value }
    func wait(_ seconds: Int64) { clock.change { $0 = $0 + seconds } }

    func agent(_ account: String) async throws -> Agent {
        try await CityOrganizations.agents(database, now: { self.now })(
            account, SessionFacts(secondFactorAt: now, isKnownDevice: true))
    }

    func may(_ account: String, _ permission: Permission, _ target: AccessTarget, for purpose: Purpose? = nil) async throws -> Bool {
        AccessRule.decide(permission, on: target, by: try await agent(account), for: purpose, at: now).isAllowed
    }

    func give(_ role: String, _ account: String, at place: Grant.Place, until: Instant? = nil) async throws {
        try await city.grants.grant("g-\(account)-\(role)", role, to: account, at: place, from: now, until: until, by: .person("granter"))
    }
}

/// A value shared between a test and what it tests.
final class TestValue<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>
    init(_ value: Value) { mutex = Mutex(value) }
    var value: Value { mutex.withLock { $0 } }
    func change(_ body: (inout Value) -> Void) { mutex.withLock { body(&$0) } }
}

@Suite struct OrganizationTests {
    private let house = TestOrganizations.house
    private let care = TestOrganizations.care

    @Test(arguments: TestDatabase.engines)
    func aRoleOpensFromItsBeginningToItsEndAndInItsTeamOnly(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        let members = AccessTarget.place(.organization(house))
        #expect(try await !test.may("admin", .list(.accounts), members))
        try await test.give("organization-administrator", "admin", at: .organization(house), until: test.now + 60)
        #expect(try await test.may("admin", .list(.accounts), members))
        #expect(try await !test.may("admin", .list(.accounts), .place(.organization("org-other"))))
        test.wait(60)
        #expect(try await !test.may("admin", .list(.accounts), members))
    }

    @Test(arguments: TestDatabase.engines)
    func anOrganizationThatIsWelcomedHasItsAdministratorInvited(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        let person = TeamAddress(email: "Nouvelle@Exemple.example", name: "Nouvelle", language: "fr")
        let act = Act("organization.accept", by: .person("admin"), for: "access")
        try await test.database.write(act) {
            try test.city.welcome("org-new", name: "Les Inventés", administrator: person, by: "admin", in: $0)
        }
        #expect(try await test.city.organizations.organization("org-new")?.name == "Les Inventés")
        let invited = try await test.city.organizations.staff(of: "org-new", at: test.now).invitations
        #expect(invited.map(\.email) == ["nouvelle@exemple.example"] && invited.map(\.role) == ["organization-administrator"])
        #expect(test.letters.value.map(\.to) == ["nouvelle@exemple.example"])
        let oneself = TeamAddress(email: "admin@maison.example", name: "admin", language: "fr")
        await #expect(throws: OrganizationRefusal.oneself) {
            try await test.database.write(act) {
                try test.city.welcome("org-two", name: "À moi", administrator: oneself, by: "admin", in: $0)
            }
        }
        #expect(try await test.city.organizations.organization("org-two") == nil, "nothing is kept")
    }

    @Test(arguments: TestDatabase.engines)
    func lettersAboutServicesGoToWhoMayChangeThemNow(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        func addresses() async throws -> [String] {
            try await test.database.read { try test.city.editors(of: house, $0).map(\.email) }
        }
        try await test.give("organization-administrator", "admin", at: .organization(house))
        try await test.give("directory-editor", "nurse", at: care, until: test.now + 60)
        try await test.give("directory-editor", "door", at: .organization(house))
        #expect(try await addresses() == ["door@maison.example", "nurse@maison.example"])
        test.wait(60)
        try await test.city.grants.leave("door", house, by: .system)
        #expect(try await addresses() == [], "a role that ended and a member who left get no letter")
    }

    @Test(arguments: TestDatabase.engines)
    func aRoleIsRefusedWhereItCannotBeHeldToStrangersAndToOneself(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        let grants = test.city.grants
        func refusal(_ role: String, _ account: String, _ place: Grant.Place, by: String = "granter", until: Instant? = nil) async
            -> OrganizationRefusal?
        {
            do {
                try await grants.grant("x", role, to: account, at: place, from: test.now, until: until, by: .person(by))
                return nil
            } catch { return error as? OrganizationRefusal }
        }
        #expect(await refusal("city-coordinator", "nurse", .organization(house)) == .wrongLevel)
        #expect(await refusal("care-staff", "nurse", .organization(house)) == .wrongLevel)
        #expect(await refusal("care-staff", "stranger", care) == .notMember)
        #expect(await refusal("care-staff", "nurse", .team("team-care", organization: "org-other")) == .gone)
        #expect(await refusal("care-staff", "nurse", .team("team-none", organization: house)) == .gone)
        #expect(await refusal("no-such-role", "nurse", care) == .gone)
        #expect(await refusal("care-staff", "nurse", care, by: "nurse") == .oneself)
        #expect(await refusal("care-staff", "nurse", care, until: test.now) == .wrongPeriod)
        #expect(await refusal("care-staff", "nurse", care) == nil)
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverLeavesKeepsNothing(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        try await test.give("directory-editor", "door", at: .organization(house))
        let secret = Secret(test.city.randomBytes)
        try await test.city.tokens.make(
            "t1", secret, name: "site", permissions: [.change(.directory)], until: test.now + 3_600, for: "door", at: house, now: test.now)
        let service = AccessTarget.record(of: house)
        #expect(try await test.may("door", .change(.directory), service))
        #expect(try await test.city.agent(token: secret.token) != nil)
        try await test.city.grants.leave("door", house, by: .person("door"))
        #expect(try await !test.may("door", .change(.directory), service))
        #expect(try await test.city.agent(token: secret.token) == nil)
        #expect(try await test.city.organizations.staff(of: house, at: test.now).members.map(\.accountId) == ["admin", "nurse"])
        await #expect(throws: OrganizationRefusal.gone) { try await test.city.grants.leave("door", house, by: .system) }
    }

    @Test(arguments: TestDatabase.engines)
    func aClosedTeamAndAClosedOrganizationOpenNothing(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        try await test.give("care-staff", "nurse", at: care)
        try await test.give("directory-editor", "door", at: .organization(house))
        try await test.city.organizations.closeTeam("team-care", of: house, by: .system)
        #expect(try await test.agent("nurse").grants.isEmpty)
        #expect(try await test.agent("door").grants.count == 1)
        try await test.city.organizations.close(house, by: .system)
        #expect(try await test.agent("door").grants.isEmpty)
        await #expect(throws: OrganizationRefusal.gone) { try await test.give("member", "door", at: .organization(self.house)) }
    }

    @Test(arguments: TestDatabase.engines)
    func anInvitationIsAnsweredOnceByTheInvitedBeforeItExpires(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        func invite(_ email: String, _ id: String) async throws {
            try await test.city.invitations.invite(
                InvitationStore.Offer(email: email, name: "Invitée Exemple", language: "fr", role: "care-staff", place: care), id: id,
                newAccount: "new-\(id)", secret: Secret(test.city.randomBytes), letters: test.city.letters, by: "admin")
        }
        try await invite("stranger@maison.example", "i1")
        let letter = try #require(test.letters.value.last)
        #expect(letter.to == "stranger@maison.example" && letter.subject == "Une invitation" && letter.text.contains("quatorze jours"))
        try await invite("nouvelle@maison.example", "i2")
        #expect(test.letters.value.map(\.to) == ["stranger@maison.example", "nouvelle@maison.example"])
        #expect(try await test.agent("stranger").grants.isEmpty)
        await #expect(throws: OrganizationRefusal.gone) {
            try await test.city.invitations.answer("i1", yes: true, grantID: "g", by: "nurse", at: test.now)
        }
        try await test.city.invitations.answer("i1", yes: true, grantID: "g1", by: "stranger", at: test.now)
        #expect(try await test.agent("stranger").grants.map(\.place) == [care])
        await #expect(throws: OrganizationRefusal.gone) {
            try await test.city.invitations.answer("i1", yes: true, grantID: "g2", by: "stranger", at: test.now)
        }
        test.wait(Invitation.lifetime)
        #expect(try await test.city.invitations.open(to: "new-i2", at: test.now).isEmpty)
        await #expect(throws: OrganizationRefusal.gone) {
            try await test.city.invitations.answer("i2", yes: true, grantID: "g3", by: "new-i2", at: test.now)
        }
        await #expect(throws: OrganizationRefusal.oneself) { try await invite("admin@maison.example", "i3") }
        try await invite("door@maison.example", "i4")
        try await test.city.invitations.withdraw("i4", of: house, by: .person("admin"))
        #expect(try await test.city.invitations.open(to: "door", at: test.now).isEmpty)
    }

    @Test(arguments: TestDatabase.engines)
    func theRoleTableIsTheCitysAndKeepsTheWalls(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        let roles = test.city.roles
        #expect(try await roles.table() == .standard)
        try await test.give("member", "door", at: .organization(house))
        let translation = AccessTarget.record(of: house)
        #expect(try await !test.may("door", .see(.translation), translation))
        try await roles.save(
            Role(id: "member", levels: [.organization], openings: [.init(.translation, .organization, [.see])]), by: .person("admin"))
        #expect(try await test.may("door", .see(.translation), translation))
        #expect(try await roles.table().roles.map(\.id) == RoleTable.standard.roles.map(\.id))
        try await roles.begin()
        #expect(try await roles.table()["member"]?.openings.count == 1)
        await #expect(throws: OrganizationRefusal.wall) {
            try await roles.save(
                Role(id: "shelter-manager", trade: .hosting, levels: [.team], openings: [.init(.health, .linked, [.see])]), by: .system)
        }
        #expect(try await roles.table()["shelter-manager"] == RoleTable.standard["shelter-manager"])
        for id in ["", "Capital", "sp ace"] {
            await #expect(throws: OrganizationRefusal.incomplete) {
                try await roles.save(Role(id: id, levels: [.team], openings: []), by: .system)
            }
        }
        let entry = try #require(try await test.database.journal(after: 0).last { $0.subjectKind == "role" })
        #expect(entry.subjectID == "member" && entry.payload.contains("\"before\"") && entry.payload.contains("\"after\""))
    }

    @Test(arguments: TestDatabase.engines)
    func aBrokenGlassLastsThreeHoursAndIsReviewedBySomebodyElse(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        try await test.give("care-staff", "nurse", at: care)
        let person = AccessTarget.person("person-7", links: [], bases: [])
        #expect(try await !test.may("nurse", .see(.health), person, for: "care"))
        let words = "trouvée inconsciente, canari-83"
        let id = try await test.city.breakGlass(for: "person-7", [.health], reason: words, by: "nurse", in: care)
        #expect(try await test.may("nurse", .see(.health), person, for: "care"))
        #expect(try await !test.may("nurse", .see(.identity), person, for: "care"))
        #expect(try await !test.may("nurse", .see(.health), .person("person-8", links: [], bases: []), for: "care"))
        test.wait(BreakGlass.duration)
        #expect(try await !test.may("nurse", .see(.health), person, for: "care"))

        let everywhere = wholeCity
        let queue = try await test.city.emergencies.queue(in: everywhere, by: "admin")
        #expect(queue.map(\.id) == [id] && queue[0].reason == words && queue[0].compartments == [.health])
        #expect(try await test.city.emergencies.queue(in: .nothing, by: "admin").isEmpty)
        let target = try #require(try await test.city.emergencies.target(id))
        #expect(target.account == "nurse" && target.organization == house)
        await #expect(throws: OrganizationRefusal.oneself) {
            try await test.city.emergencies.review(id, isJustified: true, by: "nurse")
        }
        try await test.city.emergencies.review(id, isJustified: true, by: "admin")
        #expect(try await test.city.emergencies.queue(in: everywhere, by: "admin").isEmpty)
        await #expect(throws: OrganizationRefusal.gone) {
            try await test.city.emergencies.review(id, isJustified: false, by: "admin")
        }
        for entry in try await test.database.journal(after: 0) {
            #expect(!entry.payload.contains("canari-83") && !entry.payload.contains("person-7"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anEmergencyNeedsAReasonAndCompartmentsOfAPerson(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        func open(_ compartments: Set<Compartment>, _ reason: String) async throws {
            _ = try await test.city.breakGlass(for: "person-7", compartments, reason: reason, by: "nurse", in: care)
        }
        for (compartments, reason) in [
            ([], "long enough a reason"), ([.health], "short"), ([.health], "   \n            "),
            ([.health, .keys], "long enough a reason"),
            ([.health], String(repeating: "a", count: 1_001)),
        ] as [(Set<Compartment>, String)] {
            await #expect(throws: OrganizationRefusal.incomplete) { try await open(compartments, reason) }
        }
        try await test.give("care-staff", "nurse", at: care)
        try await open([.health], "long enough a reason")
        let id = try #require(try await test.city.emergencies.queue(in: wholeCity, by: "admin").first?.id)
        await #expect(throws: OrganizationRefusal.gone) { try await test.city.emergencies.close(id, by: "door") }
        try await test.city.emergencies.close(id, by: "nurse")
        #expect(try await test.agent("nurse").session.emergencies.isEmpty)
    }

    private var wholeCity: AccessScope {
        let auditor = Agent(
            account: "a", grants: [Grant(role: "auditor", at: .city, from: Instant(seconds: 0))], roles: .standard,
            session: SessionFacts(secondFactorAt: Instant(seconds: 60)))
        return AccessRule.scope(of: .list(.emergencies), for: auditor, at: Instant(seconds: 60))
    }

    @Test(arguments: TestDatabase.engines)
    func aTokenOpensWhatItCoversUntilItsEndAndIsKeptAsAHash(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        try await test.give("directory-editor", "door", at: .organization(house))
        try await test.give("translator", "door", at: .city)
        let secret = Secret(test.city.randomBytes)
        let end = test.now + 3_600
        try await test.city.tokens.make(
            "t1", secret, name: "site", permissions: [.change(.directory)], until: end, for: "door", at: house, now: test.now)
        let agent = try #require(try await test.city.agent(token: secret.token))
        let service = AccessTarget.record(of: house)
        #expect(agent.grants.map(\.role) == ["directory-editor"])
        #expect(AccessRule.decide(.change(.directory), on: service, by: agent, at: test.now).isAllowed)
        #expect(!AccessRule.decide(.publish(.directory), on: service, by: agent, at: test.now).isAllowed)
        #expect(try await test.city.agent(token: Secret(test.city.randomBytes).token) == nil)
        #expect(try await test.city.agent(token: "t1") == nil)
        let kept = try await test.database.read { try $0.values(String.self, "SELECT token_hash FROM account_token") }
        #expect(kept == [secret.hash] && kept[0] != secret.token)
        test.wait(3_600)
        #expect(try await test.city.agent(token: secret.token) == nil)

        for (permissions, until, refusal) in [
            ([.see(.health)], test.now + 60, OrganizationRefusal.incomplete), ([], test.now + 60, .incomplete),
            ([.see(.plan)], test.now, .wrongPeriod), ([.see(.plan)], test.now + APIToken.longest + 1, .wrongPeriod),
        ] as [(Set<Permission>, Instant, OrganizationRefusal)] {
            await #expect(throws: refusal) {
                try await test.city.tokens.make(
                    "t2", Secret(test.city.randomBytes), name: "x", permissions: permissions, until: until, for: "door", at: self.house,
                    now: test.now)
            }
        }
        let again = Secret(test.city.randomBytes)
        try await test.city.tokens.make(
            "t3", again, name: "x", permissions: [.see(.plan)], until: test.now + 60, for: "door", at: house, now: test.now)
        await #expect(throws: OrganizationRefusal.gone) { try await test.city.tokens.revoke("t3", of: "org-other", by: .system) }
        try await test.city.tokens.revoke("t3", of: house, by: .system)
        #expect(try await test.city.agent(token: again.token) == nil)
        #expect(try await test.city.tokens.all(of: house, at: test.now).isEmpty)
    }

    @Test(arguments: TestDatabase.engines)
    func aRoleOfTheCityComesFromTheCommandLineOrAnotherAdministrator(engine: TestDatabase.Engine) async throws {
        let test = try await TestOrganizations(engine)
        try await test.city.grantCityRole("platform-administrator", to: "stranger")
        #expect(try await test.may("stranger", .change(.roles), .place(.city)))
        await #expect(throws: OrganizationRefusal.wrongLevel) { try await test.city.grantCityRole("care-staff", to: "stranger") }
        await #expect(throws: OrganizationRefusal.gone) { try await test.city.grantCityRole("platform-administrator", to: "nobody") }
        let held = try #require(
            try await test.city.organizations.database.read { try $0.value(String.self, "SELECT id FROM account_grant") })
        #expect(try await test.city.grants.find(held, at: test.now)?.role == "platform-administrator")
        try await test.city.grants.end(held, in: nil, by: .system)
        #expect(try await !test.may("stranger", .change(.roles), .place(.city)))
    }
}
