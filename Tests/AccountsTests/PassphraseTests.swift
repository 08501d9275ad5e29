import Core
import Crypto
import Foundation
import TestKit
import Testing

@testable import Accounts

@Suite struct PassphraseTests {
    private let rules = PassphraseRules(breached: nil)
    private let own = ["Nadia Exemple", "nadia.exemple@structure.example"]

    @Test(
        "What everybody tries first is refused",
        arguments: [
            "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "123456789012", "azertyuiop123", "motdepasse2026", "MotDePasse!123", "password1234",
            "qwertyuiop12", "nadia.exemple2026", "NadiaExemple!!", "parvisparis2026", "bienvenue12345", "jetaimejetaime", "soleilsoleil1",
            "p@ssword p@ssword", "abcdefghijklmnop", "987654321098",
        ])
    func commonOnes(text: String) { #expect(rules.problem(with: Passphrase(text), own: own) == .common) }

    @Test(
        "What is long and one's own is taken, whatever it is made of",
        arguments: [
            "quatre mots pris au hasard", "sept lampes sous la pluie", "کتاب‌های سبز روی میز چوبی", "голубая лампа у окна",
            "ምግብ ቤት በወንዙ አጠገብ",
            "xkqvjzwpfhtd", "829461730582947", "paris sous la neige en mars",
        ])
    func goodOnes(text: String) { #expect(rules.problem(with: Passphrase(text), own: own) == nil) }

    @Test func lengthIsCountedInCharactersNotBytes() {
        #expect(rules.problem(with: Passphrase("كلمةسرقصير"), own: []) == .tooShort)
        #expect(rules.problem(with: Passphrase(String(repeating: "mot ", count: 65)), own: []) == .tooLong)
    }

    @Test func stolenPassphrasesAreFoundInTheOperatorsFile() throws {
        let stolen = (0..<500).map { "phrase volée ailleurs \($0)" }
        let prefixes = stolen.map { Data(Insecure.SHA1.hash(data: Data($0.precomposedStringWithCompatibilityMapping.utf8)).prefix(8)) }
        let bytes = prefixes.sorted { $0.lexicographicallyPrecedes($1) }.reduce(Data("parvis-breached 1\n".utf8), +)
        let file = FileManager.default.temporaryDirectory.appending(path: "breached-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try bytes.write(to: file)
        let list = try BreachedPassphrases(file: file)
        #expect(list.count == 500)
        #expect(stolen.allSatisfy { list.contain(Passphrase($0)) })
        #expect(!list.contain(Passphrase("phrase volée ailleurs 500")))
        #expect(PassphraseRules(breached: list).problem(with: Passphrase(stolen[7]), own: []) == .breached)
        try Data("something else".utf8).write(to: file)
        #expect(throws: Refusal.self) { try BreachedPassphrases(file: file) }
        #expect(throws: Refusal.self) { try BreachedPassphrases(file: URL(filePath: "/nowhere/list")) }
    }

    @Test func theListIsMadeOfPublishedHashesOrOfWords() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "breached-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func made(_ arguments: [String], of text: String) throws -> BreachedPassphrases? {
            let (input, output) = (folder.appending(path: "in"), folder.appending(path: "out"))
            try Data(text.utf8).write(to: input)
            let process = Process()
            process.executableURL = TestFiles.root.appending(path: "scripts/breached-list")
            process.arguments = arguments + [input.path, output.path]
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus == 0 ? try BreachedPassphrases(file: output) : nil
        }
        let stolen = ["phrase volée ailleurs", "ﬁn de phrase volée", "une autre phrase volée"]
        let words = try #require(try made(["--words"], of: stolen.joined(separator: "\n")))
        let hashes = stolen.map { hexadecimal(Insecure.SHA1.hash(data: Data(Passphrase($0).text.utf8))).uppercased() + ":3" }
        let published = try #require(try made([], of: hashes.sorted().joined(separator: "\r\n")))
        for list in [words, published] {
            #expect(list.count == 3 && stolen.allSatisfy { list.contain(Passphrase($0)) } && !list.contain(Passphrase("phrase volée")))
        }
        #expect(try made([], of: hashes.sorted().reversed().joined(separator: "\n")) == nil, "not in order")
        #expect(try made([], of: "motdepasse") == nil)
    }

    /// RFC 9106 gives no vector for the encoded form; this one is what Debian's `argon2` command prints for the same input.
    @Test func theHashIsArgon2id() throws {
        let encoded = try Argon2(passes: 2, kibibytes: 256, lanes: 1).hash(Passphrase("quatre mots"), salt: Data("0123456789abcdef".utf8))
        #expect(encoded.hasPrefix("$argon2id$v=19$m=256,t=2,p=1$"))
        #expect(try Argon2.verify(Passphrase("quatre mots"), against: encoded))
        #expect(try !Argon2.verify(Passphrase("quatre  mots"), against: encoded))
        #expect(Argon2.recommended.isStronger(than: encoded))
        #expect(!Argon2(passes: 2, kibibytes: 256, lanes: 1).isStronger(than: encoded))
    }

    @Test func hashingIsBounded() async throws {
        let hasher = try PassphraseHasher(Argon2(passes: 3, kibibytes: 16 * 1024, lanes: 1), atOnce: 1, waiting: 3) {
            Data(repeating: 5, count: $0)
        }
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<30 {
                group.addTask {
                    do { return try await !hasher.verify(Passphrase("phrase \(number)"), against: nil) } catch {
                        return !(error is AccountRefusal)
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.contains(false), "a flood is turned away")
        #expect(outcomes.contains(true))
        #expect(try await hasher.verify(Passphrase("phrase"), against: hasher.hash(Passphrase("phrase"))), "and afterwards it works again")
    }
}
