import Core
import Database
import HTTPTypes
import TestKit
import Testing
import Web

@testable import Directory

/// What visitors say is answered by those it concerns, and by nobody else.
@Suite struct QueueTests {
    @Test(arguments: TestDatabase.engines)
    func anAnsweredMessageLeavesTheList(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .ownEditor)
        try await site.say(.wrong, "one", of: site.records.services[0].id, "hours")
        try await site.say(.right, "two", of: site.records.services[0].id, nil)
        try await site.say(.missing, "three", "shower", in: "99001")
        try await site.test { client in
            let page = try await client.read("/fr/work/queue").page
            #expect(page.texts(of: "blockquote") == ["Parole inventée one"], "a team reads what concerns its own services")
            var fields = page.hiddenFields
            fields["answer"] = "corrected"
            fields["note-one"] = "Horaires revus"
            let long = try await client.sendAndRead(
                "/fr/work/queue/one", fields.merging(["note-one": String(repeating: "a", count: 1_001)]) { $1 })
            #expect(long.status == .unprocessableContent && long.page.texts(of: "textarea").contains(String(repeating: "a", count: 1_001)))
            #expect(try await client.send("/fr/work/queue/one", fields) == .seeOther)
            let after = try await client.read("/fr/work/queue").page
            #expect(after.texts(of: "button").isEmpty && after.texts(of: "q") == ["Horaires revus"])
            #expect(try await client.send("/fr/work/queue/three", fields) == .notFound, "a need of the city is not a team's to answer")
            #expect(try await client.send("/fr/work/queue/none", fields) == .notFound)
            #expect(try await client.read("/fr/work/needs").status == .notFound)
        }
        let payloads = try await site.database.read {
            try $0.values(String.self, "SELECT payload FROM journal_entry WHERE act = 'feedback.answer' ORDER BY sequence")
        }
        #expect(payloads == [#"{"answer":"corrected","state":"answered"}"#], "the note can be erased, the journal cannot")
    }

    @Test(arguments: TestDatabase.engines)
    func aTeamHandsOverAndTheCityEnds(engine: TestDatabase.Engine) async throws {
        let team = try await ModerationSite(engine, .ownEditor)
        let organization = team.records.organizations[0].id
        try await team.say(.wrong, "one", of: team.records.services[0].id, "moved")
        try await team.test { client in
            var fields = try await client.read("/fr/work/queue").page.hiddenFields
            fields["answer"] = "not_ours"
            #expect(try await client.send("/fr/work/queue/one", fields) == .seeOther)
            #expect(try await client.read("/fr/work/queue").page.texts(of: "blockquote").isEmpty)
        }
        let store = QueueStore(database: team.database)
        let item = try #require(try await store.item("one"))
        #expect(item.reply?.answer == .notOurs && item.organization == organization)
        let act = Act("feedback.answer", by: .person("coordinator"), for: "public-information", organization: nil)
        #expect(try await store.answer("one", .duplicate, note: "", isFinal: true, act))
        #expect(try await !store.answer("one", .corrected, note: "", isFinal: true, act), "the first who ends it keeps the word")
        #expect(try await store.item("one")?.reply?.answer == .duplicate)
    }

    @Test(arguments: TestDatabase.engines)
    func missedNeedsAreCountedByAreaUntilTheyAreFoundToExist(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .coordinator)
        for id in ["a", "b"] { try await site.say(.missing, id, "shower", in: "99001") }
        try await site.say(.missing, "c", "laundry", in: "99002")
        try await site.test { client in
            let page = try await client.read("/fr/work/needs").page
            #expect(page.texts(of: "td") == ["Quartier inventé", "2", "Banlieue inventée", "1"])
            #expect(try await client.read("/fr/work/needs?area=99002").page.texts(of: "td") == ["Banlieue inventée", "1"])
            var fields = try await client.read("/fr/work/queue").page.hiddenFields
            fields["answer"] = "exists"
            #expect(try await client.send("/fr/work/queue/c", fields) == .seeOther)
            fields["answer"] = "noted"
            #expect(try await client.send("/fr/work/queue/a", fields) == .seeOther)
            fields["answer"] = "corrected"
            #expect(try await client.send("/fr/work/queue/b", fields) == .unprocessableContent, "nothing was there to correct")
            #expect(try await client.read("/fr/work/needs").page.texts(of: "td") == ["Quartier inventé", "2"])
        }
    }

    @Test func strangersAndOtherTeamsAnswerNothing() async throws {
        let stranger = try await ModerationSite(.sqlite, .nobody)
        try await stranger.test { client in
            for path in ["queue", "needs"] {
                let answer = try await client.read("/fr/work/\(path)")
                #expect(answer.status == .seeOther && answer.location?.hasPrefix("/fr/sign-in?to=") == true)
            }
        }
        let other = try await ModerationSite(.sqlite, .editor(of: "another"))
        try await other.say(.wrong, "one", of: other.records.services[0].id, "hours")
        try await other.test { client in
            let page = try await client.read("/fr/work/queue").page
            #expect(page.texts(of: "blockquote").isEmpty)
            #expect(try await client.send("/fr/work/queue/one", ["answer": "corrected"]) == .notFound)
        }
    }
}
