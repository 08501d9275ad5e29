import Database

/// Databases of the shared server: a schema is made once, each test gets a copy.
actor PostgresTemplates {
    static let shared = PostgresTemplates()

    private var templates: [[String]: Task<String, any Error>] = [:]
    private var count = 0

    /// The URL of a fresh database with that schema.
    func newDatabase(_ migrations: [Migration]) async throws -> String {
        let server = try PostgresServer.shared.get()
        let template = try await template(migrations, server)
        count += 1
        let name = "test_\(count)"
        try server.run("CREATE DATABASE \(name) TEMPLATE \(template)")
        return server.url(name)
    }

    /// The URL of a fresh database without any schema.
    func newEmptyDatabase() throws -> String {
        let server = try PostgresServer.shared.get()
        count += 1
        let name = "test_\(count)"
        try server.run("CREATE DATABASE \(name)")
        return server.url(name)
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
