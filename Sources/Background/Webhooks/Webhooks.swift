import Core
import Database
import Foundation

/// Tells other systems what happened, by signed messages to the addresses they registered.
///
/// Delivered at least once and in no sure order: receivers tell repetitions by `webhook-id`. Bodies hold identifiers, never what they
/// stand for: the receiver asks for that with its own rights.
package struct Webhooks: Sendable {
    /// Sends one message and returns the answer's status; no redirect is followed, and `WebhookAddress.isPublic` is asked of the
    /// address that is connected to.
    package typealias Post = @Sendable (WebhookRequest) async throws -> Int

    let jobs: JobQueue
    let seal: Seal
    private static let kind = "webhook.deliver"

    package init(jobs: JobQueue, seal: Seal) {
        self.jobs = jobs
        self.seal = seal
    }

    /// Registers an address for one kind of event; returns its identifier. Throws `WebhookRefusal`.
    ///
    /// - Parameter secret: what the messages are signed with, 32 bytes that both sides know.
    package func register(_ url: String, for event: String, secret: [UInt8], in transaction: Transaction) throws -> String {
        try WebhookAddress.check(url)
        let (id, now) = (jobs.newID(), jobs.now())
        let sealed = try seal.close(Data(secret).base64EncodedString(), "webhook", id, transaction)
        try transaction.execute(
            """
            INSERT INTO background_webhook (id, url, event, secret, is_active, created_at)
            VALUES (\(id), \(url), \(event), \(sealed), 1, \(now))
            """)
        try transaction.journal(.created, "webhook", id)
        return id
    }

    /// Sends nothing more to an address; what waits for it is dropped when its turn comes.
    package func close(_ id: String, in transaction: Transaction) throws {
        let changed = try transaction.execute("UPDATE background_webhook SET is_active = 0 WHERE id = \(id) AND is_active = 1")
        if changed > 0 { try transaction.journal(.closed, "webhook", id) }
    }

    /// Has everybody told who asked for this event, after the transaction; returns how many will be.
    @discardableResult
    package func announce(_ event: String, _ data: some Encodable, in transaction: Transaction) throws -> Int {
        let hooks = try transaction.values(
            String.self, "SELECT id FROM background_webhook WHERE event = \(event) AND is_active = 1 ORDER BY id LIMIT 1000")
        if hooks.isEmpty { return 0 }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let message = Message(type: event, timestamp: "\(jobs.now())", data: data)
        let body = String(decoding: try encoder.encode(message), as: UTF8.self)
        for hook in hooks {
            try jobs.enqueue(kind: Self.kind, payload: Delivery(webhook: hook, body: body), attempts: 14, in: transaction)
        }
        return hooks.count
    }

    /// The work of delivering, for a node that may talk to the internet.
    package func delivering(_ post: @escaping Post) -> JobKind {
        JobKind(Self.kind, backoff: Backoff(first: 5, longest: 6 * 3_600)) { run in
            let delivery = try run.payload(Delivery.self)
            guard let hook = try await jobs.database.read({ try hook(delivery.webhook, $0) }) else { return }
            let request = WebhookRequest(
                url: hook.url, id: run.job.id, body: delivery.body, secret: hook.secret, now: jobs.now())
            switch try await post(request) {
            case 200..<300: return
            case 410: try await run.finish(JobQueue.act) { transaction in try close(delivery.webhook, in: transaction) }
            case let status: throw JobFailure("The receiver answered \(status).")
            }
        }
    }

    private func hook(_ id: String, _ session: Session) throws -> Receiver? {
        let row = try session.first(
            WebhookRow.self, "SELECT url, secret FROM background_webhook WHERE id = \(id) AND is_active = 1 ORDER BY id LIMIT 1")
        guard let row, let secret = Data(base64Encoded: try seal.open(row.secret, "webhook", id, session)) else { return nil }
        return Receiver(url: row.url, secret: Array(secret))
    }
}

private struct Message<Content: Encodable>: Encodable {
    let type: String
    let timestamp: String
    let data: Content
}

private struct Delivery: Codable {
    let webhook: String
    let body: String
}

private struct Receiver {
    let url: String
    let secret: [UInt8]
}

private struct WebhookRow: Decodable {
    let url: String
    let secret: [UInt8]
}
