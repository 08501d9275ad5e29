import Core
import Database
import Foundation

/// Throw-away databases: each test opens its own, on each engine.
package enum TestDatabase {
    package typealias Engine = Dialect

    /// What a store test runs on: `@Test(arguments: TestDatabase.engines)`.
    package static let engines = Engine.allCases

    /// A fresh database with its schema; it disappears when the test process ends.
    package static func open(
        _ engine: Engine, migrations: [Migration] = [], now: @escaping @Sendable () -> Instant = systemClock
    ) async throws -> Database {
        try await nodes(1, engine, migrations: migrations, now: now)[0]
    }

    /// The machine's clock.
    package static let systemClock: @Sendable () -> Instant = { Instant(seconds: Int64(Date().timeIntervalSince1970)) }

    /// Several doors to one fresh database, as several processes have.
    package static func nodes(
        _ count: Int, _ engine: Engine, migrations: [Migration] = [], now: @escaping @Sendable () -> Instant = systemClock
    ) async throws -> [Database] {
        switch engine {
        case .sqlite:
            let path = TestFolder.shared.newPath("city.sqlite")
            let nodes = try (0..<count).map { _ in try Database.sqlite(path: path, readers: 2, now: now) }
            try await Migrator(nodes[0], migrations).migrate()
            return nodes
        case .postgres:
            return try await PostgresTemplates.shared.open(migrations, doors: count, now: now)
        }
    }

    /// A fresh database without any schema.
    package static func empty(_ engine: Engine) async throws -> Database {
        switch engine {
        case .sqlite: try Database.sqlite(path: TestFolder.shared.newPath("city.sqlite"), readers: 2)
        case .postgres: try await PostgresTemplates.shared.open(nil)[0]
        }
    }
}
