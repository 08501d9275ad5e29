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

    /// What an administrator sends to see whether it arrives.
    package static let testEvent = "webhook.test"
    let jobs: JobQueue
    let seal: Seal
    let reach: WebhookAddress.Reach
    private static let kind = "webhook.deliver"

    package init(jobs: JobQueue, seal: Seal, reach: WebhookAddress.Reach = .publicInternet) {
        self.jobs = jobs
        self.seal = seal
        self.reach = reach
    }

    /// Registers an address for one kind of event, from this moment on; returns its identifier. Throws `WebhookRefusal`.
    ///
    /// - Parameter secret: what the messages are signed with, known to both sides.
    package func register(
        _ url: String, named name: String = "", for event: String, secret: WebhookSecret, in transaction: Transaction
    ) throws -> String {
        let url = try WebhookAddress.check(url, reach: reach)
        let (id, now) = (jobs.newID(), jobs.now())
        let sealed = try sealed(secret, id, transaction)
        try transaction.execute(
            """
            INSERT INTO background_webhook (id, url, event, secret, is_active, created_at, name, told_until)
            VALUES (\(id), \(url), \(event), \(sealed), 1, \(now), \(name), \(try Self.endOfJournal(transaction)))
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
            String.self,
            """
            SELECT id FROM background_webhook WHERE event = \(event) AND is_active = 1 AND is_paused = 0 ORDER BY id LIMIT 1000
            """)
        for hook in hooks { try tell(hook, event, data, in: transaction) }
        return hooks.count
    }

    /// Has one receiver told of one event, after the transaction.
    func tell(_ hook: String, _ event: String, _ data: some Encodable, attempts: Int = 14, in transaction: Transaction) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let message = Message(type: event, timestamp: "\(jobs.now())", data: data)
        let body = String(decoding: try encoder.encode(message), as: UTF8.self)
        try jobs.enqueue(
            kind: Self.kind, payload: Delivery(webhook: hook, event: event, body: body), attempts: attempts, in: transaction)
    }

    /// The work of delivering, for a node that may talk to the internet.
    package func delivering(_ post: @escaping Post) -> JobKind {
        JobKind(Self.kind, backoff: Backoff(first: 5, longest: 6 * 3_600)) { run in
            let delivery = try run.payload(Delivery.self)
            guard let hook = try await jobs.database.read({ try hook(delivery.webhook, $0) }) else { return }
            let request = WebhookRequest(url: hook.url, id: run.job.id, body: delivery.body, secrets: hook.secrets, now: jobs.now())
            let begun = ContinuousClock.now
            let outcome: Result<Int, any Error>
            do { outcome = .success(try await post(request)) } catch { outcome = .failure(error) }
            if Task.isCancelled { throw CancellationError() }
            let took = ContinuousClock.now - begun
            try await run.write(JobQueue.act) { try keep(outcome, took, of: delivery, message: run.job.id, $0) }
            switch try outcome.get() {
            case 200..<300: return
            case 410: try await run.finish(JobQueue.act) { transaction in try close(delivery.webhook, in: transaction) }
            case let status: throw JobFailure("The receiver answered \(status).")
            }
        }
    }

    /// The last answers of each receiver are kept: how it goes, no record of the city.
    private func keep(
        _ outcome: Result<Int, any Error>, _ took: Duration, of delivery: Delivery, message: String, _ transaction: Transaction
    ) throws {
        let (status, problem): (Int?, String?) =
            switch outcome {
            case .success(let status): (status, nil)
            case .failure(let error): (nil, JobFailure(error).reason)
            }
        let milliseconds = max(0, Int(took / .milliseconds(1)))
        let hook = delivery.webhook
        try transaction.bookkeeping {
            try transaction.execute(
                """
                INSERT INTO background_webhook_answer (webhook_id, number, message_id, event, at, status, problem, milliseconds)
                SELECT \(hook), COALESCE(MAX(number), 0) + 1, \(message), \(delivery.event ?? ""), \(jobs.now()), \(status), \(problem),
                    \(milliseconds)
                FROM background_webhook_answer WHERE webhook_id = \(hook)
                """)
            try transaction.execute(
                """
                DELETE FROM background_webhook_answer WHERE webhook_id = \(hook) AND number <= (
                    SELECT MAX(number) - \(Self.keptAnswers) FROM background_webhook_answer WHERE webhook_id = \(hook))
                """)
        }
    }

    static let keptAnswers = 20

    private func hook(_ id: String, _ session: Session) throws -> Receiver? {
        let row = try session.first(
            WebhookRow.self,
            """
            SELECT url, secret, former_secret, former_until FROM background_webhook
            WHERE id = \(id) AND is_active = 1 AND is_paused = 0 ORDER BY id LIMIT 1
            """)
        guard let row else { return nil }
        let former = row.formerUntil.map { $0 > jobs.now() } == true ? row.formerSecret : nil
        let secrets = try [row.secret, former].compactMap(\.self).compactMap { sealed in
            Data(base64Encoded: try seal.open(sealed, "webhook", id, session)).map(Array.init)
        }
        return secrets.isEmpty ? nil : Receiver(url: row.url, secrets: secrets)
    }

    func sealed(_ secret: WebhookSecret, _ id: String, _ transaction: Transaction) throws -> [UInt8] {
        try seal.close(Data(secret.bytes).base64EncodedString(), "webhook", id, transaction)
    }

    /// A receiver is told of what comes after it asked, or asked again.
    static func endOfJournal(_ session: Session) throws -> Int64 {
        try session.value(Int64.self, "SELECT COALESCE(MAX(sequence), 0) FROM journal_entry ORDER BY 1 LIMIT 1") ?? 0
    }
}

private struct Message<Content: Encodable>: Encodable {
    let type: String
    let timestamp: String
    let data: Content
}

private struct Delivery: Codable {
    let webhook: String
    /// Missing in jobs of earlier versions.
    let event: String?
    let body: String
}

private struct Receiver {
    let url: String
    let secrets: [[UInt8]]
}

private struct WebhookRow: Decodable {
    let url: String
    let secret: [UInt8]
    let formerSecret: [UInt8]?
    let formerUntil: Instant?
}
