import Core
import Database
import HTTPTypes
import TestKit
import Testing
import Web

@testable import Directory

/// Professionals read more, and keep lists; the public's answers are the same as if neither existed.
@Suite struct ServiceListTests {
    private static let secret = "Appeler la personne inventée au 01 99 00 00 77"

    @Sendable private static func fill(_ records: inout DirectoryRecords) {
        records.services[0].professional.note = secret
        records.services[0].professional.referralPhone = "01 99 00 00 77"
        records.services[1].professional.capacity = 77
    }

    /// S3: two directories that differ only in what professionals read answer the public byte for byte alike.
    @Test(arguments: TestDatabase.engines)
    func thePublicCannotTellWhetherRestrictedFieldsAreFilled(engine: TestDatabase.Engine) async throws {
        let plain = try await answers(of: try await ModerationSite(engine, .nobody, at: { SnapshotTests.monday }))
        let filled = try await answers(of: try await ModerationSite(engine, .nobody, at: { SnapshotTests.monday }, changing: Self.fill))
        #expect(plain.count == filled.count && plain.count > 20)
        for (path, answer) in plain { #expect(filled[path] == answer, "\(path)") }
        #expect(!filled.values.contains { $0.contains("00 00 77") || $0.contains("personne inventée") })
        let exchange = try await everyExport(Self.fill)
        #expect(exchange == (try await everyExport { _ in }))
    }

    /// Every public address, with searches for the very words, errors and lists; the token of a form is new each time.
    private func answers(of site: ModerationSite) async throws -> [String: String] {
        let (service, organization) = (site.records.services[0].id, site.records.organizations[0].id)
        let words = ["q=personne", "q=77", "q=invent%C3%A9e", "need=shower", "open=1", "near=48.85,2.35", "cursor=x", "limit=1", "x=1"]
        let paths =
            ["", "/find", "/place", "/services/\(service)", "/services/\(service)/show", "/services/none", "/missing", "/sheets", "/about"]
            .map { "/fr\($0)" } + words.map { "/fr/find?\($0)" } + words.map { "/api/v1/search?\($0)" }
            + ["services", "services/\(service)", "organizations", "organizations/\(organization)", "service_at_locations", "taxonomies"]
            .map { "/api/hsds/\($0)" } + [
                "/api/hsds/services?search=personne", "/api/hsds/services?search=77", "/api/v1/search", "/api/openapi.json",
            ]
        let collected = Collected()
        try await site.test { client in
            for path in paths {
                let text = try await client.execute(uri: path, method: .get) { answer in
                    let headers = answer.headers.map { "\($0.name): \($0.value)" }.filter { !$0.lowercased().contains("id:") }.sorted()
                    return "\(answer.status)\n\(headers)\n\(String(buffer: answer.body))"
                }
                await collected.add(path, Self.withoutChance(text))
            }
        }
        return await collected.answers
    }

    /// The token of a form and the number of a request are new each time, whatever the directory holds.
    private static func withoutChance(_ answer: String) -> String {
        answer.replacing(#/name="token" value="[^"]*"/#, with: "").replacing(#/urn:request:[0-9a-f]+/#, with: "")
    }

    private actor Collected {
        var answers: [String: String] = [:]
        func add(_ path: String, _ answer: String) { answers[path] = answer }
    }

    /// The flat exports, which anybody may republish.
    private func everyExport(_ change: (inout DirectoryRecords) -> Void) async throws -> [[UInt8]] {
        var records = InventedDirectory.records(services: 1...2)
        change(&records)
        let export = FlatExport(records, taxonomy: Taxonomy(terms: InventedCity.terms))
        return [export.csv(), export.geoJSON()]
    }

    @Test(arguments: TestDatabase.engines)
    func aProfessionalReadsMoreAndNoCacheKeepsIt(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .member("one", of: nil), changing: Self.fill)
        try await site.test { client in
            for path in ["/fr/find", "/fr/services/\(site.records.services[0].id)"] {
                try await client.execute(uri: path, method: .get) { answer in
                    #expect(answer.headers[.cacheControl] == "no-store", "\(path)")
                    #expect(String(buffer: answer.body).contains(Self.secret), "\(path)")
                }
            }
            try await client.execute(uri: "/api/v1/search", method: .get) { answer in
                #expect(!String(buffer: answer.body).contains("77"))
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aListIsKeptSharedAndFollowed(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .member("one", of: nil), at: { SnapshotTests.monday })
        let store = ServiceListStore(database: site.database)
        let service = site.records.services[0].id
        let organization = site.records.organizations[0].id
        let colleague = ListReader(account: "two", organizations: [organization])
        let stranger = ListReader(account: "three", organizations: ["another"])
        let week = SnapshotTests.monday - ServiceList.recent
        let later = SnapshotTests.monday + 1
        try await site.test { client in
            var fields = try await client.read("/fr/work/lists?add=\(service)").page.hiddenFields
            fields.merge(["name": "Douches ouvertes", "note": "Demander à l'accueil"]) { $1 }
            #expect(try await client.send("/fr/work/lists", fields) == .seeOther)
            let page = try await client.read("/fr/work/lists").page
            #expect(page.texts(of: "h3") == ["Douches ouvertes"] && page.texts(of: "p.late").count == 1)
        }
        let reader = ListReader(account: "one", organizations: [organization])
        let list = try #require(try await store.lists(of: reader, since: week).first)
        #expect(list.items == 1 && list.changed == 1)
        #expect(try await store.lists(of: reader, since: later).first?.changed == 0, "nothing changed since")
        #expect(try await store.lists(of: colleague, since: week).isEmpty, "not shared yet")
        let act = Act("list.share", by: .person("one"), for: "public-information")
        #expect(try await !store.share(list.id, with: "another", by: reader, act), "only where one works")
        #expect(try await store.share(list.id, with: organization, by: reader, act))
        #expect(try await store.lists(of: colleague, since: week).count == 1)
        #expect(try await store.list(list.id, for: stranger, since: week) == nil)
        #expect(try await !store.put(service, "x", in: list.id, by: stranger, act))
        #expect(try await !store.remove(service, from: list.id, by: stranger, act))
        #expect(try await !store.end(list.id, by: colleague, act), "only its author throws it away")
        _ = try await EditStore(database: site.database).change(Service.self, service, act) { $0.status = .defunct }
        let (_, items) = try #require(try await store.list(list.id, for: colleague, since: week))
        #expect(items.map(\.service?.status) == [.defunct] && items[0].note == "Demander à l'accueil", "a withdrawn service stays")
        try await site.test { client in
            let page = try await client.read("/fr/work/lists/\(list.id)").page
            #expect(page.texts(of: "p.warn").count == 1)
            var fields = page.hiddenFields
            fields["act"] = "remove"
            #expect(try await client.send("/fr/work/lists/\(list.id)", fields) == .seeOther)
            #expect(try await client.send("/fr/work/lists/\(list.id)", fields) == .notFound)
            fields["act"] = "end"
            #expect(try await client.send("/fr/work/lists/\(list.id)", fields) == .seeOther)
            #expect(try await client.read("/fr/work/lists/\(list.id)").status == .notFound)
        }
        let payloads = try await site.database.read {
            try $0.values(String.self, "SELECT payload FROM journal_entry WHERE subject_kind = 'list' ORDER BY sequence")
        }
        #expect(!payloads.contains { $0.contains("accueil") }, "what is noted can be erased, the journal cannot")
    }

    @Test func strangersHaveNoLists() async throws {
        let site = try await ModerationSite(.sqlite, .nobody)
        try await site.test { client in
            let answer = try await client.read("/fr/work/lists")
            #expect(answer.status == .seeOther && answer.location?.hasPrefix("/fr/sign-in?to=") == true)
        }
    }
}
