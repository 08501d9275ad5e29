import Core
import Database
import Foundation
import TestServers
import Vault

/// The rotation of the master key over many subjects' keys, while others read sealed values and write new ones.
struct RotationBenchmark {
    let count: Int
    private static let field = SealedField(table: "measure_person", column: "name")
    private static let act = Act("measure.fill", by: .command("measure"), for: "measure")

    func run() async throws {
        let folder = NSTemporaryDirectory() + "/parvis-keys-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await measure("SQLite", Database.sqlite(path: folder + "/keys.sqlite"))
        let server = try PostgresServer(durable: true)
        try server.run("CREATE DATABASE keys")
        try await measure("PostgreSQL", Database.postgres(url: server.url("keys")))
    }

    private func measure(_ engine: String, _ database: Database) async throws {
        let table = Migration(
            id: "9-measure", "CREATE TABLE measure_person (id TEXT NOT NULL PRIMARY KEY, name BLOB NOT NULL) STRICT;")
        try await Migrator(database, Vault.migrations + [table]).migrate()
        let first = MasterKeys.random()
        let before = try await Vault.open(database, keys: .fixed(first))
        for start in stride(from: 0, to: count, by: 5_000) {
            try await fill(start..<min(start + 5_000, count), before, database)
        }
        let after = try await Vault.open(database, keys: .fixed(first.addingVersion()))
        let (load, waits) = (Load(count: count, vault: after, database: database), Waits())
        let working = Task { try await load.run(waits) }
        let time = try await seconds { try await after.rotate() }
        working.cancel()
        _ = try? await working.value
        let status = try await after.status()
        guard status.isRotated else { throw DatabaseError.misuse("the rotation left keys behind") }
        let read = await waits.reads.sorted()
        let worst = read.last ?? .infinity
        Figure(
            id: "K1", what: "rotation of \(count) keys under load, \(engine)", value: time, unit: "s", target: .atMost(60),
            against: String(
                format: "meanwhile %d sealed names read (median %.1f ms, longest %.0f ms), %d written", read.count,
                (read.isEmpty ? 0 : read[read.count / 2]) * 1_000, worst * 1_000, await waits.writes)
        ).tell()
    }

    private func fill(_ range: Range<Int>, _ vault: Vault, _ database: Database) async throws {
        try await database.write(Self.act) { transaction in
            let ids = range.map { "person-\($0)" }
            let keys = try vault.keys(of: ids, making: transaction)
            for id in ids {
                let sealed = try keys.seal("Invented \(id)", at: Self.field.at(row: id, of: id))
                try transaction.execute("INSERT INTO measure_person (id, name) VALUES (\(id), \(sealed))")
            }
            try transaction.journal(.replaced, "measure_person", "all")
        }
    }

    private actor Waits {
        var reads: [Double] = []
        var writes = 0
        func read(_ time: Double) { reads.append(time) }
        func wrote() { writes += 1 }
    }

    /// Two who read and one who writes, without a pause.
    private struct Load {
        let count: Int
        let vault: Vault
        let database: Database

        func run(_ waits: Waits) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for reader in 0..<2 {
                    group.addTask {
                        var number = reader
                        while !Task.isCancelled {
                            number = (number + 7_919) % count
                            let id = "person-\(number)"
                            await waits.read(try await seconds { try await open(id) })
                        }
                    }
                }
                group.addTask {
                    var number = 0
                    while !Task.isCancelled {
                        number += 1
                        try await write("new-\(number)")
                        await waits.wrote()
                    }
                }
                try await group.waitForAll()
            }
        }

        private func open(_ id: String) async throws {
            let name = try await database.read { session in
                let sealed = try session.one(SealedValue.self, "SELECT name FROM measure_person WHERE id = \(id)")
                return try vault.open(sealed, at: RotationBenchmark.field.at(row: id, of: id), session)
            }
            guard name == "Invented \(id)" else { throw DatabaseError.corrupt }
        }

        private func write(_ id: String) async throws {
            try await database.write(RotationBenchmark.act) { transaction in
                let sealed = try vault.seal("Invented \(id)", at: RotationBenchmark.field.at(row: id, of: id), transaction)
                try transaction.execute("INSERT INTO measure_person (id, name) VALUES (\(id), \(sealed))")
                try transaction.journal(.created, "measure_person", id)
            }
        }
    }
}
