import Database

/// Throw-away databases: each test opens its own, on each engine.
package enum TestDatabase {
    package typealias Engine = Dialect

    /// What a store test runs on: `@Test(arguments: TestDatabase.engines)`.
    package static let engines = Engine.allCases

    /// A fresh database with its schema; it disappears when the test process ends.
    package static func open(_ engine: Engine, migrations: [Migration] = []) async throws -> Database {
        switch engine {
        case .sqlite:
            let database = try Database.sqlite(path: TestFolder.shared.newPath("city.sqlite"), readers: 2)
            try await Migrator(database, migrations).migrate()
            return database
        case .postgres:
            return Database.postgres(url: try await PostgresTemplates.shared.newDatabase(migrations), connections: 4)
        }
    }
}
