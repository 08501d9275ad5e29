import Core
import Database

/// Databases of the shared server: a schema is made once, each test gets a copy.
actor PostgresTemplates {
    static let shared = PostgresTemplates()

    private var templates: [[String]: Task<String, any Error>] = [:]
    private var count = 0

    private struct Made {
        let name: String
        weak var database: Database?
    }
    private var made: [Made] = []

    /// Doors to a fresh database with that schema, or without any schema.
    func open(
        _ migrations: [Migration]?, doors: Int = 1, now: @escaping @Sendable () -> Instant = TestDatabase.systemClock
    ) async throws -> [Database] {
        let server = try PostgresServer.shared.get()
        let template = if let migrations { try await template(migrations, server) } else { "template1" }
        try dropFinished(server)
        count += 1
        let name = "test_\(count)"
        try server.run("CREATE DATABASE \(name) TEMPLATE \(template)")
        let databases = (0..<doors).map { _ in Database.postgres(url: server.url(name), connections: 4, now: now) }
        made.append(Made(name: name, database: databases[0]))
        return databases
    }

    /// A database nobody holds any more belonged to a test that has ended; hundreds of them would fill the disk.
    private func dropFinished(_ server: PostgresServer) throws {
        // Each takes a checkpoint of the server, so not after every test.
        guard made.count(where: { $0.database == nil }) >= 40 else { return }
        for finished in made where finished.database == nil { try server.run("DROP DATABASE \(finished.name) WITH (FORCE)") }
        made.removeAll { $0.database == nil }
    }

    private func template(_ migrations: [Migration], _ server: PostgresServer) async throws -> String {
        let key = migrations.map(\.fingerprint)
        if let template = templates[key] { return try await template.value }
        count += 1
        let name = "template_\(count)"
        let template = Task { try await Self.make(name, migrations, server) }
        templates[key] = template
        return try await template.value
    }

    private static func make(_ name: String, _ migrations: [Migration], _ server: PostgresServer) async throws -> String {
        try server.run("CREATE DATABASE \(name)")
        let database = Database.postgres(url: server.url(name), connections: 2)
        try await Migrator(database, migrations).migrate()
        database.close()
        // A template must have no visitor left.
        try server.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
        try server.run("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(name)'")
        return name
    }
}
