import Foundation

/// What `Database.look` gives: statements that read, and the entries that say what was seen. Not to be kept beyond the closure.
package final class Look {
    /// To read with; a statement that changes a row has the whole look refused.
    package var session: Session { transaction }
    /// Who looks, and why.
    package var act: Act { transaction.act }
    let transaction: Transaction

    /// The identifier under which an entry stands that names several subjects; they are in its payload.
    static let several = "*"
    /// Subjects of one entry: a longer list is several entries.
    static let largestBatch = 500

    init(_ transaction: Transaction) { self.transaction = transaction }

    /// Says that one subject was seen. Of a person, the keyed reference, and in the payload names of fields only.
    package func seen(_ kind: String, _ reference: String, _ payload: some Encodable = [String: String]()) throws {
        try transaction.journal(.seen, kind, reference, payload)
    }

    /// Says that a list was seen: one entry with how many and which, also when nobody was on it.
    package func seen(_ kind: String, references: [String]) throws {
        for start in stride(from: 0, to: max(1, references.count), by: Self.largestBatch) {
            let batch = Array(references[start..<min(start + Self.largestBatch, references.count)])
            try transaction.journal(.seen, kind, Self.several, Batch(count: batch.count, references: batch))
        }
    }

    /// The payload of an entry that names several subjects.
    struct Batch: Codable {
        let count: Int
        let references: [String]
    }

    func finish() throws {
        guard transaction.changedRows == 0 else { throw DatabaseError.misuse("“\(act.name)” is a look and changed rows") }
        guard transaction.entries > 0 else { throw DatabaseError.notJournaled(act: act.name) }
        try transaction.finish()
    }
}

extension Database {
    /// Reads what may only be read with an entry in the journal: the answer and its entry in one transaction, or neither.
    ///
    /// The closure says what it showed (`look.seen`); nothing is handed over before that is on the disk, and a journal that cannot be
    /// written refuses the look.
    package func look<Value: Sendable>(_ act: Act, _ body: @escaping @Sendable (Look) throws -> Value) async throws -> Value {
        try await perform(act) { transaction in
            let look = Look(transaction)
            let value = try body(look)
            try look.finish()
            return value
        }
    }

    /// Who saw one subject, alone or in a list, newest first: what its disclosure ledger is made from.
    package func looks(at kind: String, _ reference: String, before sequence: Int64 = .max, limit: Int = 100) async throws -> [JournalEntry]
    {
        try await read { db in
            var found: [JournalEntry] = []
            try db.each(
                """
                SELECT sequence, at, actor_kind, actor_id, organization_id, purpose, act, change, subject_kind, subject_id, payload
                FROM journal_entry
                WHERE subject_kind = \(kind) AND subject_id IN \(list: [reference, Look.several]) AND sequence < \(sequence)
                    AND change = \(JournalEntry.Change.seen) ORDER BY sequence DESC
                """
            ) { row in
                guard found.count < limit else { return }
                let entry = try JournalEntry(row: row)
                if try entry.names(reference) { found.append(entry) }
            }
            return found
        }
    }

    /// What happened to one record, newest first, as far back as the journal is kept.
    package func history(of kind: String, _ id: String, before sequence: Int64 = .max, limit: Int = 50) async throws -> [JournalEntry] {
        try await read { try Journal.history(of: kind, id, before: sequence, limit: limit, $0) }
    }
}

extension JournalEntry {
    /// Whether the entry is about a subject, by itself or in its list.
    fileprivate func names(_ reference: String) throws -> Bool {
        if subjectID == reference { return true }
        do {
            return try JSONDecoder().decode(Look.Batch.self, from: Data(payload.utf8)).references.contains(reference)
        } catch is DecodingError {
            throw DatabaseError.misuse("entry \(sequence) of the journal names several subjects and has no list of them")
        }
    }
}
