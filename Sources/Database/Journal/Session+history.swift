extension Session {
    /// The position of the journal this picture of the database was taken at.
    package func journalPosition() throws -> Int64 { try Journal.last(self) }

    /// What happened to one record behind a position, newest first.
    package func history(of kind: String, _ id: String, after sequence: Int64) throws -> [JournalEntry] {
        var entries: [JournalEntry] = []
        try each(
            """
            SELECT sequence, at, actor_kind, actor_id, organization_id, purpose, act, change, subject_kind, subject_id, payload
            FROM journal_entry WHERE subject_kind = \(kind) AND subject_id = \(id) AND sequence > \(sequence)
            ORDER BY sequence DESC
            """
        ) { entries.append(try JournalEntry(row: $0)) }
        return entries
    }
}
