import Core
import Crypto
import Foundation
import TestKit
import Testing

@testable import Sealing

@Suite struct CheckpointTests {
    private static let checkpoint = Checkpoint(
        origin: "accueil.example/journal",
        seal: DaySeal(day: Day(year: 2026, month: 11, day: 23), first: 11, count: 5, root: .leaf([1]), previous: .leaf([2])),
        at: SealedJournal.noon)

    /// The example of Go's `sumdb/note`, whose format this is.
    @Test func aNoteSignedByAnotherProgramIsRead() throws {
        let key = try #require(CheckpointPublicKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        let note = try #require(
            SignedNote(
                """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

                """))
        #expect(note.isSigned(by: [key]))
        #expect(!note.isSigned(by: [SealedJournal.key.publicKey]))
        #expect(key.text(for: "PeterNeumann") == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        #expect(note.checkpoint == nil)
    }

    @Test func aCheckpointReadsBackAsItWasSigned() throws {
        let note = try SignedNote(Self.checkpoint, by: SealedJournal.key)
        let read = try #require(SignedNote(note.description))
        #expect(read.checkpoint(signedBy: [SealedJournal.key.publicKey]) == Self.checkpoint)
        #expect(read.checkpoint(signedBy: [SealedJournal.otherKey.publicKey]) == nil)
        #expect(read.text.hasPrefix("accueil.example/journal\n15\n"))
    }

    @Test func noCharacterOfASignedCheckpointCanBeChanged() throws {
        let note = try SignedNote(Self.checkpoint, by: SealedJournal.key).description
        let characters = Array(note)
        for index in characters.indices where characters[index] != "\n" {
            var changed = characters
            changed[index] = changed[index] == "1" ? "2" : "1"
            let read = SignedNote(String(changed))?.checkpoint(signedBy: [SealedJournal.key.publicKey])
            #expect(read == nil, "at \(index)")
        }
    }

    @Test func aSignatureUnderAnotherNameIsNotTakenForTheJournals() throws {
        let note = try SignedNote(Self.checkpoint, by: SealedJournal.key).description
        let renamed = note.replacing("— accueil.example/journal", with: "— other.example/journal")
        #expect(SignedNote(renamed)?.checkpoint(signedBy: [SealedJournal.key.publicKey]) == nil)
    }

    @Test func theFileKeepsEveryCheckpointAndSurvivesHalfANote() throws {
        let path = TestFolder.shared.newPath("checkpoints")
        let file = CheckpointFile(path: path)
        #expect(try file.last() == nil)
        let first = try SignedNote(Self.checkpoint, by: SealedJournal.key)
        try file.append(first)
        #expect(try file.last() == first)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("accueil.example/jour".utf8))
        try handle.close()
        #expect(try file.last() == first)
        let second = try SignedNote(Self.checkpoint, by: SealedJournal.otherKey)
        try file.append(second)
        #expect(CheckpointFile.notes(in: try String(contentsOfFile: path, encoding: .utf8)) == [first, second])
        let error = #expect(throws: Refusal.self) { try CheckpointFile(path: path + ".missing/checkpoints").append(first) }
        #expect(error?.description.contains("cannot be opened for writing") == true)
    }

    @Test func aLineOfTheRegisterReadsBack() throws {
        let text = RegisterLine.text(Self.checkpoint)
        #expect(text.hasPrefix("2026-11-23T12:00:00Z entry 15 "))
        let line = try RegisterLine(text)
        #expect(line.size == 15 && Self.checkpoint.seal.chain.written == line.root)
        #expect(try RegisterLine("Entry 15 " + line.root.uppercased()) == line)
        for wrong in [
            "", "entry", "entry 15 3f2a", "15 3f2a 91bc 77d0 1e5c 0a1b", "entry x 3f2a 91bc 77d0 1e5c 0a1b",
            "entry 15 3f2g 91bc 77d0 1e5c 0a1b",
        ] {
            #expect(throws: Refusal.self) { try RegisterLine(wrong) }
        }
    }
}
