import Access
import Core
import Database
import Foundation

/// Keeps changes until their moment; each is published once, whichever node does it.
struct DraftStore: Sendable {
    let database: Database
    let links: DirectoryLinks

    /// What an author leaves to be published.
    struct Plan: Sendable {
        let id: String
        let openedAt: Int64
        let publishAt: Instant
        let organization: String
        /// An earlier draft of the author's that this one takes the place of.
        let replaces: String?
    }

    /// Keeps a change for later.
    ///
    /// - Returns: false when nothing was typed that was not there when the form was opened.
    func keep<Record: EditableRecord>(
        _ type: Record.Type, _ id: String, _ plan: Plan, _ act: Act, edit: @escaping @Sendable (inout Record) -> Void
    ) async throws -> Bool {
        try await database.write(act) { transaction in
            guard let typed = try EditStore.typed(type, id, openedAt: plan.openedAt, in: transaction, edit: edit) else { return false }
            if let former = plan.replaces { try Self.end(former, of: id, as: .withdrawn, in: transaction) }
            try transaction.execute(
                """
                INSERT INTO directory_draft (id, kind, record_id, opened_at, record, publish_at, author, organization_id, made_at)
                VALUES (\(plan.id), \(Record.kind.rawValue), \(id), \(plan.openedAt), \(try RecordEncoder().text(typed)),
                    \(plan.publishAt), \(act.author.account ?? ""), \(plan.organization), \(transaction.now))
                """)
            try transaction.journal(.created, "draft", plan.id, ["record": id, "at": "\(plan.publishAt)"])
            try links.publishLater(plan.id, plan.publishAt, transaction)
            return true
        }
    }

    func find(_ id: String) async throws -> RecordDraft? {
        try await database.read { try Self.drafts("d.id = \(id)", limit: 1, $0).first }
    }

    /// What waits or came back within a scope, the next first.
    func open(in scope: AccessScope, limit: Int) async throws -> [RecordDraft] {
        let reach: SQL = scope.wholeCity ? "1 = 1" : "d.organization_id IN \(list: scope.organizations.sorted())"
        return try await database.read { try Self.drafts("d.state IN ('waiting', 'clashed') AND \(sql: reach)", limit: limit, $0) }
    }

    /// What waits or came back of one record.
    func open(of record: String) async throws -> [RecordDraft] {
        try await database.read { try Self.drafts("d.state IN ('waiting', 'clashed') AND d.record_id = \(record)", limit: 20, $0) }
    }

    func withdraw(_ draft: RecordDraft, _ act: Act) async throws {
        try await database.write(act) { try Self.end(draft.id, of: draft.record, as: .withdrawn, in: $0) }
    }

    /// Ends a draft that waits or came back; one of another record is left alone.
    static func end(_ id: String, of record: String, as state: RecordDraft.State, in transaction: Transaction) throws {
        let ended = try transaction.execute(
            """
            UPDATE directory_draft SET state = \(state.rawValue)
            WHERE id = \(id) AND record_id = \(record) AND state IN ('waiting', 'clashed')
            """)
        if ended > 0 { try transaction.journal(.changed, "draft", id, ["state": state.rawValue]) }
    }

    /// Publishes a draft whose moment has come: it and the record change together, so that it happens once.
    ///
    /// A change that clashes with another's comes back to its author; one whose author may no longer make it is withdrawn.
    /// - Parameter write: the transaction of whoever does the work.
    func publish(
        _ id: String, now: Instant,
        write: @Sendable (Act, @escaping @Sendable (Transaction) throws -> Void) async throws -> Void
    ) async throws {
        guard let draft = try await find(id), draft.state == .waiting, draft.publishAt <= now else { return }
        let isStillAllowed = try await links.mayChange(draft.author, draft.organization)
        let act = Act("directory.publish", by: .person(draft.author), for: "public-information", organization: draft.organization)
        try await write(act) { transaction in
            let taken = try transaction.execute(
                "UPDATE directory_draft SET state = 'published' WHERE id = \(id) AND state = 'waiting'")
            guard taken == 1 else { return }
            let state = isStillAllowed ? try Self.publish(draft, in: transaction) : .withdrawn
            if state != .published { try transaction.execute("UPDATE directory_draft SET state = \(state.rawValue) WHERE id = \(id)") }
            try transaction.journal(.changed, "draft", id, ["state": state.rawValue])
        }
    }

    private static func publish(_ draft: RecordDraft, in transaction: Transaction) throws -> RecordDraft.State {
        switch draft.kind {
        case .service: try publish(draft, as: Service.self, in: transaction)
        case .serviceAtLocation: try publish(draft, as: ServiceAtLocation.self, in: transaction)
        case .organization, .location: .withdrawn
        }
    }

    private static func publish<Record: EditableRecord>(
        _ draft: RecordDraft, as type: Record.Type, in transaction: Transaction
    ) throws -> RecordDraft.State {
        let typed = try draft.typed(type)
        return switch try EditStore.change(type, draft.record, openedAt: draft.openedAt, in: transaction, edit: { $0 = typed }) {
        case .saved, .unchanged: .published
        case .clash: .clashed
        case nil: .withdrawn
        }
    }

    private static func drafts(_ condition: SQL, limit: Int, _ session: Session) throws -> [RecordDraft] {
        try session.rows(
            """
            SELECT d.id, d.kind, d.record_id, d.opened_at, d.record, d.publish_at, d.author, d.organization_id, d.state
            FROM directory_draft AS d WHERE \(sql: condition) ORDER BY d.state, d.publish_at, d.id LIMIT \(limit)
            """
        ).map { row in
            RecordDraft(
                id: try row[0], kind: ImportPlan.Kind(rawValue: try row[1]) ?? .service, record: try row[2], openedAt: try row[3],
                text: try row[4], publishAt: try row[5], author: try row[6], organization: try row[7],
                state: RecordDraft.State(rawValue: try row[8]) ?? .withdrawn)
        }
    }
}

extension RecordDraft {
    /// The record with what was typed.
    func typed<Record: Decodable>(_ type: Record.Type) throws -> Record { try JSONDecoder().decode(type, from: Data(text.utf8)) }
}
