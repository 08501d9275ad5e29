import Access
import Core
import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import TestKit
import Web

@testable import Directory

/// The work pages of an invented city, with one agent signed in.
struct ModerationSite: Sendable {
    let database: Database
    let directory: CityDirectory
    let application: Application<RouterResponder<AppContext>>
    let records: DirectoryRecords

    private static let key = Data(repeating: 7, count: 32)

    enum Who: Sendable {
        case editor(of: String), ownEditor, coordinator, translator, nobody
        case member(_ account: String, of: String?)
    }

    private struct SignedInAs: RouterMiddleware {
        let agent: Agent

        func handle(
            _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            context.identify(agent, at: SnapshotTests.monday)
            return try await next(request, context)
        }
    }

    init(
        _ engine: TestDatabase.Engine, _ who: Who, links: DirectoryLinks = DirectoryLinks(),
        at now: @escaping @Sendable () -> Instant = TestDatabase.systemClock,
        changing change: (inout DirectoryRecords) -> Void = { _ in }
    ) async throws {
        database = try await TestDatabase.open(engine, migrations: CityDirectory.migrations, now: now)
        let parts = CityParts(
            profile: CityProfile(
                id: "invented", name: LocalizedText("Ville inventée", in: .french), zone: "Europe/Paris", defaultLanguage: .french,
                licence: nil, sources: [], label: InventedCity.label, freshness: InventedCity.freshness), areas: InventedCity.areas,
            places: [], terms: InventedCity.terms, sheets: [InventedCity.sheet])
        try await database.write(Act("test", by: .system, for: "test")) { try parts.save(in: $0) }
        var records = InventedDirectory.records(services: 1...2)
        change(&records)
        self.records = records
        _ = try await DirectoryImport(database: database).run(InventedDirectory.reading(records), from: "test")
        let web = try TestWeb()
        let key = Self.key
        let plenty = Throttle.Rate(capacity: 100, refill: 1)
        directory = try CityDirectory(
            database: database, views: web.views, catalogues: web.catalogues,
            formGuard: FormGuard(
                tokens: FormTokens(key: key, now: { 0 }),
                throttle: Throttle(perAddress: plenty, everybody: plenty, key: key, now: { 0 })),
            base: "https://accueil.example", logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { SnapshotTests.monday }, newID: { UUID().uuidString.lowercased() }, links: links,
            translators: { ["agent": "Personne inventée"] })
        try await directory.refresh.start()
        let router = web.router()
        let group = router.group("{language}")
        let grant: Grant? =
            switch who {
            case .editor(let id): Grant(role: "directory-editor", at: .organization(id), from: Instant(seconds: 0))
            case .ownEditor:
                Grant(role: "directory-editor", at: .organization(records.organizations[0].id), from: Instant(seconds: 0))
            case .translator: Grant(role: "translator", at: .city, from: Instant(seconds: 0))
            case .coordinator: Grant(role: "city-coordinator", at: .city, from: Instant(seconds: 0))
            case .member(_, let organization):
                Grant(role: "member", at: .organization(organization ?? records.organizations[0].id), from: Instant(seconds: 0))
            case .nobody: nil
            }
        let account = if case .member(let account, _) = who { account } else { "agent" }
        if let grant {
            let session = SessionFacts(secondFactorAt: SnapshotTests.monday)
            group.add(middleware: SignedInAs(agent: Agent(account: account, grants: [grant], roles: .standard, session: session)))
        }
        directory.addPages(to: group)
        directory.addAPI(to: router.group("api"))
        directory.addWork(to: group)
        application = Application(responder: router.buildResponder())
    }

    func test(_ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void) async throws {
        try await application.test(.router) { try await body($0) }
    }

    /// What a page of this site puts into the hidden field of a form.
    func token(for form: String) -> String { FormTokens(key: Self.key, now: { 0 }).token(for: form) }

    func say(_ kind: Feedback.Kind, _ id: String, of service: String? = nil, _ subject: String?, in area: String? = nil) async throws {
        try await FeedbackStore(database: database).add(
            Feedback(
                id: id, serviceID: service, kind: kind, subject: subject, areaCode: area, words: "Parole inventée \(id)",
                language: .french, receivedAt: SnapshotTests.monday))
    }
}

extension TestClientProtocol {
    func read(_ path: String) async throws -> (status: HTTPResponse.Status, page: HTMLPage, location: String?) {
        try await execute(uri: path, method: .get) { ($0.status, HTMLPage(String(buffer: $0.body)), $0.headers[.location]) }
    }

    func sendAndRead(_ path: String, _ fields: [String: String]) async throws -> (status: HTTPResponse.Status, page: HTMLPage) {
        let body = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        return try await execute(
            uri: path, method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: body.joined(separator: "&"))
        ) { ($0.status, HTMLPage(String(buffer: $0.body))) }
    }

    func send(_ path: String, _ fields: [String: String]) async throws -> HTTPResponse.Status {
        let body = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        return try await execute(
            uri: path, method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: body.joined(separator: "&"))
        ) { $0.status }
    }
}

extension HTMLPage {
    /// The hidden fields of its forms, the first of each name.
    var hiddenFields: [String: String] {
        Dictionary(
            all("input").filter { $0.attributes["type"] == "hidden" }.map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") }
        ) { first, _ in first }
    }
}
