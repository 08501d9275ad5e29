import Access
import Core
import Database
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import TestKit
import Testing
import Web

@testable import Directory

/// A team's pages: what an editor does, and who is refused.
@Suite struct WorkPageTests {
    /// Signs everybody in as one agent, as a session does.
    private struct SignedInAs: RouterMiddleware {
        let agent: Agent
        let moment: Instant

        func handle(
            _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            context.identify(agent, at: moment)
            return try await next(request, context)
        }
    }

    private struct Site: Sendable {
        let database: Database
        let directory: CityDirectory
        let application: Application<RouterResponder<AppContext>>
        let records: DirectoryRecords
        let service: Service
        let place: ServiceAtLocation
    }

    /// - Parameter organization: of which the signed-in person is an editor; nil: nobody is signed in.
    private func site(_ engine: TestDatabase.Engine = .sqlite, editorOf organization: String? = "own") async throws -> Site {
        let database = try await TestDatabase.open(engine, migrations: CityDirectory.migrations)
        let shower = Taxonomy.Term(id: "shower", facet: .need, parentID: "wash", label: LocalizedText("Douche", in: .french))
        let wash = Taxonomy.Term(id: "wash", facet: .theme, label: LocalizedText("Se laver", in: .french))
        let profile = CityProfile(
            id: "invented", name: LocalizedText("Ville inventée", in: .french), zone: "Europe/Paris", defaultLanguage: .french,
            licence: nil, sources: [])
        let parts = CityParts(profile: profile, areas: [], places: [], terms: [wash, shower], sheets: [])
        try await database.write(Act("test", by: .system, for: "test")) { try parts.save(in: $0) }
        let records = InventedDirectory.records(services: 1...2)
        _ = try await DirectoryImport(database: database).run(InventedDirectory.reading(records), from: "test")
        let web = try TestWeb()
        let key = Data(repeating: 7, count: 32)
        let guarding = FormGuard(
            tokens: FormTokens(key: key, now: { 0 }),
            throttle: Throttle(
                perAddress: .init(capacity: 100, refill: 1), everybody: .init(capacity: 100, refill: 1), key: key, now: { 0 }))
        let directory = try CityDirectory(
            database: database, views: web.views, catalogues: web.catalogues, formGuard: guarding, base: "https://accueil.example",
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), now: { SnapshotTests.monday },
            newID: { UUID().uuidString.lowercased() })
        try await directory.refresh.start()
        let router = web.router()
        let group = router.group("{language}")
        if let organization {
            let id = organization == "own" ? records.organizations[0].id : organization
            let grant = Grant(role: "directory-editor", at: .organization(id), from: Instant(seconds: 0))
            let agent = Agent(
                account: "editor", grants: [grant], roles: .standard, session: SessionFacts(secondFactorAt: SnapshotTests.monday))
            group.add(middleware: SignedInAs(agent: agent, moment: SnapshotTests.monday))
        }
        directory.addWork(to: group)
        return Site(
            database: database, directory: directory, application: Application(responder: router.buildResponder()), records: records,
            service: records.services[0],
            place: records.servicesAtLocations[0])
    }

    private func fields(_ page: HTMLPage, form index: Int = 0) -> [String: String] {
        Dictionary(
            page.all("input").compactMap { input in
                input.attributes["type"] == "hidden" ? input.attributes["name"].map { ($0, input.attributes["value"] ?? "") } : nil
            }
        ) { first, _ in first }
    }

    @Test func strangersAreSentToSignIn() async throws {
        let site = try await site(editorOf: nil)
        try await site.application.test(.router) { client in
            for path in ["work", "work/services/\(site.service.id)", "work/places/\(site.place.id)/hours", "work/closures"] {
                let (status, location) = try await client.execute(uri: "/fr/\(path)", method: .get) { ($0.status, $0.headers[.location]) }
                #expect(status == .seeOther && location?.hasPrefix("/fr/sign-in?to=") == true, "\(path)")
            }
        }
    }

    @Test func anothersServiceAnswersLikeOneThatDoesNotExist() async throws {
        let site = try await site(editorOf: "another")
        try await site.application.test(.router) { client in
            // The link that changes the language leads back to the address that was asked for: nothing else may differ.
            func body(_ id: String) async throws -> String {
                try await client.execute(uri: "/fr/work/services/\(id)", method: .get) { answer in
                    #expect(answer.status == .notFound)
                    return String(buffer: answer.body).replacing(id, with: "")
                }
            }
            let other = try await body(site.service.id)
            let none = try await body("00000000-0000-0000-0000-000000000000")
            #expect(other == none)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anEditorChangesTheNameAndEverybodyReadsIt(engine: TestDatabase.Engine) async throws {
        let site = try await site(engine)
        try await site.application.test(.router) { client in
            let path = "/fr/work/services/\(site.service.id)"
            var fields = fields(try await client.page(path).page)
            fields.merge(["name": "Douche chaude inventée", "needs": "shower", "status": "active", "act": "save"]) { $1 }
            let saved = try await client.post(path, fields)
            #expect(saved.status == .seeOther, "\(saved.page.texts(of: ".error"))")
            fields["website"] = "exemple"
            let refused = try await client.post(path, fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.page.all("input").contains { $0.attributes["value"] == "exemple" }, "what was typed stays")
        }
        let name = try await EditStore(database: site.database).open(Service.self, site.service.id)?.record.name
        #expect(name?[.french] == "Douche chaude inventée")
    }

    @Test func aWithdrawnServiceStaysSoUntilSomebodySaysOtherwise() async throws {
        let site = try await site()
        let act = Act("test", by: .system, for: "test")
        let store = EditStore(database: site.database)
        let position = try await site.database.lastSequence()
        _ = try await store.change(Service.self, site.service.id, openedAt: position, act) { $0.status = .defunct }
        try await site.application.test(.router) { client in
            let page = try await client.page("/fr/work/services/\(site.service.id)").page
            let chosen = page.all("option").filter { $0.attributes["selected"] != nil }.compactMap { $0.attributes["value"] }
            #expect(chosen.contains("defunct") && !chosen.contains("active"))
        }
    }

    @Test func theWeekIsShownBeforeItIsSaved() async throws {
        let site = try await site()
        try await site.application.test(.router) { client in
            let path = "/fr/work/places/\(site.place.id)/hours"
            let page = try await client.page(path).page
            #expect(page.all("input").first { $0.attributes["name"] == "moa" }?.attributes["value"] == "09:00")
            var fields = fields(page)
            fields.merge(["way": "rows", "tua": "10:00", "tub": "11:00", "act": "show"]) { $1 }
            let shown = try await client.post(path, fields)
            #expect(shown.status == .ok && shown.page.texts(of: "td").contains { $0.contains("10:00") })
            #expect(try await client.page(path).page.all("input").first { $0.attributes["name"] == "moa" }?.attributes["value"] == "09:00")
            fields["act"] = "save"
            #expect(try await client.post(path, fields).status == .seeOther)
        }
        let place = try await EditStore(database: site.database).open(ServiceAtLocation.self, site.place.id)?.record
        #expect(place?.hours == "Tu 10:00-11:00")
    }

    @Test func manyPlacesCloseAtOnceAndOpenAgain() async throws {
        let site = try await site()
        try await site.application.test(.router) { client in
            let page = try await client.page("/fr/work/closures").page
            let token = fields(page)["token"] ?? ""
            let places = site.records.servicesAtLocations.map { "place=\($0.id)" }.joined(separator: "&")
            let body = "token=\(token)&from=2027-05-01&reason=F%C3%AAte&\(places)"
            let status = try await client.execute(
                uri: "/fr/work/closures", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
                body: ByteBuffer(string: body)
            ) { $0.status }
            #expect(status == .seeOther)
        }
        for place in site.records.servicesAtLocations {
            let closures = try await EditStore(database: site.database).open(ServiceAtLocation.self, place.id)?.record.closures
            #expect(closures?.map(\.from) == [Day(year: 2027, month: 5, day: 1)])
        }
    }

    @Test func aChangeIsInTheHistoryAndIsUndone() async throws {
        let site = try await site()
        try await site.application.test(.router) { client in
            let path = "/fr/work/services/\(site.service.id)"
            var fields = fields(try await client.page(path).page)
            fields.merge(["name": "Faute de frappe", "needs": "shower", "status": "active", "act": "save"]) { $1 }
            #expect(try await client.post(path, fields).status == .seeOther)
            let history = try await client.page("\(path)/history").page
            #expect(history.texts(of: "ins").contains("Faute de frappe"))
            let undone = try await client.post("\(path)/undo", self.fields(history))
            #expect(undone.status == .seeOther)
        }
        let name = try await EditStore(database: site.database).open(Service.self, site.service.id)?.record.name
        #expect(name?[.french] == "Douche inventée 1")
    }
}

extension TestClientProtocol {
    fileprivate func page(_ path: String) async throws -> (status: HTTPResponse.Status, page: HTMLPage) {
        try await execute(uri: path, method: .get) { ($0.status, HTMLPage(String(buffer: $0.body))) }
    }

    fileprivate func post(_ path: String, _ fields: [String: String]) async throws -> (status: HTTPResponse.Status, page: HTMLPage) {
        let allowed = CharacterSet.alphanumerics
        let body = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }.joined(separator: "&")
        return try await execute(
            uri: path, method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], body: ByteBuffer(string: body)
        ) { ($0.status, HTMLPage(String(buffer: $0.body))) }
    }
}
