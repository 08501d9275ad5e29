import Background
import Core
import Database
import Foundation
import Logging
import Vault

/// The jobs and letters of one node, put together; `runner(_:).run()` does them until its task is cancelled.
package struct BackgroundWork: Sendable {
    package let jobs: JobQueue
    package let outbox: Outbox
    package let webhooks: Webhooks
    /// What tells receivers of changes, beside the jobs.
    package let news: WebhookNews
    private let kinds: [JobKind]
    private let worker: String
    private let logger: Logger

    /// - Parameter mail: the mail program and in whose name letters go out; without it they wait in the outbox.
    package init(
        database: Database, vault: Vault, mail: (program: Sendmail, sender: MailSender)?, reach: WebhookAddress.Reach,
        now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> String, logger: Logger
    ) {
        jobs = JobQueue(database: database, now: now, newID: newID)
        let seal = Seal(vault)
        outbox = Outbox(jobs: jobs, seal: seal)
        webhooks = Webhooks(jobs: jobs, seal: seal, reach: reach)
        news = WebhookNews(webhooks, logger: logger, isPublic: DirectoryNews.isPublic)
        var kinds = [Housekeeping(outbox: outbox).work, webhooks.delivering(WebhookSender(reach: reach).post)]
        if let mail { kinds.append(outbox.sending(mail.program, from: mail.sender)) }
        // Two nodes on one machine are told apart, and a node from its former life.
        worker = "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)-\(newID().prefix(8))"
        self.kinds = kinds
        self.logger = logger
    }

    /// What does the jobs of this node, those of the domains too.
    package func runner(_ domains: [JobKind]) -> JobRunner {
        JobRunner(queue: jobs, kinds: kinds + domains, worker: worker, logger: logger)
    }
}

extension Seal {
    /// Sealed with the key of whoever it belongs to: erased with them.
    init(_ vault: Vault) {
        self.init(
            seal: { text, owner, row, transaction in
                let sealed = try vault.seal(text, at: Self.field.at(row: row, of: owner), transaction)
                guard case .blob(let bytes) = sealed.sqlValue else { return [] }
                return bytes
            },
            open: { bytes, owner, row, session in
                guard let sealed = SealedValue(sqlValue: .blob(bytes)) else { return "" }
                return try vault.open(sealed, at: Self.field.at(row: row, of: owner), session)
            })
    }

    private static let field = SealedField(table: "background", column: "sealed")
}
