import Database
import TestKit

/// An invented schema for these tests: clubs and their members.
enum Club {
    static let migrations = [
        Migration(
            id: "0001-club",
            """
            CREATE TABLE club (
                id INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                seats INTEGER NOT NULL DEFAULT 0 CHECK (seats >= 0),
                score REAL, badge BLOB, founded TEXT, seen_at TEXT, is_open INTEGER, labels TEXT
            ) STRICT;
            CREATE TABLE club_member (
                id TEXT NOT NULL PRIMARY KEY,
                club_id INTEGER NOT NULL REFERENCES club (id)
            ) STRICT;
            """)
    ]

    static let act = Act("club.test", by: .command("test"), for: "testing")

    static func open(_ engine: TestDatabase.Engine) async throws -> Database {
        try await TestDatabase.open(engine, migrations: migrations)
    }
}

extension Transaction {
    func addClub(_ id: Int, _ name: String) throws {
        try execute("INSERT INTO club (id, name) VALUES (\(id), \(name))")
        try journal(.created, "club", "\(id)")
    }
}
