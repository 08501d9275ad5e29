import City
import Core
import Database
import Directory
import Foundation
import Logging
import SearchGenerator
import Vault

/// A whole Parvis around generated services: its database, its directory, its routes.
struct InventedCity {
    /// A Tuesday, 14:10 in Paris, five weeks before Christmas.
    static let now = Instant(seconds: 1_795_525_800)
    static func generated(_ count: Int) -> GeneratedDirectory {
        GeneratedDirectory(count: count, today: Zone.paris.local(now).day)
    }

    let server: CityServer

    /// The master key of databases that live as long as the measurement.
    static let keys = KeySource.environment(String(repeating: "0b", count: 32))

    /// Makes the tables where they are missing.
    ///
    /// - Parameter home: the folder with templates, catalogues and public files.
    init(_ database: Database, home: String, keys: KeySource = keys) async throws {
        try await Migrator(database, CityServer.migrations).migrate()
        let folder = URL(filePath: home)
        let configuration = try Configuration(["PARVIS_HOME": home], workingFolder: folder, executable: folder)
        let vault = try await Vault.open(database, keys: keys)
        server = try CityServer(configuration, database: database, vault: vault, logger: Logger(label: "parvis"), now: { Self.now })
    }

    /// An embedded installation in a folder, as `parvis serve` finds it.
    static func installed(in folder: String, home: String) async throws -> InventedCity {
        let keys = KeySource.file(KeyFile(path: folder + "/keys"), isMadeWhenMissing: true)
        return try await InventedCity(Database.sqlite(path: folder + "/parvis.sqlite"), home: home, keys: keys)
    }

    /// Loads the pack around the services and the services themselves.
    func fill(_ count: Int) async throws {
        let folder = NSTemporaryDirectory() + "/parvis-pack-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try InventedPack.write(to: folder)
        _ = try await server.directory.exchange.load(CityPack.read(folder: folder))
        let time = try await seconds {
            _ = try await server.directory.exchange.bring(Self.generated(count).reading(0..<count), from: "generated")
        }
        progress("\(count) services written in \(Int(time)) s")
    }
}
