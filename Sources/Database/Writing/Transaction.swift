import Core
import Foundation

/// What `Database.write` gives: statements and journal entries that are kept together or not at all.
package final class Transaction: Session {
    /// Who acts, and why.
    package let act: Act
    /// The moment written into the journal, the same for the whole act.
    package let now: Instant
    private var pending: [PendingEntry] = []
    private var entries = 0

    init(_ connection: any Connection, act: Act, now: Instant, counters: [QueryCounter]) {
        self.act = act
        self.now = now
        super.init(connection, counters: counters)
    }

    /// Runs one statement; returns how many rows it changed.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int {
        try run(sql) { _ in }
    }

    /// Runs the same statement for each element; the text must be the same so that it is prepared once.
    @discardableResult
    package func executeMany<Element>(_ elements: some Sequence<Element>, _ statement: (Element) throws -> SQL) throws -> Int {
        var changed = 0
        for element in elements { changed += try execute(statement(element)) }
        return changed
    }

    /// Appends an entry to the journal: what happened to which record. At least one goes with every act that changes rows.
    ///
    /// The payload is what a reader of the change needs; of a person, identifiers only.
    package func journal(_ change: JournalEntry.Change, _ kind: String, _ id: String, _ payload: some Encodable = [String: String]()) throws
    {
        let json = try Self.json(payload)
        pending.append(PendingEntry(change: change, kind: kind, id: id, payload: json))
        entries += 1
        if pending.count == 500 { try flushJournal() }
    }

    private static func json(_ payload: some Encodable) throws -> String {
        // Most entries have none, and an encoder costs more than the entry.
        if let payload = payload as? [String: String], payload.isEmpty { return "{}" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(payload), as: UTF8.self)
    }

    /// Writes the entries that wait, and refuses an act that changed rows without one.
    func finish() throws {
        try flushJournal()
        if changedRows > 0, entries == 0 { throw DatabaseError.notJournaled(act: act.name) }
    }

    /// Sequences are free of holes because one writer at a time holds the database, on both engines.
    private func flushJournal() throws {
        guard let first = pending.first else { return }
        let before = changedRows
        defer { changedRows = before }
        try execute(insertion(of: first))
        if pending.count > 1 {
            let sequence = try Journal.last(self)
            for (offset, entry) in pending.enumerated().dropFirst() { try execute(insertion(of: entry, at: sequence + Int64(offset))) }
        }
        pending.removeAll(keepingCapacity: true)
    }

    private func insertion(of entry: PendingEntry) -> SQL {
        """
        INSERT INTO journal_entry (sequence, at, actor_kind, actor_id, organization_id, purpose, act, change,
            subject_kind, subject_id, payload)
        SELECT COALESCE(MAX(sequence), 0) + 1, \(now), \(act.author.kind), \(act.author.identifier), \(act.organization),
            \(act.purpose), \(act.name), \(entry.change), \(entry.kind), \(entry.id), \(entry.payload)
        FROM journal_entry
        """
    }

    private func insertion(of entry: PendingEntry, at sequence: Int64) -> SQL {
        """
        INSERT INTO journal_entry (sequence, at, actor_kind, actor_id, organization_id, purpose, act, change,
            subject_kind, subject_id, payload)
        VALUES (\(sequence), \(now), \(act.author.kind), \(act.author.identifier), \(act.organization),
            \(act.purpose), \(act.name), \(entry.change), \(entry.kind), \(entry.id), \(entry.payload))
        """
    }
}

private struct PendingEntry {
    let change: JournalEntry.Change
    let kind: String
    let id: String
    let payload: String
}
