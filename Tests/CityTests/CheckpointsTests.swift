import Core
import Database
import HTTPTypes
import HummingbirdTesting
import Sealing
import TestKit
import Testing

@testable import City

@Suite struct CheckpointsTests {
    @Test(arguments: TestDatabase.engines)
    func anybodyMayKeepTheSignedCheckpointsAndProveTheJournalWithThem(engine: TestDatabase.Engine) async throws {
        let city = try await TestCity(engine)
        await city.journal.seal()
        let last = try await city.database.lastSequence()
        try await city.test { client in
            let (status, json) = try await client.json("/api/v1/checkpoints")
            #expect(status == .ok)
            let key = try #require((json["key"] as? String).flatMap { CheckpointPublicKey($0) })
            #expect((json["key"] as? String)?.hasPrefix("accueil.example/journal+") == true)
            let notes = try #require(json["checkpoints"] as? [String]).compactMap { SignedNote($0) }
            #expect(notes.first?.checkpoint(signedBy: [key])?.size == last)
            var verification = Verification(keys: [key], now: TestCity.sundayEvening)
            verification.compare(with: notes, of: "the answer")
            let report = try await verification.run(city.database)
            #expect(report.isWhole && report.agreeing == notes.count && report.entries == last)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theMetricsSayWhatWaitsForItsSeal(engine: TestDatabase.Engine) async throws {
        let city = try await TestCity(engine, pack: nil)
        try await city.database.write(Act("test.write", by: .system, for: "testing")) { try $0.journal(.changed, "test", "1") }
        try await city.test { client in
            let before = try await client.execute(uri: "/metrics", method: .get) { String(buffer: $0.body) }
            let last = try await city.database.lastSequence()
            #expect(before.contains("\nparvis_journal_unsealed_entries \(last)\n"))
            await city.journal.seal()
            let after = try await client.execute(uri: "/metrics", method: .get) { String(buffer: $0.body) }
            #expect(after.contains("\nparvis_journal_unsealed_entries 0\n"))
            #expect(after.contains("\nparvis_journal_checkpoint_age_seconds 0\n"))
        }
    }
}
