import Access
import Core
import Database
import HTTPTypes
import TestKit
import Testing
import Web

@testable import Directory

/// A team decided a field; its source is heard when it says something new, and only then.
@Suite struct SourceTests {
    private static func bring(_ site: ModerationSite, email: String?) async throws -> ImportReport {
        var records = site.records
        records.services[0].email = email
        return try await DirectoryImport(database: site.database).run(InventedDirectory.reading(records), from: "test")
    }

    private static func decided(_ engine: TestDatabase.Engine, _ who: ModerationSite.Who) async throws -> ModerationSite {
        let site = try await ModerationSite(engine, who)
        _ = try await bring(site, email: "source@exemple.example")
        let act = Act("directory.edit", by: .person("editor"), for: "public-information")
        _ = try await EditStore(database: site.database).change(Service.self, site.records.services[0].id, act) {
            $0.email = "equipe@exemple.example"
        }
        return site
    }

    private static func email(_ site: ModerationSite) async throws -> String? {
        try await EditStore(database: site.database).open(Service.self, site.records.services[0].id)?.record.email
    }

    private static func waiting(_ site: ModerationSite) async throws -> [SourceDifference] {
        let everywhere = Agent(
            account: "a", grants: [Grant(role: "city-coordinator", at: .city, from: Instant(seconds: 0))], roles: .standard,
            session: SessionFacts())
        let scope = AccessRule.scope(of: .change(.directory), for: everywhere, at: SnapshotTests.monday)
        return try await SourceStore(database: site.database).waiting(in: scope, limit: 10)
    }

    @Test(arguments: TestDatabase.engines)
    func onlyWhatTheSourceSaysAnewIsAsked(engine: TestDatabase.Engine) async throws {
        let site = try await Self.decided(engine, .ownEditor)
        let same = try await Self.bring(site, email: "source@exemple.example")
        #expect(same.warnings.isEmpty && same.changed.isEmpty, "what it said before is no news")
        let new = try await Self.bring(site, email: "nouveau@exemple.example")
        #expect(new.warnings.count == 1 && new.changed.isEmpty)
        let again = try await Self.bring(site, email: "nouveau@exemple.example")
        #expect(again.warnings.isEmpty)
        try await site.test { client in
            let page = try await client.read("/fr/work/differences").page
            #expect(page.texts(of: "dd") == ["equipe@exemple.example", "nouveau@exemple.example"])
            var fields = page.hiddenFields
            fields["answer"] = "ours"
            #expect(try await client.send("/fr/work/differences", fields) == .seeOther)
            let after = try await client.read("/fr/work/differences").page
            #expect(after.texts(of: "dd") == [])
        }
        #expect(try await Self.email(site) == "equipe@exemple.example")
        _ = try await Self.bring(site, email: "nouveau@exemple.example")
        #expect(try await Self.waiting(site).isEmpty, "what was answered is not asked again")
        _ = try await Self.bring(site, email: "encore@exemple.example")
        #expect(try await Self.waiting(site).count == 1)
        _ = try await Self.bring(site, email: "equipe@exemple.example")
        #expect(try await Self.waiting(site).isEmpty, "the source agrees by now")
    }

    @Test(arguments: TestDatabase.engines)
    func whoTakesTheSourcesWordGivesTheFieldBack(engine: TestDatabase.Engine) async throws {
        let site = try await Self.decided(engine, .ownEditor)
        _ = try await Self.bring(site, email: "nouveau@exemple.example")
        try await site.test { client in
            var fields = try await client.read("/fr/work/differences").page.hiddenFields
            fields["answer"] = "theirs"
            #expect(try await client.send("/fr/work/differences", fields) == .seeOther)
            #expect(try await client.send("/fr/work/differences", fields) == .notFound)
        }
        #expect(try await Self.email(site) == "nouveau@exemple.example")
        _ = try await Self.bring(site, email: "suite@exemple.example")
        #expect(try await Self.email(site) == "suite@exemple.example", "the source has the field again")
    }

    @Test func anotherTeamNeitherSeesNorAnswers() async throws {
        let site = try await Self.decided(.sqlite, .editor(of: "another"))
        _ = try await Self.bring(site, email: "nouveau@exemple.example")
        let difference = try #require(try await Self.waiting(site).first)
        try await site.test { client in
            let seen = try await client.read("/fr/work/differences").page.texts(of: "dd")
            let fields = [
                "token": site.token(for: DifferencesPage.formName), "kind": "service", "record": difference.key.record, "field": "email",
                "seen": "\(difference.noticedAt)", "answer": "theirs",
            ]
            let status = try await client.send("/fr/work/differences", fields)
            #expect(seen.isEmpty && status == .notFound)
        }
        #expect(try await Self.email(site) == "equipe@exemple.example")
    }
}
