@testable import Background
import Core
import Database
import Foundation
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2))) struct MailTests {
    private let letter = Mail(
        to: "invented@example.org", subject: "Votre accès à Parvis", text: "Bonjour,\nhttps://accueil.example/lien?x=1\nمرحبا\n.\nfin ",
        language: "fr")
    private let sender = Result { try MailSender(address: "parvis@accueil.example", name: "Ville d’accueil") }

    /// A program with the interface of a mail system that keeps what it is given.
    private func program(_ script: String) throws -> Sendmail {
        let path = TestFolder.shared.newPath("sendmail")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return Sendmail(path: path, patience: 5)
    }

    @discardableResult
    private func put(_ mail: Mail, _ works: Works, expires: Instant? = nil) async throws -> String {
        try await works.database.write(Works.act) { try works.outbox.enqueue(mail, for: "account-1", expires: expires, in: $0) }
    }

    @Test(arguments: TestDatabase.engines)
    func aLetterGoesThroughTheMailProgramAndIsErased(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        let taken = TestFolder.shared.newPath("letter")
        let sendmail = try program("echo \"$@\" > '\(taken).arguments'; cat > '\(taken)'")
        let id = try await put(letter, works)
        try await works.run([works.outbox.sending(sendmail, from: sender.get())]) {
            try await works.outbox.list(.sent).count == 1
        }
        let text = try String(contentsOfFile: taken, encoding: .utf8)
        #expect(try String(contentsOfFile: taken + ".arguments", encoding: .utf8) == "-t -i\n")
        #expect(text.contains("\nTo: <invented@example.org>\n") && text.contains("\nMessage-ID: <\(id)@accueil.example>\n"))
        let notice = try #require(try await works.outbox.list(.sent).first)
        #expect(notice.id == id && notice.jobState == .done && notice.endedAt != nil)
        #expect(try await works.outbox.read(id, Works.act) == nil)
        let kept = try await works.database.read { db in
            try db.value(Int.self, "SELECT COUNT(*) FROM background_mail WHERE content IS NOT NULL")
        }
        #expect(kept == 0)
    }

    @Test(arguments: TestDatabase.engines)
    func withoutAMailProgramALetterWaitsAndReadingItIsWrittenDown(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        let id = try await put(letter, works)
        try await works.ask("note")
        try await works.run([JobKind("note") { _ in }]) { try await works.jobs.list(.done).count == 1 }
        #expect(try await works.outbox.list(.waiting).map(\.id) == [id])
        #expect(try await works.outbox.read(id, Act("outbox.read", by: .person("administrator"), for: "operation")) == letter)
        let entry = try #require(try await works.database.journal(after: 0).last)
        #expect(entry.change == .seen && entry.subjectID == id && entry.act.author == .person("administrator"))
    }

    @Test(arguments: TestDatabase.engines)
    func nothingOfALetterStandsInTheDatabaseInClear(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        try await put(letter, works)
        let texts = try await works.database.read { db in
            try db.rows("SELECT owner, content FROM background_mail ORDER BY id LIMIT 10").map { "\($0)" }
                + db.values(String.self, "SELECT payload FROM background_job ORDER BY number LIMIT 10")
        }
        let journal = try await works.database.journal(after: 0).map { "\($0)" }
        let bytes = try await works.database.read { db in try db.values([UInt8].self, "SELECT content FROM background_mail LIMIT 10") }
        for canary in ["invented@", "accueil.example/lien", "Bonjour"] {
            #expect(!(texts + journal).contains { $0.contains(canary) })
            #expect(!bytes.contains { String(decoding: $0, as: UTF8.self).contains(canary) })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anExpiredLetterIsErasedAndNeverSent(engine: TestDatabase.Engine) async throws {
        let (nodes, clock) = try await Works.nodes(1, engine)
        let works = nodes[0]
        let taken = TestFolder.shared.newPath("letter")
        let sendmail = try program("cat > '\(taken)'")
        for _ in 1...2 { try await put(letter, works, expires: clock.now + 600) }
        clock.turn(by: 600)
        let first = try await works.database.write(Works.act) { try Housekeeping(outbox: works.outbox).sweep($0) }
        #expect(first == 2)
        try await works.run([works.outbox.sending(sendmail, from: sender.get())]) { try await works.jobs.list(.done).count == 2 }
        #expect(try await works.outbox.list(.expired).count == 2)
        #expect(!FileManager.default.fileExists(atPath: taken))
    }

    @Test(arguments: TestDatabase.engines)
    func aBusyMailProgramIsAskedAgainAndARefusalIsFinal(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        try await put(letter, works)
        try await works.run([works.outbox.sending(program("exit 75"), from: sender.get())]) {
            try await works.outbox.list(.waiting).first?.problem != nil
        }
        let notice = try #require(try await works.outbox.list(.waiting).first)
        #expect(notice.jobState == .waiting && notice.problem == "The mail program refused the letter with code 75.")
        let other = try await Works.nodes(1, engine).nodes[0]
        try await put(letter, other)
        try await other.run([other.outbox.sending(program("exec <&-; exit 65"), from: sender.get())]) {
            try await other.outbox.list(.waiting).first?.jobState == .dead
        }
    }

    @Test func aProgramThatHangsIsStopped() async throws {
        let sendmail = Sendmail(path: try program("sleep 60").path, patience: 1)
        await #expect(throws: JobFailure("The mail program did not answer within 1 seconds, or was stopped.")) {
            try await sendmail.send("Subject: x\n\nx\n")
        }
        await #expect(throws: JobFailure("The mail program /nowhere/sendmail cannot be started: check its path.")) {
            try await Sendmail(path: "/nowhere/sendmail").send("")
        }
    }

    @Test func theMessageIsAsciiWithHeadersThatDecode() throws {
        let message = MailMessage(mail: letter, sender: try sender.get(), id: "1-2", date: Instant(seconds: 1_795_448_400)).text
        #expect(message.utf8.allSatisfy { $0 == 10 || (0x20...0x7e).contains($0) })
        #expect(message.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(
            message.hasPrefix(
                "Date: Mon, 23 Nov 2026 15:40:00 +0000\nFrom: =?UTF-8?B?VmlsbGUgZOKAmWFjY3VlaWw=?= <parvis@accueil.example>\n"))
        #expect(message.contains("\nSubject: =?UTF-8?B?Vm90cmUgYWNjw6hzIMOgIFBhcnZpcw==?=\n"))
        #expect(message.contains("\n\nBonjour,\nhttps://accueil.example/lien?x=3D1\n=D9=85=D8=B1=D8=AD=D8=A8=D8=A7\n.\nfin=20\n"))
    }

    /// Python's own reader of mail finds what was written, whatever was written.
    @Test func anotherReaderOfMailUnderstandsIt() async throws {
        let subjects = ["Plain", "=?UTF-8?Q?not_a_word?=", "የእርስዎ መግቢያ 👋🏽 " + String(repeating: "دخولك إلى بارفي ", count: 12) + "."]
        let long = String(repeating: "é=x ", count: 100) + "\nFrom here\n.\n\ttab \nend"
        for subject in subjects {
            let path = TestFolder.shared.newPath("letter")
            let mail = Mail(to: "o'neil+x@example.org", subject: subject, text: long)
            let message = MailMessage(mail: mail, sender: try sender.get(), id: "1", date: Instant(seconds: 0))
            try Data(message.text.utf8).write(to: URL(filePath: path))
            try Data(subject.utf8).write(to: URL(filePath: path + ".subject"))
            try Data(long.utf8).write(to: URL(filePath: path + ".text"))
            let reader = """
                import sys, email, email.policy
                p = sys.argv[1]
                m = email.message_from_binary_file(open(p, 'rb'), policy=email.policy.default)
                assert m['Subject'] == open(p + '.subject', newline='').read(), m['Subject']
                assert m.get_content().rstrip('\\n') == open(p + '.text', newline='').read(), m.get_content()
                assert m['From'].addresses[0].display_name == 'Ville d’accueil'
                assert m['To'].addresses[0].addr_spec == "o'neil+x@example.org" and not m.defects
                """
            try Data(reader.utf8).write(to: URL(filePath: path + ".py"))
            try await program("python3 '\(path).py' '\(path)' 2> '\(path).log'; true").send("")
            #expect(try String(contentsOfFile: path + ".log", encoding: .utf8) == "")
        }
    }

    @Test func headersCannotBeInjected() {
        let subjects = ["Hello\nBcc: all@example.org", "Hello\r\nBcc: all@example.org", "Hello\u{85}Bcc: x", "Hello\u{0}", ""]
        for subject in subjects {
            #expect(throws: MailRefusal.subject) { try Mail(to: "a@example.org", subject: subject, text: "").validate() }
        }
        let addresses = [
            "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "a@b@example.org", "<a@example.org>", "a example.org",
            "a@example.org>", "\"a\"@example.org", "@example.org", "a@", "a@-x.org", "a@x..org", "é@example.org", "a@example.org\u{0}",
            "a..b@example.org",
        ]
        for address in addresses { #expect(throws: MailRefusal.address) { try Mail(to: address, subject: "x", text: "").validate() } }
        #expect(throws: MailRefusal.language) { try Mail(to: "a@example.org", subject: "x", text: "", language: "fr\nBcc: x").validate() }
        #expect(throws: MailRefusal.self) { try MailSender(address: "a@example.org", name: "City\nBcc: x") }
    }

    @Test(arguments: TestDatabase.engines)
    func aRefusedLetterUndoesTheWholeAct(engine: TestDatabase.Engine) async throws {
        let works = try await Works.nodes(1, engine).nodes[0]
        await #expect(throws: MailRefusal.address) { try await put(Mail(to: "nobody", subject: "x", text: "x"), works) }
        #expect(try await works.jobs.list(.waiting) == [])
        #expect(try await works.outbox.list(.waiting) == [])
    }
}
