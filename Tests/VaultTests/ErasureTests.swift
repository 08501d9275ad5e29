import Core
import Database
import Foundation
import TestKit
import Testing
import Vault

@Suite struct ErasureTests {
    @Test(arguments: TestDatabase.engines)
    func whatAnOlderStateBringsBackIsErasedAgain(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        for id in ["a", "b", "c"] { try await kit.save(id, name: "Invented \(id)") }
        let row = try await kit.database.read { session in
            try session.value([UInt8].self, "SELECT wrapped FROM vault_key WHERE subject = 'a'")
        }
        let wrapped = try #require(row)
        try await kit.vault.erase("a", VaultKit.act)
        let list = try await kit.vault.erasedReferences()
        #expect(list == [kit.vault.reference(to: "a")])

        // As the restore of a backup from before leaves it.
        try await kit.database.write(VaultKit.act) { transaction in
            try transaction.execute(
                "UPDATE vault_key SET version = 1, wrapped = \(wrapped), destroyed_at = NULL WHERE subject = 'a'")
            try transaction.journal(.replaced, "key", "older")
        }
        #expect(try await kit.openName("a") == "Invented a")
        #expect(try await kit.vault.eraseAgain(Set(list)) == 1)
        await #expect(throws: VaultError.erased) { try await kit.openName("a") }
        #expect(try await kit.openName("b") == "Invented b")
        #expect(try await kit.vault.eraseAgain(Set(list)) == 0)
    }

    @Test func aBackupFromBeforeAnErasureBringsTheKeyBackAndTheListTakesItAway() async throws {
        let path = TestFolder.shared.newPath("city.sqlite")
        let database = try Database.sqlite(path: path, readers: 2)
        try await Migrator(database, VaultKit.migrations).migrate()
        let keys = MasterKeys.random()
        let kit = try await VaultKit(database, keys: .fixed(keys))
        for id in ["a", "b"] { try await kit.save(id, name: "Invented \(id)") }
        let file = TestFolder.shared.newPath("city.backup")
        try await kit.vault.backUp(sqlite: path, to: file)
        try await kit.vault.erase("a", VaultKit.act)
        let list = try await kit.vault.erasedReferences()

        let target = TestFolder.shared.newPath("restored.sqlite")
        _ = try await Vault.restore(file, sqlite: target, keys: .fixed(keys))
        let restored = try await VaultKit(Database.sqlite(path: target), keys: .fixed(keys))
        #expect(try await restored.openName("a") == "Invented a")
        #expect(try await restored.vault.eraseAgain(Set(list)) == 1)
        await #expect(throws: VaultError.erased) { try await restored.openName("a") }
        #expect(try await restored.openName("b") == "Invented b")
    }

    /// What can be shown of PostgreSQL's own files. Its log (`pg_wal`) keeps the wrapped key for a while: that is not claimed.
    @Test func onPostgreSQLACanaryIsNowhereInClearAndItsKeyLeavesTheTableFilesWhenTheTableIsRewritten() async throws {
        let server = try PostgresServer()
        let database = Database.postgres(url: server.url("postgres"), connections: 2)
        try await Migrator(database, VaultKit.migrations).migrate()
        let kit = try await VaultKit(database, keys: .fixed(.random()))
        let canary = "Kanarienvogel-4711"
        for number in 0..<10 { try await kit.save("other-\(number)", name: "Invented \(number)") }
        try await kit.save("canary", name: canary)
        let row = try await database.read { try $0.value([UInt8].self, "SELECT wrapped FROM vault_key WHERE subject = 'canary'") }
        let key = Data(try #require(row))
        let clear = Data(canary.utf8)
        let forms = [
            clear, Data(clear.base64EncodedString().dropLast(4).utf8), Data(clear.map { String(format: "%02x", $0) }.joined().utf8),
        ]
        try server.run("CHECKPOINT")
        let (everything, tables) = (server.folder, server.folder + "/data/base")
        for form in forms { #expect(try !Self.isFound(form, under: everything)) }
        #expect(try Self.isFound(key, under: tables), "the search finds what is there")

        try await kit.vault.erase("canary", VaultKit.act)
        try server.run("VACUUM FULL vault_key")
        try server.run("CHECKPOINT")
        #expect(try !Self.isFound(key, under: tables))
        for form in forms { #expect(try !Self.isFound(form, under: everything)) }
        await #expect(throws: VaultError.erased) { try await kit.openName("canary") }
        database.close()
    }

    @Test func theFilesOfTheEmbeddedDatabaseAreReadableByNobodyElse() async throws {
        let path = TestFolder.shared.newPath("city.sqlite")
        let database = try Database.sqlite(path: path, readers: 1)
        try await Migrator(database, VaultKit.migrations).migrate()
        let copy = TestFolder.shared.newPath("copy.sqlite")
        try Database.copy(sqlite: path, to: copy)
        for file in [path, path + "-wal", path + "-shm", copy] {
            var status = stat()
            #expect(stat(file, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600, "\(file)")
        }
        database.close()
    }

    private static func isFound(_ needle: Data, under folder: String) throws -> Bool {
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return files.contains { file in
            // A folder, a socket, or a file the server has removed meanwhile.
            guard let bytes = try? Data(contentsOf: URL(filePath: folder + "/" + file)) else { return false }
            return isFound(needle, in: bytes)
        }
    }

    private static func isFound(_ needle: Data, in bytes: Data) -> Bool {
        bytes.withUnsafeBytes { hay in
            needle.withUnsafeBytes { pin in
                guard var place = hay.baseAddress, let wanted = pin.baseAddress, hay.count >= pin.count else { return false }
                let end = place + (hay.count - pin.count)
                while place <= end, let found = memchr(place, Int32(pin[0]), end - place + 1) {
                    if memcmp(found, wanted, pin.count) == 0 { return true }
                    place = UnsafeRawPointer(found) + 1
                }
                return false
            }
        }
    }
}
