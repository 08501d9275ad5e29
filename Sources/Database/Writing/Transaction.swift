import Core
import Foundation

/// What `Database.write` gives: statements and journal entries that are kept together or not at all.
package final class Transaction: Session {
    /// Who acts, and why.
    package let act: Act
    /// The moment written into the journal, the same for the whole act.
    package let now: Instant
    private var pending: [PendingEntry] = []
    private(set) var entries = 0

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

    /// Runs statements that need no entry: leases, progress, counters of attempts, what says how the machine is doing and nothing of a
    /// record that people keep.
    @discardableResult
    package func bookkeeping<Value>(_ work: () throws -> Value) rethrows -> Value {
        let before = changedRows
        defer { changedRows = before }
        return try work()
    }

    /// Appends an entry to the journal: what happened to which record. At least one goes with every act that changes rows.
    ///
    /// The payload is what a reader of the change needs; of a person, identifiers only.
    package func journal(_ change: JournalEntry.Change, _ kind: String, _ id: String, _ payload: some Encodable = [String: String]()) throws
    {
        try journal(change, kind, id, json: Self.json(payload))
    }

    /// The same with a payload that is already JSON, an object.
    package func journal(_ change: JournalEntry.Change, _ kind: String, _ id: String, json: String) throws {
        pending.append(PendingEntry(now: now, act: act, change: change, kind: kind, id: id, payload: json))
        entries += 1
        if pending.count == 500 { try writeEntries() }
    }

    private static func json(_ payload: some Encodable) throws -> String {
        // Most entries have none, and an encoder costs more than the entry.
        if let payload = payload as? [String: String], payload.isEmpty { return "{}" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(payload), as: UTF8.self)
    }

    /// Hands over the entries that wait, and refuses an act that changed rows without one.
    func finish() throws {
        if changedRows > 0, entries == 0 { throw DatabaseError.notJournaled(act: act.name) }
        connection.journalTail.append(pending)
        pending = []
    }

    /// What an act reads of the journal, or writes beside it, follows all entries of earlier acts.
    override func run(_ sql: SQL, row: (Row) throws -> Void) throws -> Int {
        guard sql.namesJournal else { return try super.run(sql, row: row) }
        try guarded { try connection.journalTail.write(on: connection) }
        defer { connection.journalTail.forgetPosition() }
        return try super.run(sql, row: row)
    }

    private func writeEntries() throws {
        connection.journalTail.append(pending)
        pending.removeAll(keepingCapacity: true)
        try guarded { try connection.journalTail.write(on: connection) }
    }
}
