import City
import Core
import Database
import Directory
import Foundation
import Logging
import SearchGenerator

/// A whole Parvis around generated services: its database, its directory, its routes.
struct InventedCity {
    /// A Tuesday, 14:10 in Paris, five weeks before Christmas.
    static let now = Instant(seconds: 1_795_525_800)
    static func generated(_ count: Int) -> GeneratedDirectory {
        GeneratedDirectory(count: count, today: Zone.paris.local(now).day)
    }

    let server: CityServer

    /// - Parameter home: the folder with templates, catalogues and public files.
    init(_ database: Database, home: String) throws {
        let folder = URL(filePath: home)
        let configuration = try Configuration(["PARVIS_HOME": home], workingFolder: folder, executable: folder)
        server = try CityServer(configuration, database: database, logger: Logger(label: "parvis"), now: { Self.now })
    }

    /// Makes the tables, loads the pack around the services and the services themselves.
    func fill(_ count: Int) async throws {
        try await Migrator(server.database, CityServer.migrations).migrate()
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
