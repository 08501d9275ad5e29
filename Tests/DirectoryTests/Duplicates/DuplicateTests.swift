import Core
import Database
import HTTPTypes
import Synchronization
import TestKit
import Testing
import Web

@testable import Directory

/// Two services of two sources that are one: made one, and two again.
@Suite struct DuplicateTests {
    /// The same shower as another source has it.
    static func elsewhere() -> DirectoryRecords {
        var records = DirectoryRecords()
        func provenance(_ id: String) -> Provenance { Provenance(source: "elsewhere", sourceID: id) }
        let organization = Organization(
            id: provenance("o").identifier("organization"), name: "Association Inventée", provenance: provenance("o"))
        var location = Location(id: provenance("l").identifier("location"), provenance: provenance("l"))
        location.name = "Bains inventés"
        location.coordinate = Coordinate(latitude: 48.851, longitude: 2.35)
        location.precision = .exact
        var service = Service(
            id: provenance("s").identifier("service"), organizationID: organization.id, name: LocalizedText("Les douches", in: .french),
            provenance: provenance("s"))
        service.needs = ["shower"]
        service.email = "douches@exemple.example"
        service.phones = [Phone(number: "01 99 00 00 01")]
        var place = ServiceAtLocation(
            id: provenance("p").identifier("service_at_location"), serviceID: service.id, locationID: location.id,
            provenance: provenance("p"))
        place.hours = "Mo 10:00-12:00"
        records.organizations = [organization]
        records.locations = [location]
        records.services = [service]
        records.servicesAtLocations = [place]
        return records
    }

    private struct Case: Sendable {
        let site: ModerationSite
        let mine: Service
        let theirs = DuplicateTests.elsewhere().services[0]
        let theirPlace = DuplicateTests.elsewhere().servicesAtLocations[0]
        var store: DuplicateStore { DuplicateStore(database: site.database) }

        func bring() async throws -> ImportReport {
            try await DirectoryImport(database: site.database).run(InventedDirectory.reading(DuplicateTests.elsewhere()), from: "elsewhere")
        }

        func found() async throws -> [String] {
            await site.directory.refresh.refresh()
            let answer = try await FindNames(site).names()
            return answer
        }
    }

    /// Names of what the find page lists.
    private struct FindNames {
        let site: ModerationSite
        init(_ site: ModerationSite) { self.site = site }
        func names() async throws -> [String] {
            let found = Kept()
            try await site.test { client in
                let names = try await client.read("/fr/find").page.texts(of: "h3")
                found.set(names)
            }
            return found.names.sorted()
        }
    }

    private func site(_ engine: TestDatabase.Engine, _ who: ModerationSite.Who = .coordinator) async throws -> Case {
        let site = try await ModerationSite(engine, who)
        var records = site.records
        records.locations[0].name = "Bains inventés"
        _ = try await DirectoryImport(database: site.database).run(InventedDirectory.reading(records), from: "test")
        let test = Case(site: site, mine: site.records.services[0])
        #expect(try await test.bring().suspects.count == 1)
        return test
    }

    @Test(arguments: TestDatabase.engines)
    func twoBecomeOneFieldByFieldAndTwoAgain(engine: TestDatabase.Engine) async throws {
        let test = try await site(engine)
        #expect(try await test.found() == ["Douche inventée 1", "Douche inventée 2", "Les douches"])
        let pair = try #require(try await test.store.waiting(limit: 10).first)
        let mineIsFirst = pair.first.id == test.mine.id
        let (mine, theirs) = mineIsFirst ? ("first", "second") : ("second", "first")
        let path = "/fr/work/duplicates/\(pair.id)"
        try await test.site.test { client in
            var fields = try await client.read(path).page.hiddenFields
            let unchosen = try await client.send(path, fields)
            #expect(unchosen == .unprocessableContent, "which one stays is said")
            fields.merge(["act": "merge", "survivor": mine, "field-email": theirs, "field-name": mine]) { $1 }
            #expect(try await client.send(path, fields) == .seeOther)
            #expect(try await client.send(path, fields) == .notFound, "the pair is answered")
        }
        #expect(try await test.found() == ["Douche inventée 1", "Douche inventée 2"])
        let edits = EditStore(database: test.site.database)
        let merged = try #require(try await edits.open(Service.self, test.mine.id)?.record)
        #expect(merged.email == "douches@exemple.example" && merged.phones.isEmpty && merged.replaces == [test.theirs.id])
        let exported = try await test.site.directory.exchange.everything()
        #expect(exported.services.map(\.id).contains(test.mine.id) && !exported.services.map(\.id).contains(test.theirs.id))
        #expect(!exported.servicesAtLocations.map(\.serviceID).contains(test.theirs.id))
        try await test.site.test { client in
            let old = try await client.read("/fr/services/\(test.theirs.id)?theme=wash")
            #expect(old.status == .movedPermanently && old.location == "/fr/services/\(test.mine.id)?theme=wash")
            let record = try await client.read("/api/hsds/services/\(test.theirs.id)")
            #expect(record.status == .movedPermanently && record.location?.hasSuffix("/api/hsds/services/\(test.mine.id)") == true)
            let all = try await client.execute(uri: "/api/hsds/services?full=true", method: .get) { String(buffer: $0.body) }
            #expect(all.contains("\"replaces\":[\"\(test.theirs.id)\"]") && !all.contains("\"id\":\"\(test.theirs.id)\""))
            let staff = try await client.read("/ar/services/\(test.theirs.id)/show")
            #expect(staff.location == "/ar/services/\(test.mine.id)/show")
        }
        // Both sources come again: nothing is asked anew, nothing comes back, nothing chosen is lost.
        #expect(try await test.bring().suspects.isEmpty)
        _ = try await DirectoryImport(database: test.site.database).run(InventedDirectory.reading(test.site.records), from: "test")
        #expect(try await test.found() == ["Douche inventée 1", "Douche inventée 2"])
        let kept = try await edits.open(Service.self, test.mine.id)?.record
        #expect(kept?.email == "douches@exemple.example" && kept?.replaces == [test.theirs.id])
        // What was changed since the merge stays when it is undone.
        let act = Act("directory.edit", by: .person("editor"), for: "public-information")
        _ = try await edits.change(Service.self, test.mine.id, act) { $0.name = LocalizedText("Douche chaude", in: .french) }
        try await test.site.test { client in
            let fields = try await client.read("/fr/work/duplicates").page.hiddenFields
            #expect(try await client.send("/fr/work/duplicates", fields) == .seeOther)
            #expect(try await client.send("/fr/work/duplicates", fields) == .notFound)
            let back = try await client.read("/fr/services/\(test.theirs.id)").status
            #expect(back == .ok)
        }
        let undone = try await edits.open(Service.self, test.mine.id)?.record
        #expect(undone?.email == nil && undone?.replaces == nil && undone?.name[.french] == "Douche chaude")
        #expect(try await test.found() == ["Douche chaude", "Douche inventée 2", "Les douches"])
    }

    @Test(arguments: TestDatabase.engines)
    func aPlaceCanStayWithTheSurvivorAndGoesBack(engine: TestDatabase.Engine) async throws {
        let test = try await site(engine)
        let act = Act("merge.make", by: .person("agent"), for: "public-information")
        let choice = DuplicateStore.Choice(id: "m", from: test.theirs.id, to: test.mine.id, taken: [], places: [test.theirPlace.id])
        #expect(try await test.store.merge(choice, act))
        let edits = EditStore(database: test.site.database)
        let moved = try await edits.open(ServiceAtLocation.self, test.theirPlace.id)?.record.serviceID
        #expect(moved == test.mine.id)
        #expect(try await test.bring().changed.isEmpty)
        #expect(try await test.store.undo("m", act))
        #expect(try await !test.store.undo("m", act))
        let back = try await edits.open(ServiceAtLocation.self, test.theirPlace.id)?.record.serviceID
        #expect(back == test.theirs.id)
        #expect(try await test.bring().changed.isEmpty)
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsNotADuplicateIsNotAskedAgain(engine: TestDatabase.Engine) async throws {
        let test = try await site(engine)
        let pair = try #require(try await test.store.waiting(limit: 10).first)
        try await test.site.test { client in
            var fields = try await client.read("/fr/work/duplicates/\(pair.id)").page.hiddenFields
            fields["act"] = "different"
            #expect(try await client.send("/fr/work/duplicates/\(pair.id)", fields) == .seeOther)
        }
        _ = try await test.bring()
        try await test.site.database.write(Act("test", by: .system, for: "test")) { transaction in
            let records = try DirectoryStore.everything(in: transaction).records
            try DuplicateStore.note(DuplicateSuspects(records).pairs(), in: transaction)
            try transaction.journal(.seen, "test", "test")
        }
        #expect(try await test.store.waiting(limit: 10).isEmpty)
        #expect(try await test.found().count == 3)
    }

    @Test func onlyTheCityMerges() async throws {
        let test = try await site(.sqlite, .ownEditor)
        let pair = try #require(try await test.store.waiting(limit: 10).first)
        try await test.site.test { client in
            let list = try await client.read("/fr/work/duplicates").status
            let page = try await client.read("/fr/work/duplicates/\(pair.id)").status
            let sent = try await client.send(
                "/fr/work/duplicates/\(pair.id)", ["token": test.site.token(for: DuplicatePage.formName), "act": "different"])
            #expect(list == .notFound && page == .notFound && sent == .notFound)
        }
    }
}

/// Names kept across a closure.
private final class Kept: Sendable {
    private let kept = Mutex<[String]>([])
    var names: [String] { kept.withLock { $0 } }
    func set(_ names: [String]) { kept.withLock { $0 = names } }
}
