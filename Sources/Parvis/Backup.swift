import ArgumentParser
import City
import Core
import Foundation
import Vault

/// `parvis backup`
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write an encrypted backup of the embedded database while it serves; the key file is not in it, keep it elsewhere.")

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    func run() async throws {
        let setting = try await Setting.open()
        try EmbeddedOnly.check(setting.configuration)
        let record = try await setting.vault().backUp(sqlite: EmbeddedOnly.path(setting.configuration), to: file)
        print("\(file): \(record.bytes) bytes, journal up to \(record.journalSequence), SHA-256 \(record.digest)")
    }
}

/// `parvis restore`
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Restore a backup into an empty data folder, where the key file was put before; all of it, or nothing.")

    @Argument(help: "The backup.")
    var file: String

    func run() async throws {
        let configuration = try Setting.configuration()
        try EmbeddedOnly.check(configuration)
        let sequence = try await Vault.restore(
            file, sqlite: EmbeddedOnly.path(configuration), keys: CityServer.keySource(configuration))
        print("Restored, journal up to \(sequence).")
    }
}

/// PostgreSQL has its own tools for this.
private enum EmbeddedOnly {
    static func check(_ configuration: Configuration) throws {
        guard configuration.databaseURL != nil else { return }
        throw Refusal(
            "names PostgreSQL; take and restore its backups with pg_dump --format=custom and pg_restore, and keep the key file apart from them",
            at: .init(field: "PARVIS_DATABASE_URL"))
    }

    static func path(_ configuration: Configuration) -> String { configuration.data.appending(path: "parvis.sqlite").path }
}
