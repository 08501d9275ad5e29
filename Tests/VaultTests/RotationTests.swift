import Core
import Database
import Foundation
import Synchronization
import TestKit
import Testing
import Vault

@Suite struct RotationTests {
    /// So many subjects with a sealed name each.
    private static func fill(_ kit: VaultKit, _ count: Int) async throws {
        try await kit.database.write(VaultKit.act) { transaction in
            let ids = (0..<count).map { "person-\($0)" }
            let keys = try kit.vault.keys(of: ids, making: transaction)
            for id in ids {
                let sealed = try keys.seal("Invented \(id)", at: VaultKit.name.at(row: id, of: id))
                try transaction.execute("INSERT INTO test_person (id, name, last_contact_at) VALUES (\(id), \(sealed), \(transaction.now))")
            }
            try transaction.journal(.replaced, "test_person", "all")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everyKeyIsWrappedAnewAndNothingElseChanges(engine: TestDatabase.Engine) async throws {
        let keys = MasterKeys.random()
        let kit = try await VaultKit(engine, keys: .fixed(keys))
        try await Self.fill(kit, 2_500)
        try await kit.vault.erase("person-7", VaultKit.act)
        let sealed = try await kit.sealedName("person-1")
        let secret = kit.vault.secret(for: "forms")

        let both = keys.addingVersion()
        let node = try await Vault.open(kit.database, keys: .fixed(both))
        #expect(try await node.status().counts == [1: 2_499])
        let steps = Mutex<[RotationProgress]>([])
        try await node.rotate { step in steps.withLock { $0.append(step) } }
        #expect(steps.withLock { $0 }.map(\.done) == [0, 1_000, 2_000, 2_499])
        let status = try await node.status()
        #expect(status.counts == [2: 2_499] && status.current == 2 && status.destroyed == 1 && status.isRotated)

        // Only the new version is left to this process: everything opens, the secrets are what they were.
        let after = try await VaultKit(kit.database, keys: .fixed(both.removing(version: 1)))
        #expect(try await after.openName("person-1") == "Invented person-1")
        #expect(try await after.sealedName("person-1") == sealed)
        #expect(after.vault.secret(for: "forms") == secret)
        await #expect(throws: VaultError.erased) { try await after.openName("person-7") }
    }

    @Test(arguments: TestDatabase.engines)
    func aRotationThatWasStoppedGoesOn(engine: TestDatabase.Engine) async throws {
        let keys = MasterKeys.random()
        let kit = try await VaultKit(engine, keys: .fixed(keys))
        try await Self.fill(kit, 2_500)
        let node = try await Vault.open(kit.database, keys: .fixed(keys.addingVersion()))
        let rotation = Task {
            try await node.rotate { step in if step.done >= 1_000 { withUnsafeCurrentTask { $0?.cancel() } } }
        }
        await #expect(throws: CancellationError.self) { try await rotation.value }
        let half = try await node.status()
        #expect(half.counts == [1: 1_500, 2: 1_000] && !half.isRotated)
        await #expect(throws: Refusal.self) { try await node.refuseToRetire(1) }
        // Meanwhile everything opens, whichever version wraps its key.
        let meanwhile = VaultKit(database: kit.database, vault: node)
        for id in ["person-0", "person-999"] { #expect(try await meanwhile.openName(id) == "Invented \(id)") }
        #expect(try await node.rotate().done == 1_500)
        try await node.refuseToRetire(1)
        await #expect(throws: Refusal.self) { try await node.refuseToRetire(2) }
    }

    @Test(arguments: TestDatabase.engines)
    func whoWritesAndErasesMeanwhileLosesNothingAndNobodyComesBack(engine: TestDatabase.Engine) async throws {
        let keys = MasterKeys.random()
        let kit = try await VaultKit(engine, keys: .fixed(keys))
        try await Self.fill(kit, 3_000)
        let node = try await VaultKit(kit.database, keys: .fixed(keys.addingVersion()))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await node.vault.rotate() }
            group.addTask { for number in 0..<40 { try await node.save("new-\(number)", name: "Invented new") } }
            group.addTask { for number in 0..<40 { try await node.vault.erase("person-\(number * 70)", VaultKit.act) } }
            group.addTask {
                for number in 0..<200 {
                    let name = try await node.openName("person-\(number * 14 + 1)")
                    #expect(name.hasPrefix("Invented"))
                }
            }
            try await group.waitForAll()
        }
        let status = try await node.vault.status()
        #expect(status.counts == [2: 3_000] && status.destroyed == 40)
        for number in 0..<40 {
            await #expect(throws: VaultError.erased) { try await node.openName("person-\(number * 70)") }
            #expect(try await node.openName("new-\(number)") == "Invented new")
        }
    }
}
