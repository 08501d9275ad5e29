import Core
import Database
import Foundation
import TestKit
import Testing

@testable import Vault

@Suite struct NameTests {
    @Test func theNamesTheIssueGivesMeet() {
        let spellings = ["محمد", "Mohamed", "Muhammad", "Mahamat", "Мухаммад", "መሐመድ", "মোহাম্মদ", "MOHAMED", "mohamèd"]
        let keys = spellings.map(NameReader.keys)
        for (spelling, others) in zip(spellings, keys) {
            #expect(!others.isDisjoint(with: keys[0]), "\(spelling): \(others.sorted())")
        }
    }

    /// Two names "meet" when they have a key in common.
    @Test func mostSpellingsOfANameMeetAndFewOthers() {
        let names = NameGroups.all.enumerated().flatMap { group, spellings in spellings.map { (group, $0, NameReader.keys(of: $0)) } }
        var (together, found, foundOthers) = (0, 0, 0)
        var missed: [String] = []
        var wrong: [String] = []
        for (index, one) in names.enumerated() {
            for other in names[(index + 1)...] {
                let meets = !one.2.isDisjoint(with: other.2)
                if one.0 == other.0 {
                    together += 1
                    if meets { found += 1 } else { missed.append("\(one.1)/\(other.1)") }
                } else if meets {
                    foundOthers += 1
                    wrong.append("\(one.1)/\(other.1)")
                }
            }
        }
        let recall = Double(found) / Double(together)
        let precision = Double(found) / Double(found + foundOthers)
        print("names \(names.count), pairs \(together), recall \(recall), precision \(precision)")
        if ProcessInfo.processInfo.environment["NAMES"] == "1" {
            print("missed", missed.joined(separator: " ")); print("wrong", wrong.joined(separator: " "))
        }
        #expect(recall >= 0.9, "missed: \(missed.joined(separator: " "))")
        #expect(precision >= 0.8, "wrong: \(wrong.joined(separator: " "))")
    }

    @Test func whatHasNoLettersGivesNoKeyThatManyShare() {
        #expect(NameReader.keys(of: "") == [])
        #expect(NameReader.keys(of: " - ' ") == [])
        #expect(NameReader.keys(of: "Li") == ["=li"])
        #expect(NameReader.keys(of: "王") == ["=王"])
        #expect(NameReader.keys(of: String(repeating: "Invented ", count: 50)).count <= 10)
        #expect(NameReader.keys(of: String(repeating: "chthdh", count: 200)).count <= 10)
    }

    @Test(arguments: TestDatabase.engines)
    func aSubjectIsFoundByAnotherSpellingTheNearestFirst(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        try await kit.database.write(VaultKit.act) { transaction in
            try kit.vault.index(["Mohamed Inventé"], of: "a", transaction)
            try kit.vault.index(["محمد"], of: "b", transaction)
            try kit.vault.index(["Hassan Inventé"], of: "c", transaction)
            try transaction.journal(.replaced, "test_person", "all")
        }
        let search = { (name: String) in try await kit.database.read { try kit.vault.subjects(named: name, $0) }.map(\.subject) }
        let both = try await search("Mohamed Invente")
        #expect(both.first == "a" && Set(both) == ["a", "b", "c"])
        #expect(try await search("Muhammad").sorted() == ["a", "b"])
        #expect(try await search("حسن") == ["c"])
        #expect(try await search("Nobody") == [])
        #expect(try await search("") == [])
    }

    @Test(arguments: TestDatabase.engines)
    func noNameAndNoPlainHashOfOneIsStoredAndErasureTakesTheKeysAway(engine: TestDatabase.Engine) async throws {
        let kit = try await VaultKit(engine)
        let other = try await VaultKit(engine)
        #expect(Set(kit.vault.nameKeys(of: ["Mohamed"])).isDisjoint(with: other.vault.nameKeys(of: ["Mohamed"])))
        try await kit.database.write(VaultKit.act) { transaction in
            try kit.vault.index(["Mohamed"], of: "a", transaction)
            try kit.vault.index(["Inventé"], of: "a", transaction)
            try transaction.journal(.changed, "test_person", "all")
        }
        let keys = { try await kit.database.read { try $0.values([UInt8].self, "SELECT name_key FROM vault_name ORDER BY name_key") } }
        let stored = try await keys()
        #expect(Set(stored) == Set(kit.vault.nameKeys(of: ["Inventé"])), "the names before are gone")
        try await kit.vault.erase("a", VaultKit.act)
        #expect(try await keys().isEmpty)
    }
}
