import Core
import Database
import Foundation
import TestKit
import Testing
import Vault

@Suite struct FieldTests {
    @Test(arguments: TestDatabase.engines)
    func whatIsSealedOpensAgain(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        for (id, name) in [("a", "Invented One"), ("b", ""), ("c", "محمد"), ("d", String(repeating: "x", count: 16))] {
            try await kit.save(id, name: name)
            #expect(try await kit.openName(id) == name)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aSealedValueOpensNowhereElse(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        try await kit.save("a", name: "Invented One")
        try await kit.save("b", name: "Invented Two")
        let sealed = try await kit.sealedName("a")
        let places = [
            VaultKit.note.at(row: "a", of: "a"), VaultKit.name.at(row: "b", of: "a"), VaultKit.name.at(row: "a", of: "b"),
            SealedField(table: "other", column: "name").at(row: "a", of: "a"),
            // The words of a place do not flow into each other.
            SealedField(table: "test_personname", column: "").at(row: "a", of: "a"),
        ]
        for place in places {
            await #expect(throws: VaultError.altered(table: place.field.table, column: place.field.column)) {
                try await kit.database.read { try kit.vault.open(sealed, at: place, $0) }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func eachAlteredByteIsNoticed(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        try await kit.save("a", name: "Invented One")
        guard case .blob(let bytes) = try await kit.sealedName("a").sqlValue else { return #expect(Bool(false)) }
        for index in bytes.indices {
            var altered = bytes
            altered[index] ^= 1
            let value = try #require(SealedValue(sqlValue: .blob(altered)))
            await #expect(throws: VaultError.self) {
                try await kit.database.read { try kit.vault.open(value, at: VaultKit.name.at(row: "a", of: "a"), $0) }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPageOfManyAsksForTheirKeysOnce(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        let ids = (0..<300).map { "person-\($0)" }
        try await kit.database.write(VaultKit.act) { transaction in
            let keys = try kit.vault.keys(of: ids, making: transaction)
            for id in ids {
                let sealed = try keys.seal("Invented \(id)", at: VaultKit.name.at(row: id, of: id))
                try transaction.execute(
                    "INSERT INTO test_person (id, name, last_contact_at) VALUES (\(id), \(sealed), \(transaction.now))")
            }
            try transaction.journal(.replaced, "test_person", "all")
        }
        let (names, queries) = try await QueryCounter.counting {
            try await kit.database.read { session in
                struct Person: Decodable { let id: String, name: SealedValue }
                let people = try session.all(Person.self, "SELECT id, name FROM test_person ORDER BY id LIMIT 1000")
                let keys = try kit.vault.keys(of: people.map(\.id), session)
                return try people.map { try keys.open($0.name, at: VaultKit.name.at(row: $0.id, of: $0.id)) }
            }
        }
        #expect(names == ids.sorted().map { "Invented \($0)" })
        #expect(queries == 2)
    }

    @Test(arguments: TestDatabase.engines)
    func theSameNameIsNeverSealedTwiceAlikeAndItsLengthIsHidden(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        try await kit.save("a", name: "Invented")
        try await kit.save("b", name: "Invented")
        try await kit.save("c", name: "I")
        let values = [try await kit.sealedName("a"), try await kit.sealedName("b"), try await kit.sealedName("c")]
        #expect(Set(values).count == 3)
        let lengths = values.map { value in if case .blob(let bytes) = value.sqlValue { bytes.count } else { 0 } }
        #expect(lengths == [45, 45, 45])
    }

    @Test(arguments: TestDatabase.engines)
    func theJournalNamesNobodyAndItsPayloadIsSealed(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        try await kit.save("person-1", name: "Invented One")
        let entries = try await kit.database.journal(after: 0)
        let entry = try #require(entries.first { $0.subjectKind == "test_person" })
        #expect(entry.subjectID == kit.vault.reference(to: "person-1"))
        #expect(kit.vault.reference(to: "person-2") != entry.subjectID)
        #expect(!entries.contains { "\($0)".contains("Invented") || "\($0)".contains("person-1") })
        let payload = try await kit.database.read {
            try kit.vault.payload([String: String].self, of: entry, about: "person-1", $0)
        }
        #expect(payload == ["name": "Invented One"])
    }

    @Test(arguments: TestDatabase.engines)
    func anErasedSubjectIsClosedForEver(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        try await kit.save("a", name: "Invented One")
        try await kit.save("b", name: "Invented Two")
        #expect(try await kit.vault.erase("a", VaultKit.act))
        #expect(try await !kit.vault.erase("a", Act("again", by: .system, for: "test")))
        await #expect(throws: VaultError.erased) { try await kit.openName("a") }
        #expect(try await kit.openName("b") == "Invented Two")
        await #expect(throws: VaultError.erased) {
            try await kit.database.write(VaultKit.act) {
                try kit.vault.keys(of: ["a"], making: $0).seal("x", at: VaultKit.name.at(row: "a", of: "a"))
            }
        }
        let entry = try #require(try await kit.database.journal(after: 0).first { $0.subjectKind == "test_person" })
        await #expect(throws: VaultError.erased) {
            try await kit.database.read { try kit.vault.payload([String: String].self, of: entry, about: "a", $0) }
        }
        let erasures = try await kit.database.journal(after: 0).filter { $0.change == .erased }
        #expect(erasures.map(\.subjectID) == [kit.vault.reference(to: "a")])
    }
}
