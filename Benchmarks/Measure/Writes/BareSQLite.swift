import GRDBSQLite

/// SQLite with nothing around it: its own interface, one connection, prepared statements, so many acts a commit, every commit flushed.
struct BareSQLite {
    let path: String

    struct Failure: Error {
        let code: CInt
    }

    func actsPerSecond(_ acts: Int, batch: Int) throws -> Double {
        var database: OpaquePointer?
        try check(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil))
        defer { sqlite3_close_v2(database) }
        try check(sqlite3_exec(database, "PRAGMA synchronous = FULL", nil, nil, nil))
        let row = try prepared("INSERT INTO encounter (id, team, day, note) VALUES (?, 'team', '2026-11-23', '\(BareRows.note)')", database)
        let entry = try prepared(BareRows.journal + " ?, '{}' FROM journal_entry", database)
        defer { for statement in [row, entry] { sqlite3_finalize(statement) } }
        let clock = ContinuousClock()
        let duration = try clock.measure {
            for start in stride(from: 0, to: acts, by: batch) {
                try check(sqlite3_exec(database, "BEGIN IMMEDIATE", nil, nil, nil))
                for _ in start..<min(start + batch, acts) {
                    let id = BareRows.id()
                    for statement in [row, entry] { try run(statement, id) }
                }
                try check(sqlite3_exec(database, "COMMIT", nil, nil, nil))
            }
        }
        return Double(acts) / (duration / .seconds(1))
    }

    private func prepared(_ text: String, _ database: OpaquePointer?) throws -> OpaquePointer? {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(database, text, -1, &statement, nil))
        return statement
    }

    private func run(_ statement: OpaquePointer?, _ id: String) throws {
        try id.withCString { text in
            try check(sqlite3_bind_text(statement, 1, text, -1, nil))
            try check(sqlite3_step(statement))
            try check(sqlite3_reset(statement))
        }
    }

    private func check(_ code: CInt) throws {
        guard code == SQLITE_OK || code == SQLITE_DONE else { throw Failure(code: code) }
    }
}
