import Core

/// The table of the journal and its reading.
enum Journal {
    /// No foreign key leaves this table and nothing refers to it: entries outlive what they speak of.
    /// Seals (Merkle trees, signed checkpoints) are tables beside it that name sequences: target `Sealing`.
    static let migration = Migration(
        id: "0000-journal",
        """
        CREATE TABLE journal_entry (
            sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
            at TEXT NOT NULL,
            actor_kind TEXT NOT NULL CHECK (actor_kind IN ('system', 'command', 'visitor', 'person')),
            actor_id TEXT,
            organization_id TEXT,
            purpose TEXT NOT NULL,
            act TEXT NOT NULL,
            change TEXT NOT NULL,
            subject_kind TEXT NOT NULL,
            subject_id TEXT NOT NULL,
            payload TEXT NOT NULL DEFAULT '{}'
        ) STRICT;
        CREATE INDEX journal_entry_subject ON journal_entry (subject_kind, subject_id, sequence);
        """)

    static func entries(after sequence: Int64, limit: Int, _ db: Session) throws -> [JournalEntry] {
        var entries: [JournalEntry] = []
        try db.each(
            """
            SELECT sequence, at, actor_kind, actor_id, organization_id, purpose, act, change, subject_kind, subject_id, payload
            FROM journal_entry WHERE sequence > \(sequence) ORDER BY sequence LIMIT \(limit)
            """
        ) { entries.append(try JournalEntry(row: $0)) }
        return entries
    }

    /// The entries of one subject below a position, newest first.
    static func history(of kind: String, _ id: String, before sequence: Int64, limit: Int, _ db: Session) throws -> [JournalEntry] {
        var entries: [JournalEntry] = []
        try db.each(
            """
            SELECT sequence, at, actor_kind, actor_id, organization_id, purpose, act, change, subject_kind, subject_id, payload
            FROM journal_entry WHERE subject_kind = \(kind) AND subject_id = \(id) AND sequence < \(sequence)
            ORDER BY sequence DESC LIMIT \(limit)
            """
        ) { entries.append(try JournalEntry(row: $0)) }
        return entries
    }

    static func last(_ db: Session) throws -> Int64 {
        try db.value(Int64.self, "SELECT MAX(sequence) FROM journal_entry") ?? 0
    }
}

extension JournalEntry {
    init(row: Row) throws {
        guard let author = Act.Author(kind: try row[2], identifier: try row[3]), let change = Change(rawValue: try row[7]) else {
            throw DatabaseError.misuse("the journal was written by a newer version of the program")
        }
        sequence = try row[0]
        at = try row[1]
        act = Act(try row[6], by: author, for: try row[5], organization: try row[4])
        self.change = change
        subjectKind = try row[8]
        subjectID = try row[9]
        payload = try row[10]
    }
}
