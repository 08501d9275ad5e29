import City
import Core
import Database
import Directory
import Foundation
import SearchGenerator
import TestServers

/// P3: from the acknowledgement of a change to the search that finds it, with the real follower of the journal.
struct Freshness {
    let home: String
    let count: Int
    private let changes = 15

    func run() async throws {
        let folder = NSTemporaryDirectory() + "/parvis-freshness-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/city.sqlite"
        let server = try PostgresServer(durable: true)
        try server.run("CREATE DATABASE city")
        let url = server.url("city")

        let sqlite = try Database.sqlite(path: path)
        try await InventedCity(sqlite, home: home).fill(count)
        try await measure("SQLite, in the process that serves", follower: sqlite, writer: sqlite)
        try await measure("SQLite, written by another process", follower: sqlite, writer: Database.sqlite(path: path))
        let postgres = Database.postgres(url: url)
        try await InventedCity(postgres, home: home).fill(count)
        try await measure("PostgreSQL, written on another node", follower: postgres, writer: Database.postgres(url: url))
    }

    private func measure(_ name: String, follower: Database, writer: Database) async throws {
        let reader = try await InventedCity(follower, home: home).server.directory
        let author = try await InventedCity(writer, home: home).server.directory
        try await reader.refresh.start()
        let following = Task { await reader.refresh.run() }
        defer { following.cancel() }
        try await Task.sleep(for: .seconds(1))
        var delays: [Double] = []
        for change in 0..<changes {
            let before = reader.reader.current?.count ?? 0
            let reading = InventedCity.generated(3).reading(0..<1, source: "change-\(UUID().uuidString)")
            _ = try await author.exchange.bring(reading, from: "change")
            delays.append(
                await seconds {
                    while (reader.reader.current?.count ?? 0) == before { try? await Task.sleep(for: .milliseconds(1)) }
                })
            try await Task.sleep(for: .milliseconds(130 + change * 37))
        }
        Figure(
            id: "P3", what: "a change is found, \(name): median of \(changes)", value: delays.median, unit: "s", target: .atMost(1),
            against: "\(count) services; from acknowledged to found"
        ).tell()
        Figure(
            id: "P3", what: "a change is found, \(name): slowest", value: delays.max() ?? 0, unit: "s", target: .atMost(1),
            against: "\(count) services"
        ).tell()
    }
}
