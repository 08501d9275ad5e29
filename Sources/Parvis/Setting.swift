import City
import Core
import Database
import Directory
import Foundation
import Logging
import Vault

/// What every command starts from: the configuration and the open database.
struct Setting {
    let configuration: Configuration
    let database: Database
    let logger: Logger

    /// - Parameter migrates: brings the embedded database up to date first, as `serve` and imports do.
    static func open(migrates: Bool = true) async throws -> Setting {
        let configuration = try configuration()
        let database = try CityServer.openDatabase(configuration)
        if migrates { try await CityServer.prepare(database, configuration) }
        return Setting(configuration: configuration, database: database, logger: logger())
    }

    private static func logger() -> Logger { Logger(label: "parvis") { OneLineLog(StreamLogHandler.standardError(label: $0)) } }

    static func configuration() throws -> Configuration {
        try Configuration(
            ProcessInfo.processInfo.environment, workingFolder: URL(filePath: FileManager.default.currentDirectoryPath),
            executable: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
    }

    /// What imports and exports need: neither templates nor words.
    var exchange: DirectoryExchange { DirectoryExchange(database: database) }

    /// Texts for translators.
    var translations: TranslationExchange { TranslationExchange(database: database) }

    func vault() async throws -> Vault {
        try await Vault.open(database, keys: CityServer.keySource(configuration))
    }

    func server() async throws -> CityServer {
        try CityServer(configuration, database: database, vault: await vault(), logger: logger)
    }
}
