import Core
import Database
import Foundation
import TestKit
import Testing
import Vault

@Suite struct KeyTests {
    @Test(arguments: TestDatabase.engines)
    func everyNodeHasTheSameSecrets(engine: TestDatabase.Engine) async throws {
        let keys = KeySource.fixed(.random())
        let nodes = try await TestDatabase.nodes(2, engine, migrations: Vault.migrations)
        async let one = Vault.open(nodes[0], keys: keys)
        async let two = Vault.open(nodes[1], keys: keys)
        let (first, second) = try await (one, two)
        #expect(first.secret(for: "forms") == second.secret(for: "forms"))
        #expect(first.secret(for: "forms").count == 32)
        #expect(first.secret(for: "forms") != first.secret(for: "throttle"))
        #expect(first.reference(to: "a") == second.reference(to: "a"))
        let other = try await VaultKit(engine).vault
        #expect(other.secret(for: "forms") != first.secret(for: "forms"))
    }

    @Test(arguments: TestDatabase.engines)
    func anotherMasterKeyIsRefused(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        await #expect(throws: VaultError.wrongMasterKey(1)) { try await Vault.open(kit.database, keys: .fixed(.random())) }
        let later = MasterKeys.random().addingVersion().removing(version: 1)
        await #expect(throws: VaultError.missingVersion(1)) { try await Vault.open(kit.database, keys: .fixed(later)) }
    }

    @Test func anEmbeddedInstallationMakesItsKeyFileOnceAndForItsOwnerOnly() async throws {
        let folder = TestFolder.shared.newPath("data")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let source = try KeySource.configured(keys: nil, masterKey: nil, dataFolder: URL(filePath: folder), isEmbedded: true)
        let database = try await TestDatabase.open(.sqlite, migrations: Vault.migrations)
        let secret = try await Vault.open(database, keys: source).secret(for: "forms")
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/keys")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try await Vault.open(database, keys: source).secret(for: "forms") == secret)
        // A lost file is not replaced by a new one: that would hide the loss.
        try FileManager.default.removeItem(atPath: folder + "/keys")
        await #expect(throws: Refusal.self) { try await Vault.open(database, keys: source) }
        #expect(!FileManager.default.fileExists(atPath: folder + "/keys"))
    }

    @Test func aKeyFileThatOthersMayReadIsRefused() throws {
        let path = TestFolder.shared.newPath("keys")
        try KeyFile(path: path).write(.random(), replacing: false)
        #expect(try KeyFile(path: path).read().versions == [1])
        for mode in [0o640, 0o604, 0o660] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let refusal = #expect(throws: Refusal.self) { try KeyFile(path: path).read() }
            #expect(refusal?.description.contains("chmod 600") == true)
        }
    }

    @Test(arguments: [
        ("", "no master key"), ("1 abc\n", "64 hexadecimal"), ("x \(hex)\n", "64 hexadecimal"), ("0 \(hex)\n", "64 hexadecimal"),
        ("1 \(hex)\n1 \(hex)\n", "twice"), ("1 \(hex) 2\n", "64 hexadecimal"), ("1 \(hex.dropLast())g", "64 hexadecimal"),
    ])
    func aBrokenKeyTextIsRefusedWithoutRepeatingIt(text: String, reason: String) {
        let refusal = #expect(throws: Refusal.self) { try MasterKeys(text: text, from: "keys") }
        #expect(refusal?.description.contains(reason) == true)
        #expect(refusal?.description.contains(String(Self.hex.prefix(8))) == false)
    }

    @Test func theEnvironmentMayHoldOneKeyOrSeveralVersions() async throws {
        let database = try await TestDatabase.open(.sqlite, migrations: Vault.migrations)
        let one = try await Vault.open(database, keys: .environment(Self.hex)).secret(for: "a")
        let other = String(Self.hex.reversed())
        #expect(try await Vault.open(database, keys: .environment("1 \(Self.hex), 2 \(other)")).secret(for: "a") == one)
    }

    @Test func postgresDemandsAKeyAndTwoSourcesAreOneTooMany() {
        let folder = URL(filePath: "/nonexistent")
        #expect(throws: Refusal.self) { try KeySource.configured(keys: nil, masterKey: nil, dataFolder: folder, isEmbedded: false) }
        #expect(throws: Refusal.self) { try KeySource.configured(keys: "a", masterKey: "b", dataFolder: folder, isEmbedded: true) }
    }

    private static let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
}
