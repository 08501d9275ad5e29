import Core
import Database

/// What an administrator does with the addresses that are told.
extension Webhooks {
    /// How long messages carry the former secret's signature too, in seconds: a day to change it on the other side.
    package static let overlap: Int64 = 86_400

    /// The addresses that are told or paused, by name.
    package func list(limit: Int = 200) async throws -> [Webhook] {
        try await jobs.database.read { db in
            try db.all(
                Webhook.self,
                """
                SELECT \(sql: Self.columns) FROM background_webhook WHERE is_active = 1 ORDER BY name, id LIMIT \(limit)
                """)
        }
    }

    /// One of them; nothing when it was never registered or has been closed.
    package func webhook(_ id: String) async throws -> Webhook? {
        try await jobs.database.read { db in
            try db.first(
                Webhook.self, "SELECT \(sql: Self.columns) FROM background_webhook WHERE id = \(id) AND is_active = 1 ORDER BY id LIMIT 1")
        }
    }

    /// The last answers of some receivers, the newest first.
    package func answers(of ids: [String]) async throws -> [String: [Webhook.Answer]] {
        let answers = try await jobs.database.read { db in
            try db.all(
                Webhook.Answer.self,
                """
                SELECT webhook_id, event, at, status, problem, milliseconds FROM background_webhook_answer
                WHERE webhook_id IN \(list: ids) ORDER BY webhook_id, number DESC LIMIT 10000
                """)
        }
        return Dictionary(grouping: answers, by: \.webhookId)
    }

    /// Sends nothing until it is resumed; what happens meanwhile is not told later. False when it was paused or closed already.
    package func pause(_ id: String, _ act: Act) async throws -> Bool {
        try await change(id, .closed, act) { _ in
            "UPDATE background_webhook SET is_paused = 1 WHERE id = \(id) AND is_active = 1 AND is_paused = 0"
        }
    }

    /// Tells again of what happens from now on; false when it was not paused.
    package func resume(_ id: String, _ act: Act) async throws -> Bool {
        try await change(id, .reopened, act) { transaction in
            """
            UPDATE background_webhook SET is_paused = 0, told_until = \(try Self.endOfJournal(transaction))
            WHERE id = \(id) AND is_active = 1 AND is_paused = 1
            """
        }
    }

    /// Signs with a new secret, and for a day with the former one too; nothing when the address is closed.
    package func rotate(_ id: String, _ act: Act) async throws -> WebhookSecret? {
        let (secret, until) = (WebhookSecret(), jobs.now() + Self.overlap)
        let isChanged = try await change(id, .changed, act) { transaction in
            """
            UPDATE background_webhook SET former_secret = secret, former_until = \(until), secret = \(try sealed(secret, id, transaction))
            WHERE id = \(id) AND is_active = 1
            """
        }
        return isChanged ? secret : nil
    }

    /// Has one message of no meaning sent, once, to see whether it arrives; false when the address is paused or closed.
    package func test(_ id: String, _ act: Act) async throws -> Bool {
        try await jobs.database.write(act) { [self] transaction in
            let isOpen = try transaction.value(
                Int.self, "SELECT 1 FROM background_webhook WHERE id = \(id) AND is_active = 1 AND is_paused = 0 ORDER BY id LIMIT 1")
            guard isOpen != nil else { return false }
            try tell(id, Self.testEvent, ["webhook": id], attempts: 1, in: transaction)
            return true
        }
    }

    private func change(
        _ id: String, _ change: JournalEntry.Change, _ act: Act, _ statement: @escaping @Sendable (Transaction) throws -> SQL
    ) async throws -> Bool {
        try await jobs.database.write(act) { transaction in
            let changed = try transaction.execute(statement(transaction))
            if changed > 0 { try transaction.journal(change, "webhook", id) }
            return changed > 0
        }
    }

    private static let columns: SQL = "id, name, url, event, is_paused, created_at, former_until"
}
