import Core
import Foundation
import GRDB

extension Database {
    /// A database in one file, made when it is missing. Every commit is on the disk before it is acknowledged.
    package static func sqlite(
        path: String, readOnly: Bool = false, readers: Int = 6,
        now: @escaping @Sendable () -> Instant = { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
    ) throws -> Database {
        var configuration = Self.configuration
        configuration.readonly = readOnly
        configuration.maximumReaderCount = readers
        if !readOnly { DatabaseFile.makePrivate(path) }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB asks for NORMAL when it switches the log on, which would lose acknowledged acts in a power cut: so after it.
            if !readOnly { try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") } }
            return Database(sqlite: pool, file: DatabaseFile(path: path), now: now)
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(sqlite: error)
        }
    }

    /// A database that lives in memory and disappears with this value.
    package static func sqliteInMemory(
        now: @escaping @Sendable () -> Instant = { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
    ) throws -> Database {
        Database(sqlite: try DatabaseQueue(configuration: Self.configuration), file: nil, now: now)
    }

    private convenience init(sqlite writer: any DatabaseWriter, file: DatabaseFile?, now: @escaping @Sendable () -> Instant) {
        let committed = ChangeSignal()
        self.init(engine: SQLiteEngine(writer: writer, file: file, committed: committed), now: now, signal: committed)
    }

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        // What is deleted is overwritten: erased must not mean "still in a free page".
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        return configuration
    }
}
