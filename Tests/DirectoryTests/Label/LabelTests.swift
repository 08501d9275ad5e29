import Core
import Database
import Foundation
import HTTPTypes
import TestKit
import Testing
import Web

@testable import Directory

/// The city's label is asked for by a team, checked one criterion after the other, granted and withdrawn by the city.
@Suite struct LabelTests {
    private static func grantedSite(_ engine: TestDatabase.Engine) async throws -> (site: ModerationSite, service: String) {
        let site = try await ModerationSite(engine, .coordinator)
        let service = site.records.services[0].id
        let act = Act("label.ask", by: .person("editor"), for: "public-information")
        #expect(
            try await LabelStore(database: site.database).ask("ask", for: service, words: "Ouvert à tous", today: InventedCity.today, act))
        return (site, service)
    }

    @Test(arguments: TestDatabase.engines)
    func theLabelIsAskedForByTheTeamOnce(engine: TestDatabase.Engine) async throws {
        let site = try await ModerationSite(engine, .ownEditor)
        let service = site.records.services[0].id
        try await site.test { client in
            let path = "/fr/work/services/\(service)/label"
            var fields = try await client.read(path).page.hiddenFields
            #expect(try await client.send(path, fields) == .unprocessableContent, "a request says why")
            fields["words"] = "Ouvert à tous"
            #expect(try await client.send(path, fields) == .seeOther)
            let page = try await client.read(path).page
            #expect(page.texts(of: "q") == ["Ouvert à tous"] && page.texts(of: "textarea").isEmpty, "it waits: nothing more to ask")
            #expect(try await client.send(path, fields) == .unprocessableContent)
            fields.merge(["criterion": "open", "met": "yes"]) { $1 }
            #expect(try await client.send("\(path)/check", fields) == .notFound, "a team does not check itself")
            fields["act"] = "granted"
            #expect(try await client.send("\(path)/decide", fields) == .notFound)
        }
        let waiting = try await LabelStore(database: site.database).requests(ofService: service)
        #expect(waiting.map(\.state) == [.waiting] && waiting[0].steps.map(\.account) == ["agent"])
    }

    @Test(arguments: TestDatabase.engines)
    func itIsGrantedWhenEveryCriterionIsMetAndWithdrawnWithAReason(engine: TestDatabase.Engine) async throws {
        let (site, service) = try await Self.grantedSite(engine)
        let path = "/fr/work/services/\(service)/label"
        let store = EditStore(database: site.database)
        try await site.test { client in
            let listed = try await client.read("/fr/work/labels").page.texts(of: "a")
            #expect(listed.contains("Douche inventée 1"))
            var fields = try await client.read(path).page.hiddenFields
            fields.merge(["act": "granted", "words": "Visite faite", "until": "2027-11-23"]) { $1 }
            #expect(try await client.send("\(path)/decide", fields) == .unprocessableContent, "nobody looked at the criteria")
            for (criterion, met, then) in [
                ("open", "yes", HTTPResponse.Status.unprocessableContent), ("sign", "no", .unprocessableContent),
                ("sign", "yes", .seeOther),
            ] {
                fields.merge(["criterion": criterion, "met": met]) { $1 }
                #expect(try await client.send("\(path)/check", fields) == .seeOther)
                #expect(try await client.send("\(path)/decide", fields) == then, "\(criterion) \(met)")
            }
        }
        let granted = try await store.open(Service.self, service)?.record.label
        #expect(granted == Label(grantedOn: InventedCity.today, until: Day("2027-11-23")))
        await site.directory.refresh.refresh()
        try await site.test { client in
            #expect(try await client.read("/fr/find?label=1").page.texts(of: "h3") == ["Douche inventée 1"])
            #expect(try await client.read("/fr/services/\(service)").page.texts(of: ".label").count == 1)
            var fields = try await client.read(path).page.hiddenFields
            fields["act"] = "withdrawn"
            #expect(try await client.send("\(path)/decide", fields) == .unprocessableContent, "a withdrawal says why")
            fields["words"] = "Le lieu a déménagé"
            #expect(try await client.send("\(path)/decide", fields) == .seeOther)
            let said = try await client.read(path).page.texts(of: "q")
            #expect(said.contains("Le lieu a déménagé"))
            let entry = try await site.database.history(of: "service", service, limit: 1)[0]
            let undo = ["token": site.token(for: HistoryPage.formName), "entry": String(entry.sequence)]
            #expect(try await client.send("/fr/work/services/\(service)/undo", undo) == .notFound, "no editor gives a label back")
        }
        let withdrawn = try await store.open(Service.self, service)
        #expect(withdrawn?.record.label == nil)
        let payloads = try await site.database.read {
            try $0.values(String.self, "SELECT payload FROM journal_entry WHERE subject_kind = 'label_request' ORDER BY sequence")
        }
        #expect(payloads.count == 6 && !payloads.contains { $0.contains("Visite") }, "reasons can be erased, the journal cannot")
    }

    @Test(arguments: TestDatabase.engines)
    func anImportLeavesTheLabelAndALapsedOneIsAskedForAgain(engine: TestDatabase.Engine) async throws {
        let (site, service) = try await Self.grantedSite(engine)
        let store = LabelStore(database: site.database)
        let act = Act("label.decide", by: .person("coordinator"), for: "public-information")
        for criterion in ["open", "sign"] { #expect(try await store.check(criterion, isMet: true, note: "", of: "ask", act)) }
        let decision = LabelStore.Decision(
            kind: .granted, words: "Vu", until: InventedCity.today, today: InventedCity.today, criteria: InventedCity.label.criteria)
        #expect(try await store.decide(decision, on: "ask", act) == .done)
        #expect(try await store.decide(decision, on: "ask", act) == .over)
        let report = try await DirectoryImport(database: site.database).run(InventedDirectory.reading(site.records), from: "test")
        #expect(report.changed.isEmpty)
        #expect(try await !store.ask("again", for: service, words: "Encore", today: InventedCity.today, act), "it holds today")
        #expect(try await store.ask("again", for: service, words: "Encore", today: InventedCity.today.advanced(by: 1), act))
        let states = try await store.requests(ofService: service).map(\.state)
        #expect(states.contains(.lapsed))
    }

    @Test func exportsCarryTheLabel() async throws {
        let (site, service) = try await Self.grantedSite(.sqlite)
        let act = Act("test", by: .system, for: "test")
        _ = try await EditStore(database: site.database).change(Service.self, service, act) {
            $0.label = Label(grantedOn: InventedCity.today)
        }
        let records = try await site.directory.exchange.everything()
        let taxonomy = try await site.directory.exchange.taxonomy()
        let lines = String(decoding: FlatExport(records, taxonomy: taxonomy).csv(), as: UTF8.self).split(whereSeparator: \.isNewline)
        #expect(lines[0].hasSuffix("label_until,replaces") && lines.contains { $0.contains("2026-11-23") && $0.contains(service) })
    }

    @Test func theShippedCriteriaNameTheirSourceAndSayThatTheyAreNotAll() throws {
        let pack = try CityPack.read(folder: TestFiles.root.appending(path: "packs/paris").path)
        let label = try #require(pack.label)
        #expect(!label.isComplete && label.criteria.allSatisfy { $0.source != nil && $0.text[.french] != nil })
        #expect(pack.freshness?.days(ofThemes: ["eat", "rights"]) == 45 && pack.freshness?.days(ofThemes: []) == 90)
    }

    @Test func strangersAndOtherTeamsSeeNothing() async throws {
        let other = try await ModerationSite(.sqlite, .editor(of: "another"))
        try await other.test { client in
            let page = try await client.read("/fr/work/services/\(other.records.services[0].id)/label")
            let list = try await client.read("/fr/work/labels").page.texts(of: "a")
            #expect(page.status == .notFound && !list.contains("Douche inventée 1"))
        }
        let nobody = try await ModerationSite(.sqlite, .nobody)
        try await nobody.test { client in
            for path in ["labels", "services/\(nobody.records.services[0].id)/label"] {
                let answer = try await client.read("/fr/work/\(path)")
                #expect(answer.location?.hasPrefix("/fr/sign-in?to=") == true)
            }
        }
    }
}
