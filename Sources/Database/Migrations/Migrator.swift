/// Brings the schema of a database up to this version.
package struct Migrator: Sendable {
    private let database: Database
    private let migrations: [Migration]

    /// What every database has before its domains: the journal.
    package static let foundation = [Journal.migration]

    /// The migrations of the domains, in order; those of the foundation come first by themselves.
    package init(_ database: Database, _ migrations: [Migration]) {
        self.database = database
        self.migrations = Self.foundation + migrations
    }

    /// The migrations that are not applied yet, in order. Refuses a changed text, an unknown migration, a wrong order.
    package func pending() async throws -> [Migration] {
        let migrations = self.migrations
        return try await database.read { try Self.pending(migrations, $0) }
    }

    /// Refuses a database that lacks a migration: for a server that must not change the schema by itself.
    package func check() async throws {
        let missing = try await pending()
        if !missing.isEmpty { throw DatabaseError.migration(.missing(ids: missing.map(\.id))) }
    }

    /// Applies what is missing, all in one transaction; returns what was applied. Two processes may try at once.
    @discardableResult
    package func migrate() async throws -> [Migration] {
        let (migrations, now) = (self.migrations, database.now)
        return try await database.engine.exclusively { connection in
            try connection.control(connection.dialect.begin)
            do {
                let session = Session(connection, counters: [])
                let missing = try Self.pending(migrations, session)
                if !missing.isEmpty { try connection.control(SchemaMigration.table.statements(for: connection.dialect)) }
                for migration in missing { try Self.apply(migration, at: "\(now())", session) }
                try connection.control("COMMIT")
                return missing
            } catch {
                // The first error is the one to tell.
                if connection.isInTransaction { try? connection.control("ROLLBACK") }
                throw connection.translated(error)
            }
        }
    }

    private static func apply(_ migration: Migration, at now: String, _ session: Session) throws {
        do {
            try session.connection.control(migration.statements(for: session.dialect))
        } catch {
            throw DatabaseError.migration(.failed(id: migration.id, reason: "\(session.connection.translated(error))"))
        }
        _ = try session.run(
            "INSERT INTO schema_migration (id, fingerprint, applied_at) VALUES (\(migration.id), \(migration.fingerprint), \(now))"
        ) { _ in }
    }

    private static func pending(_ migrations: [Migration], _ session: Session) throws -> [Migration] {
        if let repeated = firstRepeated(migrations) { throw DatabaseError.migration(.repeated(id: repeated)) }
        let applied = try SchemaMigration.applied(session)
        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.id, $0) })
        for row in applied {
            guard let migration = known[row.id] else { throw DatabaseError.migration(.newer(id: row.id)) }
            guard migration.fingerprint == row.fingerprint else { throw DatabaseError.migration(.changed(id: row.id)) }
        }
        let done = Set(applied.map(\.id))
        let missing = migrations.drop { done.contains($0.id) }
        if let early = missing.first, missing.contains(where: { done.contains($0.id) }) {
            throw DatabaseError.migration(.outOfOrder(id: early.id))
        }
        return Array(missing)
    }

    private static func firstRepeated(_ migrations: [Migration]) -> String? {
        var seen: Set<String> = []
        return migrations.first { !seen.insert($0.id).inserted }?.id
    }
}

/// One applied migration, as the database remembers it.
private struct SchemaMigration: Decodable {
    let id: String
    let fingerprint: String

    static let table = Migration(
        id: "schema",
        "CREATE TABLE IF NOT EXISTS schema_migration (id TEXT NOT NULL PRIMARY KEY, fingerprint TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT"
    )

    static func applied(_ session: Session) throws -> [SchemaMigration] {
        let exists = try session.value(
            Int.self,
            """
            \(sqlite: "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'",
            postgres: "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('schema_migration')")
            """)
        guard exists == 1 else { return [] }
        return try session.all(SchemaMigration.self, "SELECT id, fingerprint FROM schema_migration ORDER BY id LIMIT 10000")
    }
}
