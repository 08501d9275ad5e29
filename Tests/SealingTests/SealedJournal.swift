import Core
import Crypto
import Database
import Foundation
import Logging
import Synchronization
import TestKit

@testable import Sealing

/// A journal of invented entries over several days, sealed as a server would.
struct SealedJournal {
    let database: Database
    let sealer: Sealer
    let clock: Clock
    let file: String

    /// Keys of the tests alone.
    static let key = CheckpointKey(Curve25519.Signing.PrivateKey())
    static let otherKey = CheckpointKey(Curve25519.Signing.PrivateKey())
    static let act = Act("test.write", by: .person("agent-1"), for: "testing", organization: "org-1")
    /// Noon of the 23rd of November 2026.
    static let noon = Instant(seconds: 1_795_435_200)

    /// A clock the test moves.
    final class Clock: Sendable {
        private let seconds = Atomic<Int64>(SealedJournal.noon.seconds)
        var now: Instant { Instant(seconds: seconds.load(ordering: .sequentiallyConsistent)) }
        func advance(_ by: Int64) { seconds.wrappingAdd(by, ordering: .sequentiallyConsistent) }
    }

    /// - Parameter days: how many entries on each day; every third entry is sealed by itself.
    static func open(_ engine: TestDatabase.Engine, days: [Int] = []) async throws -> SealedJournal {
        let clock = Clock()
        let database = try await TestDatabase.open(engine, migrations: Sealer.migrations, now: { clock.now })
        let file = TestFolder.shared.newPath("checkpoints")
        let journal = SealedJournal(database: database, sealer: sealer(database, clock, file: file), clock: clock, file: file)
        for (number, count) in days.enumerated() {
            if number > 0 { clock.advance(86_400) }
            try await journal.write(count)
            try await journal.sealer.seal()
        }
        return journal
    }

    static func sealer(_ database: Database, _ clock: Clock, file: String?, key: CheckpointKey = key, batch: Int = 700) -> Sealer {
        Sealer(
            database: database, key: key, origin: "accueil.example/journal", file: file.map { CheckpointFile(path: $0) },
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), now: { clock.now }, batch: batch)
    }

    /// Entries that differ in everything that can differ.
    func write(_ count: Int) async throws {
        let first = try await database.lastSequence()
        try await database.write(Self.act) { tx in
            for number in 0..<count {
                try tx.journal(.changed, number.isMultiple(of: 2) ? "service" : "é", "id-\(first)-\(number)", ["n": number])
            }
        }
    }

    func verification(allowsUnsealed: Bool = false, keys: [CheckpointPublicKey] = [key.publicKey]) -> Verification {
        Verification(keys: keys, now: clock.now, allowsUnsealed: allowsUnsealed)
    }

    /// What the export file holds until now.
    var witness: [SignedNote] {
        get throws { CheckpointFile.notes(in: try String(contentsOfFile: file, encoding: .utf8)) }
    }

    /// Does something to the database behind its back, verifies, and puts everything back.
    func tampered(_ verification: Verification? = nil, _ change: @escaping @Sendable (Transaction) throws -> Void) async throws -> [Finding]
    {
        struct PutBack: Error {
            let findings: [Finding]
        }
        let verification = verification ?? self.verification()
        do {
            try await database.writeSeals { tx in
                try change(tx)
                throw PutBack(findings: try verification.run(in: tx).findings)
            }
            throw DatabaseError.misuse("the change was kept")
        } catch let outcome as PutBack {
            return outcome.findings
        }
    }
}
