import Core
import Database
import Directory
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import TestKit
import Vault
import Web

@testable import City

/// A whole Parvis on an empty database, at a moment that stands still.
struct TestCity: Sendable {
    let database: Database
    let directory: CityDirectory
    let routes: [String]
    let journal: JournalKeeping
    private let application: Application<RouterResponder<AppContext>>

    /// Sunday, 29 November 2026, 19:30 in Paris.
    static let sundayEvening = Instant(seconds: 1_795_977_000)

    /// - Parameters:
    ///   - pack: the folder of the city pack to load; the shipped Paris by default, nil for none.
    ///   - settings: variables of the environment beside those every test has.
    init(
        _ engine: TestDatabase.Engine, pack: String? = "packs/paris", at moment: Instant = sundayEvening, settings: [String: String] = [:]
    ) async throws {
        database = try await TestDatabase.open(engine, migrations: CityServer.migrations)
        var environment = ["PARVIS_HOME": TestFiles.root.path, "PARVIS_PUBLIC_URL": "https://accueil.example"]
        environment["PARVIS_DATA"] = "/nonexistent"
        environment.merge(settings) { _, new in new }
        let configuration = try Configuration(environment, workingFolder: TestFiles.root, executable: TestFiles.root)
        let server = try CityServer(
            configuration, database: database, vault: try await Vault.open(database, keys: .fixed(.random())),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), now: { moment })
        directory = server.directory
        routes = server.routes
        journal = server.journal
        if let pack { _ = try await directory.exchange.load(CityPack.read(folder: TestFiles.root.appending(path: pack).path)) }
        try await directory.refresh.start()
        application = Application(responder: server.router.buildResponder())
    }

    /// One city for tests that only read.
    static var shared: TestCity {
        get async throws { try await reading.value }
    }
    private static let reading = Task { try await TestCity(.sqlite) }

    /// Sends requests without a socket.
    func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await application.test(.router, body)
    }
}

extension TestClientProtocol {
    func page(_ path: String, headers: HTTPFields = [:]) async throws -> (status: HTTPResponse.Status, page: HTMLPage, headers: HTTPFields)
    {
        try await execute(uri: path, method: .get, headers: headers) { response in
            (response.status, HTMLPage(String(buffer: response.body)), response.headers)
        }
    }

    func json(_ path: String) async throws -> (status: HTTPResponse.Status, json: [String: Any]) {
        let (status, data) = try await execute(uri: path, method: .get) { ($0.status, Data($0.body.readableBytesView)) }
        return (status, try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:])
    }
}
