import ArgumentParser
import City
import Core
import Foundation
import Vault

/// `parvis keys`
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The master keys that seal what is personal: see them, renew them, forget old ones.",
        discussion: """
            New keys in three steps: “keys new” adds a version to the key file (copy the file to every node and to a safe place),
            “keys rotate” wraps every key by it while the city goes on, “keys retire VERSION” forgets the old one.
            """,
        subcommands: [KeysStatus.self, KeysNew.self, KeysRotate.self, KeysRetire.self, KeysErased.self, KeysEraseAgain.self])
}

/// `parvis keys status`
struct KeysStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Which version of the master key wraps how many keys.")

    func run() async throws {
        let status = try await Setting.open().vault().status()
        for version in Set(status.available).union(status.needed).sorted() {
            var notes: [String] = []
            if version == status.current { notes.append("in use") }
            if !status.available.contains(version) { notes.append("NOT GIVEN TO THIS PROCESS") }
            if !status.needed.contains(version) {
                notes.append(version > status.current ? "new: run “parvis keys rotate”" : "can be retired")
            }
            print("version \(version): \(status.counts[version] ?? 0) keys\(notes.isEmpty ? "" : ", " + notes.joined(separator: ", "))")
        }
        print("destroyed: \(status.destroyed) keys")
    }
}

/// `parvis keys new`
struct KeysNew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a master key: a new version in the key file, or the file itself. Nothing uses it before “rotate”.")

    func run() async throws {
        let configuration = try Setting.configuration()
        guard let file = try CityServer.keySource(configuration).file else {
            throw Refusal(
                "the master keys come from the environment; add “, VERSION KEY” there yourself, or use a file (PARVIS_KEYS)",
                at: .init(field: "PARVIS_MASTER_KEY"))
        }
        let keys = file.exists ? try file.read().addingVersion() : .random()
        try file.write(keys, replacing: file.exists)
        print("\(file.path): version \(keys.newest) is new. Keep a copy of the file where no backup of the database is.")
    }
}

/// `parvis keys rotate`
struct KeysRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Wrap every key by the newest master key while the city goes on; run it again when it was stopped.")

    func run() async throws {
        let vault = try await Setting.open().vault()
        let progress = Progress()
        let result = try await vault.rotate { step in progress.show("\(step.done) of \(step.total) keys") }
        progress.end()
        print("\(result.done) keys are now wrapped by version \(result.version) of the master key.")
    }
}

/// `parvis keys retire`
struct KeysRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract:
            "Remove an old version from the key file: what only it wrapped (erased keys, backups before the rotation) is lost for ever.")

    @Argument(help: "The version.")
    var version: Int

    func run() async throws {
        let setting = try await Setting.open()
        try await setting.vault().refuseToRetire(version)
        guard let file = try CityServer.keySource(setting.configuration).file else {
            print("Nothing needs version \(version) any more: remove it from PARVIS_MASTER_KEY and from its copies.")
            return
        }
        try file.write(file.read().removing(version: version), replacing: true)
        print("\(file.path): version \(version) is gone. Remove it from the copies of the file too, and start the servers again.")
    }
}
