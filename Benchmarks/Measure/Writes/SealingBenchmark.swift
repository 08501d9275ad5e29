import Core
import Crypto
import Database
import Foundation
import Logging
import Sealing
import TestServers

/// S5: how fast the journal is sealed and proven, and what sealing costs those who write.
struct SealingBenchmark {
    /// Entries that wait for their seal.
    private let entries = 200_000
    private let rounds = 5

    func run() async throws {
        let folder = NSTemporaryDirectory() + "/parvis-seals-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await measure("SQLite", WriteBenchmark.prepared(Database.sqlite(path: folder + "/seals.sqlite"), Sealer.migrations))
        let server = try PostgresServer(durable: true)
        try server.run("CREATE DATABASE seals")
        try await measure("PostgreSQL", WriteBenchmark.prepared(Database.postgres(url: server.url("seals")), Sealer.migrations))
    }

    private func measure(_ engine: String, _ database: Database) async throws {
        let key = CheckpointKey(Curve25519.Signing.PrivateKey())
        try await fill(database)
        let sealer = Self.sealer(database, key, interval: 60)
        let sealing = try await seconds { try await sealer.seal() }
        tell(
            "sealed behind the writer, \(engine)", Double(entries) / sealing, "entries/s", .atLeast(50_000), "\(entries) entries in one go")
        var proven: [Double] = []
        for _ in 0..<3 {
            let verification = Verification(keys: [key.publicKey], now: Instant(seconds: Int64(Date().timeIntervalSince1970)))
            proven.append(
                Double(entries)
                    / (try await seconds { guard try await verification.run(database).isWhole else { throw CancellationError() } }))
        }
        tell("proven by verify, \(engine)", proven.median, "entries/s", nil, "one snapshot, one core and the engine")
        try await writes(engine, database, key)
    }

    /// By turns, so that a slow minute of the disk is slow for both; sealed every second, sixty times as often as a city is.
    private func writes(_ engine: String, _ database: Database, _ key: CheckpointKey) async throws {
        var ratios: [Double] = []
        var alone: [Double] = []
        for _ in 0..<rounds {
            alone.append(try await WriteBenchmark.actsPerSecond(database))
            let following = Task { await Self.sealer(database, key, interval: 1).run() }
            ratios.append(try await WriteBenchmark.actsPerSecond(database) / alone[alone.count - 1] * 100)
            following.cancel()
            await following.value
        }
        tell(
            "durable acts while the journal is sealed every second, \(engine)", ratios.median, "%", .atLeast(95),
            "\(Int(alone.median))/s without; rounds \(ratios.map { String(Int($0)) }.joined(separator: " "))")
    }

    private func fill(_ database: Database) async throws {
        let act = Act("encounter.record", by: .person("invented"), for: "outreach")
        for start in stride(from: 0, to: entries, by: 5_000) {
            try await database.write(act) { tx in
                for number in start..<start + 5_000 {
                    try tx.journal(.created, "encounter", "\(number)", ["team": "team", "day": "2026-11-23"])
                }
            }
        }
    }

    private static func sealer(_ database: Database, _ key: CheckpointKey, interval: Int64) -> Sealer {
        Sealer(
            database: database, key: key, origin: "bench.example/journal", file: nil, logger: Logger(label: "bench"),
            now: { Instant(seconds: Int64(Date().timeIntervalSince1970)) }, interval: interval)
    }

    private func tell(_ what: String, _ value: Double, _ unit: String, _ target: Figure.Target?, _ against: String) {
        Figure(id: "S5", what: what, value: value, unit: unit, target: target, against: against).tell()
    }
}
