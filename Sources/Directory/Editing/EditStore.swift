import Core
import Database

/// Changes records one by one, as the people in charge of them do.
struct EditStore: Sendable {
    let database: Database

    /// A record as a form is filled from it, with the position of the journal at which it was read.
    struct Opened<Record: Sendable>: Sendable {
        let record: Record
        let position: Int64
    }

    /// What became of an edit.
    enum Outcome<Record: Sendable>: Sendable {
        case saved
        /// Nothing was typed that was not there already.
        case unchanged
        /// Nothing was written: somebody else changed the same fields since. The record is theirs with what I typed put over it.
        case clash([EditMerge.Clash], Opened<Record>)
    }

    /// Nil when there is no such record.
    func open<Record: EditableRecord>(_ type: Record.Type, _ id: String) async throws -> Opened<Record>? {
        try await database.read { session in
            let found: [Record] = try session.records(Record.row(id))
            return try found.first.map { Opened(record: $0, position: try session.journalPosition()) }
        }
    }

    /// Applies what somebody typed to the record as they saw it, and keeps what others changed meanwhile.
    ///
    /// - Parameters:
    ///   - position: of the journal when the form was opened; nil for a button, which changes what is there now.
    ///   - edit: changes the record as it was then; a field it leaves alone is not this person's business.
    func change<Record: EditableRecord>(
        _ type: Record.Type, _ id: String, openedAt position: Int64? = nil, _ act: Act, edit: @escaping @Sendable (inout Record) -> Void
    ) async throws -> Outcome<Record>? {
        try await change(type, id, openedAt: position, ending: nil, act, edit: edit)
    }

    /// The same, and the draft it was typed in ends with it.
    func change<Record: EditableRecord>(
        _ type: Record.Type, _ id: String, openedAt position: Int64?, ending draft: String?, _ act: Act,
        edit: @escaping @Sendable (inout Record) -> Void
    ) async throws -> Outcome<Record>? {
        try await database.write(act) { transaction in
            let outcome = try Self.change(type, id, openedAt: position, in: transaction, edit: edit)
            switch outcome {
            case .saved, .unchanged: if let draft { try DraftStore.end(draft, of: id, as: .published, in: transaction) }
            case .clash, nil: break
            }
            return outcome
        }
    }

    /// The same for one record of several that change together, inside the caller's transaction.
    static func change<Record: EditableRecord>(
        _ type: Record.Type, _ id: String, openedAt position: Int64? = nil, in transaction: Transaction, edit: (inout Record) -> Void
    ) throws -> Outcome<Record>? {
        guard let (merge, fields) = try merge(type, id, openedAt: position, in: transaction, edit: edit) else { return nil }
        if merge.merged == fields { return .unchanged }
        let merged = try Record(merge.merged)
        guard merge.clashes.isEmpty else {
            return .clash(merge.clashes, Opened(record: merged, position: try transaction.journalPosition()))
        }
        try save(merged, holding: merge.edited, in: transaction)
        return .saved
    }

    /// What somebody typed, against what is there now; nothing is written.
    static func clashes<Record: EditableRecord>(
        _ type: Record.Type, _ id: String, openedAt position: Int64, in session: Session, edit: (inout Record) -> Void
    ) throws -> (clashes: [EditMerge.Clash], opened: Opened<Record>)? {
        guard let (merge, _) = try merge(type, id, openedAt: position, in: session, edit: edit) else { return nil }
        return (merge.clashes, Opened(record: try Record(merge.merged), position: try session.journalPosition()))
    }

    /// The record as somebody saw it with what they typed; nil when that changes nothing.
    static func typed<Record: EditableRecord>(
        _ type: Record.Type, _ id: String, openedAt position: Int64, in session: Session, edit: (inout Record) -> Void
    ) throws -> Record? {
        guard let current = try (session.records(Record.row(id)) as [Record]).first else { return nil }
        let opened = try Record(asOpened(current, at: position, in: session))
        var mine = opened
        edit(&mine)
        return mine == opened ? nil : mine
    }

    private static func merge<Record: EditableRecord>(
        _ type: Record.Type, _ id: String, openedAt position: Int64?, in session: Session, edit: (inout Record) -> Void
    ) throws -> (EditMerge, RecordFields)? {
        guard let current = try (session.records(Record.row(id)) as [Record]).first else { return nil }
        let fields = try current.fields()
        let opened = try position.map { try asOpened(current, at: $0, in: session) } ?? fields
        var mine = try Record(opened)
        edit(&mine)
        return (EditMerge(opened: opened, current: fields, mine: try mine.fields()), fields)
    }

    /// Writes a record and remembers that its team decided these fields, so that no import takes them back.
    static func save<Record: EditableRecord>(_ record: Record, holding fields: Set<String>, in transaction: Transaction) throws {
        var records = DirectoryRecords()
        records[keyPath: Record.list] = [record]
        if let former = try DirectoryHistory.record(Record.kind, record.id, in: transaction) {
            try SourceStore.base(fields, of: Record.kind, record.id, RecordFields(json: former), in: transaction)
        }
        try DirectoryStore.save(records, created: [], in: transaction)
        try HeldFields.hold(fields, of: Record.kind, record.id, in: transaction)
    }

    /// The record as it was at a position: what was changed since is undone, newest first.
    private static func asOpened<Record: EditableRecord>(
        _ current: Record, at position: Int64, in session: Session
    ) throws -> RecordFields {
        var json = try RecordEncoder().text(current)
        for entry in try session.history(of: Record.kind.rawValue, current.id, after: position) {
            do {
                json = try FieldDifferences(payload: entry.payload).undone(on: json)
            } catch is FieldDifferences.Conflict {
                // An entry without its differences stands between: what is typed is compared with what is there now.
                return try current.fields()
            }
        }
        return try RecordFields(json: json)
    }
}
