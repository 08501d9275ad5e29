import Core
import Database
import HTTPTypes
import TestKit
import Testing
import Web

@testable import Directory

/// What is typed today and read next week: published once, or brought back to who typed it.
@Suite struct DraftTests {
    private static let moment = SnapshotTests.monday + 3 * 86_400

    private struct Case: Sendable {
        let site: ModerationSite
        let service: Service
        var drafts: DraftStore { site.directory.work.drafts }

        /// Does the job of a draft, as two nodes may at once.
        func publish(_ id: String, at now: Instant = DraftTests.moment) async throws {
            let database = site.database
            try await drafts.publish(id, now: now) { act, body in try await database.write(act, body) }
        }

        func name() async throws -> String? {
            try await EditStore(database: site.database).open(Service.self, service.id)?.record.name[.french]
        }

        func state(_ id: String) async throws -> RecordDraft.State? { try await drafts.find(id)?.state }
    }

    private func planned(_ engine: TestDatabase.Engine, links: DirectoryLinks = DirectoryLinks()) async throws -> (Case, id: String) {
        let site = try await ModerationSite(engine, .ownEditor, links: links)
        let service = site.records.services[0]
        let path = "/fr/work/services/\(service.id)"
        try await site.test { client in
            var fields = try await client.read(path).page.hiddenFields
            fields.merge(["name": "Nom de jeudi", "needs": "shower", "status": "active", "act": "later"]) { $1 }
            let withoutMoment = try await client.send(path, fields)
            fields["publishAt"] = "2026-11-23T09:00"
            let past = try await client.send(path, fields)
            #expect(withoutMoment == .unprocessableContent && past == .unprocessableContent)
            fields["publishAt"] = "2026-11-26T10:00"
            #expect(try await client.send(path, fields) == .seeOther)
            let list = try await client.read("/fr/work/drafts").page.texts(of: "a")
            #expect(list.contains("Nom de jeudi"))
            let notice = try await client.read(path).page.texts(of: "p.notice")
            #expect(notice.contains { $0.hasPrefix("Une modification attend") })
        }
        let draft = try #require(try await site.directory.work.drafts.open(of: service.id).first)
        #expect(draft.publishAt == Self.moment)
        return (Case(site: site, service: service), draft.id)
    }

    @Test(arguments: TestDatabase.engines)
    func aDraftIsPublishedOnceAndNotBeforeItsMoment(engine: TestDatabase.Engine) async throws {
        let (test, id) = try await planned(engine)
        try await test.publish(id, at: Self.moment - 1)
        #expect(try await test.name() == "Douche inventée 1")
        async let first: Void = test.publish(id)
        async let second: Void = test.publish(id)
        _ = try await (first, second)
        #expect(try await test.name() == "Nom de jeudi")
        #expect(try await test.state(id) == .published)
        let entries = try await test.site.database.history(of: "service", test.service.id, limit: 10).filter {
            $0.act.name == "directory.publish"
        }
        #expect(entries.count == 1 && entries.first?.act.author == .person("agent"))
    }

    @Test(arguments: TestDatabase.engines)
    func whatOthersChangedSinceStaysAndTheSameFieldComesBack(engine: TestDatabase.Engine) async throws {
        let (test, id) = try await planned(engine)
        let edits = EditStore(database: test.site.database)
        let act = Act("directory.edit", by: .person("colleague"), for: "public-information")
        _ = try await edits.change(Service.self, test.service.id, act) { $0.name = LocalizedText("Nom d’une collègue", in: .french) }
        try await test.publish(id)
        #expect(try await test.name() == "Nom d’une collègue")
        #expect(try await test.state(id) == .clashed)
        try await test.site.test { client in
            let home = try await client.read("/fr/work").page.texts(of: "p.notice")
            #expect(home.contains { $0.hasPrefix("Revenues") })
            let page = try await client.read("/fr/work/drafts/\(id)").page
            #expect(page.all("input").contains { $0.attributes["value"] == "Nom de jeudi" }, "what was typed is still there")
            #expect(page.texts(of: "p.error").contains { $0.contains("Nom d’une collègue") }, "beside what the other wrote")
            var fields = page.hiddenFields
            fields.merge(["name": "Nom de jeudi", "needs": "shower", "status": "active", "act": "save"]) { $1 }
            #expect(try await client.send("/fr/work/services/\(test.service.id)", fields) == .seeOther)
        }
        #expect(try await test.name() == "Nom de jeudi")
        #expect(try await test.state(id) == .published)
    }

    @Test(arguments: TestDatabase.engines)
    func hoursArePlannedTooAndAnotherPartOfThePlaceMayChangeMeanwhile(engine: TestDatabase.Engine) async throws {
        let (test, _) = try await planned(engine)
        let place = test.site.records.servicesAtLocations[0].id
        let path = "/fr/work/places/\(place)/hours"
        try await test.site.test { client in
            var fields = try await client.read(path).page.hiddenFields
            fields.merge(["way": "rows", "tua": "10:00", "tub": "11:00", "act": "later", "publishAt": "2026-11-26T10:00"]) { $1 }
            #expect(try await client.send(path, fields) == .seeOther)
        }
        let act = Act("directory.close", by: .person("colleague"), for: "public-information")
        let edits = EditStore(database: test.site.database)
        let closed = DatedHours(from: InventedCity.today, to: InventedCity.today)
        _ = try await edits.change(ServiceAtLocation.self, place, act) { $0.close(closed) }
        let draft = try #require(try await test.drafts.open(of: place).first)
        try await test.site.test { client in
            let page = try await client.read("/fr/work/drafts/\(draft.id)").page
            #expect(page.all("input").contains { $0.attributes["value"] == "10:00" })
        }
        try await test.publish(draft.id)
        let now = try await edits.open(ServiceAtLocation.self, place)?.record
        #expect(now?.hours == "Tu 10:00-11:00" && now?.closures == [closed])
    }

    @Test(arguments: TestDatabase.engines)
    func aWithdrawnDraftAndOneOfSomebodyWhoLeftAreNotPublished(engine: TestDatabase.Engine) async throws {
        let (test, id) = try await planned(engine)
        try await test.site.test { client in
            let fields = try await client.read("/fr/work/drafts").page.hiddenFields
            #expect(try await client.send("/fr/work/drafts/\(id)", fields) == .seeOther)
        }
        try await test.publish(id)
        #expect(try await test.name() == "Douche inventée 1")
        var links = DirectoryLinks()
        links.mayChange = { _, _ in false }
        let (left, other) = try await planned(engine, links: links)
        try await left.publish(other)
        #expect(try await left.name() == "Douche inventée 1")
        #expect(try await left.state(other) == .withdrawn)
    }

    @Test func anotherTeamSeesNoDraft() async throws {
        let site = try await ModerationSite(.sqlite, .editor(of: "another"))
        let service = site.records.services[0]
        let plan = DraftStore.Plan(
            id: "d", openedAt: try await site.database.lastSequence(), publishAt: Self.moment, organization: service.organizationID,
            replaces: nil)
        let act = Act("directory.edit", by: .person("p"), for: "public-information")
        _ = try await site.directory.work.drafts.keep(Service.self, service.id, plan, act) { $0.email = "nouveau@exemple.example" }
        try await site.test { client in
            let list = try await client.read("/fr/work/drafts").page.texts(of: "article")
            let status = try await client.read("/fr/work/drafts/d").status
            let sent = try await client.send("/fr/work/drafts/d", ["token": site.token(for: DraftsPage.formName)])
            #expect(list.isEmpty && status == .notFound && sent == .notFound)
        }
    }
}
