import Core
import Database
import HTTPTypes
import Synchronization
import TestKit
import Testing
import Web

@testable import Directory

/// An organization asks to work with the city, which answers.
@Suite struct JoinTests {
    private final class Told: Sendable {
        private let kept = Mutex<(welcomed: [NewOrganization], letters: [DirectoryLetter])>(([], []))
        var welcomed: [NewOrganization] { kept.withLock { $0.welcomed } }
        var letters: [DirectoryLetter] { kept.withLock { $0.letters } }
        func welcome(_ new: NewOrganization) { kept.withLock { $0.welcomed.append(new) } }
        func send(_ letter: DirectoryLetter) { kept.withLock { $0.letters.append(letter) } }

        var links: DirectoryLinks {
            var links = DirectoryLinks()
            links.welcome = { [self] new, _ in welcome(new) }
            links.send = { [self] letter, _ in send(letter) }
            return links
        }
    }

    private static let typed = [
        "name": "Les Inventés", "words": "Des repas le soir", "contactName": "Camille", "contactEmail": "camille@exemple.example",
    ]

    private static func asked(_ site: ModerationSite) async throws -> JoinRequest {
        try await site.test { client in
            var fields = try await client.read("/fr/join").page.hiddenFields
            let empty = try await client.send("/fr/join", fields)
            fields.merge(typed) { $1 }
            let robot = try await client.send("/fr/join", fields.merging(["homepage": "x"]) { $1 })
            let sent = try await client.send("/fr/join", fields)
            #expect(empty == .unprocessableContent && robot == .ok && sent == .ok)
        }
        let waiting = try await site.directory.joining.store.waiting(limit: 10)
        #expect(waiting.count == 1, "what a program filled is not kept")
        return try #require(waiting.first)
    }

    @Test(arguments: TestDatabase.engines)
    func anAcceptedOrganizationIsInTheDirectoryAndItsAdministratorInvited(engine: TestDatabase.Engine) async throws {
        let told = Told()
        let site = try await ModerationSite(engine, .coordinator, links: told.links)
        let request = try await Self.asked(site)
        try await site.test { client in
            var fields = try await client.read("/fr/work/organizations").page.hiddenFields
            fields["answer"] = "accept"
            #expect(try await client.send("/fr/work/organizations/\(request.id)", fields) == .seeOther)
            #expect(try await client.send("/fr/work/organizations/\(request.id)", fields) == .unprocessableContent, "once is enough")
        }
        let new = try #require(told.welcomed.first)
        #expect(told.welcomed.count == 1 && new.name == "Les Inventés" && new.inviter == "agent")
        #expect(new.administrator == PersonInCharge(email: "camille@exemple.example", name: "Camille", language: "fr"))
        #expect(try await site.directory.organizationName(new.id) == "Les Inventés")
        let after = try await site.directory.joining.store.find(request.id)
        #expect(after?.state == .accepted && after?.contact == nil, "who asked is forgotten with the answer")
        let payloads = try await site.database.read {
            try $0.values(String.self, "SELECT payload FROM journal_entry ORDER BY sequence")
        }
        #expect(!payloads.contains { $0.contains("camille@") || $0.contains("repas") })
    }

    @Test(arguments: TestDatabase.engines)
    func aRefusalSaysWhyByLetter(engine: TestDatabase.Engine) async throws {
        let told = Told()
        let site = try await ModerationSite(engine, .coordinator, links: told.links)
        let request = try await Self.asked(site)
        try await site.test { client in
            var fields = try await client.read("/fr/work/organizations").page.hiddenFields
            fields["answer"] = "refuse"
            let bare = try await client.send("/fr/work/organizations/\(request.id)", fields)
            fields["reason-\(request.id)"] = "Hors de la ville"
            let refused = try await client.send("/fr/work/organizations/\(request.id)", fields)
            #expect(bare == .unprocessableContent && refused == .seeOther)
        }
        let letter = try #require(told.letters.first)
        #expect(told.letters.count == 1 && letter.to == "camille@exemple.example" && letter.text.contains("Hors de la ville"))
        #expect(told.welcomed.isEmpty)
        let after = try await site.directory.joining.store.find(request.id)
        #expect(after?.state == .refused && after?.contact == nil)
    }

    @Test(arguments: TestDatabase.engines)
    func oneThatIsInTheDirectoryIsNotMadeTwice(engine: TestDatabase.Engine) async throws {
        let told = Told()
        let site = try await ModerationSite(engine, .coordinator, links: told.links)
        let known = site.records.organizations[0]
        try await site.directory.joining.store.add(
            JoinRequest(
                id: "j", name: known.name.uppercased(), website: nil, words: "Nous", language: .french,
                receivedAt: SnapshotTests.monday, contact: .init(name: "Camille", email: "camille@exemple.example"), state: .waiting,
                reason: nil))
        try await site.test { client in
            var fields = try await client.read("/fr/work/organizations").page.hiddenFields
            fields.merge(["answer": "accept", "as": "another"]) { $1 }
            #expect(try await client.send("/fr/work/organizations/j", fields) == .unprocessableContent)
            fields["as"] = known.id
            #expect(try await client.send("/fr/work/organizations/j", fields) == .seeOther)
        }
        #expect(told.welcomed.map(\.id) == [known.id] && told.welcomed.map(\.name) == [known.name])
        let count = try await site.database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM directory_organization") }
        #expect(count == 1)
    }

    @Test(arguments: TestDatabase.engines)
    func nothingIsKeptWhenTheAdministratorCannotBeInvited(engine: TestDatabase.Engine) async throws {
        var links = DirectoryLinks()
        links.welcome = { _, _ in throw WelcomeRefused() }
        let site = try await ModerationSite(engine, .coordinator, links: links)
        let request = try await Self.asked(site)
        try await site.test { client in
            var fields = try await client.read("/fr/work/organizations").page.hiddenFields
            fields["answer"] = "accept"
            #expect(try await client.send("/fr/work/organizations/\(request.id)", fields) == .unprocessableContent)
        }
        let after = try await site.directory.joining.store.find(request.id)
        #expect(after?.state == .waiting && after?.contact != nil)
    }

    @Test func onlyTheCityAnswers() async throws {
        let site = try await ModerationSite(.sqlite, .ownEditor)
        let request = try await Self.asked(site)
        try await site.test { client in
            let list = try await client.read("/fr/work/organizations").status
            let fields = ["token": site.token(for: JoinListPage.formName), "answer": "accept"]
            let sent = try await client.send("/fr/work/organizations/\(request.id)", fields)
            #expect(list == .notFound && sent == .notFound)
        }
    }
}
