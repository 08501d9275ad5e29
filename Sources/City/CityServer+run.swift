import Accounts
import Background
import Core
import Database
import Directory
import Foundation
import Hummingbird
import Logging
import Sealing
import ServiceLifecycle
import UnixSignals
import Vault

extension CityServer {
    /// Opens the database that the configuration names, the embedded one by default.
    package static func openDatabase(_ configuration: Configuration) throws -> Database {
        if let url = configuration.databaseURL { return Database.postgres(url: url, now: { .systemClock }) }
        do {
            // A folder that is there keeps its rights: whoever runs Parvis chose them.
            try FileManager.default.createDirectory(
                at: configuration.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            let path = configuration.data.path
            throw Refusal("the folder \(path) cannot be made; name one where Parvis may write", at: .init(field: "PARVIS_DATA"))
        }
        return try Database.sqlite(path: configuration.data.appending(path: "parvis.sqlite").path, now: { .systemClock })
    }

    /// Brings the embedded database up to date; on PostgreSQL a missing migration is refused, because other nodes may be running.
    package static func prepare(_ database: Database, _ configuration: Configuration) async throws {
        let migrator = Migrator(database, migrations)
        if configuration.databaseURL == nil { _ = try await migrator.migrate() } else { try await migrator.check() }
    }

    /// Where the configuration says the master keys are.
    package static func keySource(_ configuration: Configuration) throws -> KeySource {
        try KeySource.configured(
            keys: configuration.keys, masterKey: configuration.masterKey, dataFolder: configuration.data,
            isEmbedded: configuration.databaseURL == nil)
    }

    /// The key that signs the journal's checkpoints, the same on every node.
    package static func checkpointKey(_ vault: Vault) throws -> CheckpointKey {
        guard let key = CheckpointKey(seed: vault.secret(for: "checkpoints")) else {
            throw Refusal("the vault gives no key for the checkpoints; its secrets are 32 bytes long")
        }
        return key
    }

    /// Loads the city pack into a database that has no city yet; returns what it did.
    package func loadPackIfEmpty() async throws -> ImportReport? {
        guard try await directory.exchange.isEmpty() else { return nil }
        return try await directory.exchange.load(CityPack.read(folder: try configuration.packFolder))
    }

    /// Serves until the process is told to stop; requests under way are finished first.
    package func run() async throws {
        try await organizations.begin()
        try await directory.refresh.start()
        let application = Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            onServerRunning: { [logger, configuration] channel in
                let port = channel.localAddress?.port ?? configuration.port
                logger.notice("Parvis listens", metadata: ["address": "http://\(configuration.host):\(port)/"])
            },
            logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                // The last to stop is the journal, which is then sealed whole.
                services: [
                    .init(service: journal), .init(service: application), .init(service: Following(refresh: directory.refresh)),
                    .init(service: Working(runner: background.runner(directory.jobs))), .init(service: Telling(news: background.news)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        database.close()
    }
}

/// Follows the journal as long as the server runs.
private struct Following: ServiceLifecycle.Service {
    let refresh: SnapshotRefresh

    func run() async throws {
        await cancelWhenGracefulShutdown { await refresh.run() }
    }
}

/// Does the jobs of this node as long as the server runs.
private struct Working: ServiceLifecycle.Service {
    let runner: JobRunner

    func run() async throws {
        await cancelWhenGracefulShutdown { await runner.run() }
    }
}

/// Tells other systems of changes as long as the server runs.
private struct Telling: ServiceLifecycle.Service {
    let news: WebhookNews

    func run() async throws {
        await cancelWhenGracefulShutdown { await news.run() }
    }
}
