extension Database {
    /// Empties SQLite's log of earlier versions of pages, after something was erased.
    ///
    /// SQLite overwrites deleted content in the file itself (`secure_delete`), but its log keeps old pages until it is used
    /// again. PostgreSQL keeps old rows and its log out of reach of SQL: there, what was sealed by a destroyed key is out of
    /// reach once that version of the master key is retired.
    /// - Returns: false when readers were in the way for some seconds; the log is emptied the next time.
    @discardableResult
    package func forgetRemains() async throws -> Bool {
        guard dialect == .sqlite else { return true }
        for _ in 0..<50 {
            let isBusy = try await engine.exclusively { connection in
                try Session(connection, counters: []).value(Int.self, "PRAGMA wal_checkpoint(TRUNCATE)") ?? 0
            }
            if isBusy == 0 { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }
}
