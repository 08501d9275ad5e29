import Core

/// The end of the journal while one writer holds the database: entries that wait to be written together, and the last position.
///
/// Acts that are committed together leave their entries here, so that one flight to the server writes them all. They are written
/// before the commit and before any statement that names the journal, so that nobody can tell the difference.
final class JournalTail {
    private var waiting: [PendingEntry] = []
    /// Read once for each transaction: until its end nobody else can append.
    private var last: Int64?

    /// Before a transaction, and whenever something was undone.
    func reset() {
        waiting.removeAll(keepingCapacity: true)
        last = nil
    }

    /// The position is to be read again: a statement of an act may have changed the table.
    func forgetPosition() { last = nil }

    func append(_ entries: [PendingEntry]) { waiting += entries }

    /// Sequences are free of holes because one writer at a time holds the database, on both engines.
    func write(on connection: any Connection) throws {
        guard !waiting.isEmpty else { return }
        var position = try last ?? Journal.last(Session(connection, counters: []))
        let rows = waiting.map { entry in
            position += 1
            return entry.insertion(at: position, connection.dialect)
        }
        try connection.run(together: rows)
        waiting.removeAll(keepingCapacity: true)
        last = position
    }
}

/// An entry that has no position yet.
struct PendingEntry {
    let now: Instant
    let act: Act
    let change: JournalEntry.Change
    let kind: String
    let id: String
    let payload: String

    /// The text is always the same and made once; only the values change.
    func insertion(at sequence: Int64, _ dialect: Dialect) -> RenderedSQL {
        RenderedSQL(
            text: dialect == .sqlite ? Self.sqlite : Self.postgres,
            parameters: [
                SQLParameter(sequence), SQLParameter(now), SQLParameter(act.author.kind), SQLParameter(act.author.identifier),
                SQLParameter(act.organization), SQLParameter(act.purpose), SQLParameter(act.name), SQLParameter(change.rawValue),
                SQLParameter(kind), SQLParameter(id), SQLParameter(payload),
            ])
    }

    private static let columns = """
        INSERT INTO journal_entry (sequence, at, actor_kind, actor_id, organization_id, purpose, act, change,
            subject_kind, subject_id, payload)
        """
    private static let sqlite = columns + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    private static let postgres = columns + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
}
