import Core
import Database
import Foundation
import TestServers

/// P4: acts of 32 clients, each acknowledged when it is on the disk, beside the bare engine that writes the same rows.
struct WriteBenchmark {
    /// Acts of one measurement.
    static let acts = 8_000
    static let clients = 32
    private let rounds = 5

    func run() async throws {
        let folder = NSTemporaryDirectory() + "/parvis-writes-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let ours = try await Self.prepared(Database.sqlite(path: folder + "/ours.sqlite"))
        _ = try await Self.prepared(Database.sqlite(path: folder + "/bare.sqlite"))
        let bare = BareSQLite(path: folder + "/bare.sqlite")
        try await compare("SQLite", ours) { try bare.actsPerSecond(Self.acts, batch: $0) }

        let server = try PostgresServer(durable: true)
        for name in ["ours", "bare"] { try server.run("CREATE DATABASE \(name)") }
        let remote = try await Self.prepared(Database.postgres(url: server.url("ours")))
        _ = try await Self.prepared(Database.postgres(url: server.url("bare")))
        let barePostgres = BarePostgres(url: server.url("bare"))
        try await compare("PostgreSQL", remote) { try barePostgres.actsPerSecond(Self.acts, batch: $0) }
    }

    static func prepared(_ database: Database, _ others: [Migration] = []) async throws -> Database {
        try await Migrator(
            database,
            others + [
                Migration(
                    id: "1-encounter",
                    """
                    CREATE TABLE encounter (
                        id TEXT NOT NULL PRIMARY KEY, team TEXT NOT NULL, day TEXT NOT NULL, note TEXT NOT NULL
                    ) STRICT;
                    CREATE INDEX encounter_day ON encounter (day, team);
                    """)
            ]
        ).migrate()
        return database
    }

    /// By turns, so that a slow minute of the disk is slow for both.
    private func compare(_ engine: String, _ database: Database, bare: @escaping @Sendable (Int) throws -> Double) async throws {
        var ours: [Double] = []
        var together: [Double] = []
        var alone: [Double] = []
        for _ in 0..<rounds {
            ours.append(try await Self.actsPerSecond(database))
            together.append(try await beside { try bare(Self.clients) })
        }
        alone.append(try await beside { try bare(1) })
        let ratios = zip(ours, together).map { $0 / $1 * 100 }
        Figure(
            id: "P4", what: "durable acts, \(engine): share of the bare engine's", value: ratios.median, unit: "%", target: .atLeast(80),
            against:
                "\(Self.clients) clients \(Int(ours.median))/s; bare engine, one loop, \(Self.clients) acts a commit \(Int(together.median))/s, 1 act a commit \(Int(alone.median))/s"
        ).tell()
    }

    static func actsPerSecond(_ database: Database) async throws -> Double {
        let act = Act("encounter.record", by: .person("invented"), for: "outreach")
        let time = try await seconds {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<clients {
                    group.addTask {
                        for _ in 0..<acts / clients {
                            let id = BareRows.id()
                            try await database.write(act) { transaction in
                                try transaction.execute(
                                    """
                                    INSERT INTO encounter (id, team, day, note)
                                    VALUES (\(id), \("team"), \("2026-11-23"), \(BareRows.note))
                                    """)
                                try transaction.journal(.created, "encounter", id)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        return Double(acts) / time
    }
}

/// The rows both sides write.
enum BareRows {
    /// Scattered, as identifiers are: in order, a commit would touch fewer pages.
    static func id() -> String { String(UInt64.random(in: .min ... .max), radix: 16) }

    static let note = "a note of some length for the row"
    static let journal = """
        INSERT INTO journal_entry (sequence, at, actor_kind, actor_id, organization_id, purpose, act, change, subject_kind, subject_id, payload)
        SELECT COALESCE(MAX(sequence), 0) + 1, '2026-11-23T12:00:00Z', 'person', 'invented', NULL, 'outreach', 'encounter.record',
            'created', 'encounter',
        """
}
