import Core
import Foundation

extension Database {
    /// A PostgreSQL database, version 15 or later, by its URL (`postgres://user@host/name`; several hosts: the primary is found).
    ///
    /// One connection writes, the others read, and one listens when somebody follows the changes. They are opened when needed and
    /// opened again when lost.
    package static func postgres(
        url: String, connections: Int = 8,
        now: @escaping @Sendable () -> Instant = { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
    ) -> Database {
        let committed = ChangeSignal()
        let engine = PostgresEngine(url: url, readers: max(1, connections - 1), committed: committed)
        return Database(engine: engine, now: now, signal: committed)
    }

    /// The database a URL names: `postgres://…` or `postgresql://…`, `sqlite:///path/to/file`.
    package static func open(
        url: String, now: @escaping @Sendable () -> Instant = { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
    ) throws -> Database {
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") { return postgres(url: url, now: now) }
        if url.hasPrefix("sqlite://") { return try sqlite(path: String(url.dropFirst("sqlite://".count)), now: now) }
        throw DatabaseError.misuse("a database URL begins with postgres:// or sqlite://")
    }
}
