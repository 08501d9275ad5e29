import Core
import Database
import Logging
import Synchronization

/// Tells receivers what changed, as the journal says it: each entry once, whichever node looks first.
package struct WebhookNews: Sendable {
    /// One record that changed: which, never how.
    struct Item: Encodable, Hashable {
        let kind: String
        let id: String
        let change: String
    }

    private struct News: Encodable {
        let changes: [Item]
        /// The position in the journal up to which this tells.
        let position: Int64
    }

    /// The event that receivers of this city's directory ask for.
    package static let directoryChanged = "directory.changed"
    let webhooks: Webhooks
    let event: String
    let isPublic: @Sendable (JournalEntry) throws -> Bool
    let logger: Logger
    private let seen = Seen()
    /// Entries looked at together, and so changes in one message at most.
    private static let batch = 500

    /// - Parameter isPublic: whether everybody may know that this happened.
    package init(
        _ webhooks: Webhooks, event: String = Self.directoryChanged, logger: Logger,
        isPublic: @escaping @Sendable (JournalEntry) throws -> Bool
    ) {
        self.webhooks = webhooks
        self.event = event
        self.isPublic = isPublic
        self.logger = logger
    }

    /// Follows the journal until its task is cancelled.
    package func run() async {
        for await _ in webhooks.jobs.database.changes {
            do {
                while try await tell() {}
            } catch {
                // Nothing is lost: the next look begins where this one did.
                if !Task.isCancelled { logger.warning("Receivers were not told", metadata: ["reason": "\(JobFailure(error).reason)"]) }
            }
        }
    }

    /// One look; true when there may be more to tell.
    func tell() async throws -> Bool {
        let database = webhooks.jobs.database
        let hooks = try await database.read { [event] db in
            try db.all(
                Told.self,
                """
                SELECT id, told_until FROM background_webhook WHERE event = \(event) AND is_active = 1 AND is_paused = 0
                ORDER BY id LIMIT 1000
                """)
        }
        guard let earliest = hooks.map(\.toldUntil).min() else { return false }
        let entries = try await database.journal(after: max(earliest, seen.position), limit: Self.batch)
        guard let last = entries.last?.sequence else { return false }
        let news = try entries.filter(isPublic)
        if !news.isEmpty {
            let areTold = try await database.write(Act("webhook.tell", by: .system, for: "operation")) { transaction in
                try hooks.map { try tell($0, news, until: last, transaction) }
            }
            // Another node may have told less than this look has found.
            guard !areTold.contains(false) else { return true }
        }
        // A receiver that asked later begins after this position anyway.
        seen.move(to: last)
        return entries.count == Self.batch
    }

    /// False when another node, or a person, was first.
    private func tell(_ hook: Told, _ news: [JournalEntry], until last: Int64, _ transaction: Transaction) throws -> Bool {
        let items = Self.items(news.filter { $0.sequence > hook.toldUntil })
        guard !items.isEmpty else { return true }
        let changed = try transaction.bookkeeping {
            try transaction.execute(
                """
                UPDATE background_webhook SET told_until = \(last)
                WHERE id = \(hook.id) AND told_until = \(hook.toldUntil) AND is_active = 1 AND is_paused = 0
                """)
        }
        guard changed > 0 else { return false }
        try webhooks.tell(hook.id, event, News(changes: items, position: last), in: transaction)
        return true
    }

    /// Each record once, with the last thing that happened to it, in the order in which it first came.
    private static func items(_ entries: [JournalEntry]) -> [Item] {
        struct Record: Hashable {
            let kind: String
            let id: String
        }
        var order: [Record] = []
        var changes: [Record: String] = [:]
        for entry in entries {
            let record = Record(kind: entry.subjectKind, id: entry.subjectID)
            let before = changes[record]
            if before == nil { order.append(record) }
            changes[record] = before == "created" && entry.change == .changed ? "created" : entry.change.rawValue
        }
        return order.map { Item(kind: $0.kind, id: $0.id, change: changes[$0] ?? "") }
    }
}

/// How far this node has looked.
private final class Seen: Sendable {
    private let last = Mutex<Int64>(0)
    var position: Int64 { last.withLock { $0 } }
    func move(to position: Int64) { last.withLock { $0 = max($0, position) } }
}

private struct Told: Decodable {
    let id: String
    let toldUntil: Int64
}
