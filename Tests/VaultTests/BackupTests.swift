import Core
import Database
import Foundation
import TestKit
import Testing
import Vault

@Suite struct BackupTests {
    private static func installation() async throws -> (kit: VaultKit, path: String, keys: MasterKeys) {
        let path = TestFolder.shared.newPath("city.sqlite")
        let database = try Database.sqlite(path: path, readers: 2)
        try await Migrator(database, VaultKit.migrations).migrate()
        let keys = MasterKeys.random()
        return (try await VaultKit(database, keys: .fixed(keys)), path, keys)
    }

    @Test func whatIsWrittenMeanwhileIsThereOrLaterThanTheBackupAndNothingIsMissing() async throws {
        let (kit, path, keys) = try await Self.installation()
        for number in 0..<200 { try await kit.save("before-\(number)", name: "Invented \(number)") }
        let writing = Task { for number in 0..<200 { try await kit.save("during-\(number)", name: "Invented \(number)") } }
        let file = TestFolder.shared.newPath("city.backup")
        let record = try await kit.vault.backUp(sqlite: path, to: file)
        try await writing.value
        #expect(try await kit.vault.lastBackup() == record)

        let target = TestFolder.shared.newPath("restored.sqlite")
        #expect(try await Vault.restore(file, sqlite: target, keys: .fixed(keys)) == record.journalSequence)
        let restored = try await VaultKit(Database.sqlite(path: target), keys: .fixed(keys))
        for number in 0..<200 { #expect(try await restored.openName("before-\(number)") == "Invented \(number)") }
        let entries = try await restored.database.journal(after: 0, limit: 10_000)
        let original = try await kit.database.journal(after: 0, limit: entries.count)
        #expect(entries == original && entries.last?.sequence == record.journalSequence)
        let people = try await restored.database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM test_person") }
        #expect(people == entries.count { $0.subjectKind == "test_person" }, "a row for each entry, and no other")
        await #expect(throws: Refusal.self) { try await Vault.restore(file, sqlite: target, keys: .fixed(keys)) }
    }

    @Test func anAlteredOrCutBackupIsRefusedAndNothingIsLeft() async throws {
        let (kit, path, keys) = try await Self.installation()
        for number in 0..<20 { try await kit.save("\(number)", name: "Invented") }
        let file = TestFolder.shared.newPath("city.backup")
        try await kit.vault.backUp(sqlite: path, to: file)
        let whole = try Data(contentsOf: URL(filePath: file))
        var broken = [Data(), whole.prefix(10), whole.dropLast(), whole.prefix(whole.count / 2), whole + Data([0]), whole + whole]
        for place in [3, 30, 60, 200, whole.count / 2, whole.count - 1] {
            var altered = whole
            altered[place] ^= 1
            broken.append(altered)
        }
        for bytes in broken {
            let other = TestFolder.shared.newPath("broken.backup")
            try bytes.write(to: URL(filePath: other))
            let target = TestFolder.shared.newPath("restored.sqlite")
            await #expect(throws: (any Error).self) { try await Vault.restore(other, sqlite: target, keys: .fixed(keys)) }
            let left = try FileManager.default.contentsOfDirectory(atPath: URL(filePath: target).deletingLastPathComponent().path)
            #expect(left.isEmpty)
        }
        let target = TestFolder.shared.newPath("restored.sqlite")
        await #expect(throws: Refusal.self) { try await Vault.restore(file, sqlite: target, keys: .fixed(.random())) }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func aCanaryIsNowhereInClearAndAfterErasureItsKeyIsInNoFileOfTheDatabase() async throws {
        let (kit, path, _) = try await Self.installation()
        let canary = "Kanarienvogel-4711"
        for number in 0..<400 { try await kit.save("other-\(number)", name: "Invented \(number)") }
        try await kit.save("canary", name: canary)
        for number in 400..<800 { try await kit.save("other-\(number)", name: "Invented \(number)") }
        let wrapped = try await kit.database.read {
            try $0.value([UInt8].self, "SELECT wrapped FROM vault_key WHERE subject = 'canary'")
        }
        let key = try #require(wrapped)
        let folder = URL(filePath: path).deletingLastPathComponent()
        func isFound(_ needle: Data) throws -> Bool {
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .contains { try Data(contentsOf: $0).range(of: needle) != nil }
        }
        let clear = Data(canary.utf8)
        let forms = [
            clear, try #require(canary.data(using: .utf16LittleEndian)), try #require(canary.data(using: .utf16BigEndian)),
            Data(clear.base64EncodedString().dropLast(4).utf8), Data(clear.map { String(format: "%02x", $0) }.joined().utf8),
        ]
        try await kit.vault.backUp(sqlite: path, to: folder.path + "/before.backup")
        for form in forms { #expect(try !isFound(form)) }
        // The search finds what is there: the wrapped key, before.
        #expect(try isFound(Data(key)))

        try await kit.vault.erase("canary", VaultKit.act)
        try await kit.vault.backUp(sqlite: path, to: folder.path + "/after.backup")
        #expect(try !isFound(Data(key)), "not in the file, its log or a free page")
        for form in forms { #expect(try !isFound(form)) }
        await #expect(throws: VaultError.erased) { try await kit.openName("canary") }
    }
}
