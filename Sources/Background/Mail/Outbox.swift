import Core
import Database
import Foundation

/// The letters that are to go out. Where no mail program is set up they wait, and an administrator can read them.
package struct Outbox: Sendable {
    let jobs: JobQueue
    let seal: Seal
    private static let kind = "mail.send"
    /// A letter that could not be sent within a week would surprise more than it helps.
    private static let lifetime: Int64 = 7 * 86_400

    package init(jobs: JobQueue, seal: Seal) {
        self.jobs = jobs
        self.seal = seal
    }

    /// Takes a letter in the same transaction as the change that causes it; returns its identifier. Throws `MailRefusal`.
    ///
    /// - Parameters:
    ///   - owner: whose key seals it until it is sent: an account or a person.
    ///   - expires: when it is of no use any more, as a link to sign in is soon; at most a week.
    @discardableResult
    package func enqueue(
        _ mail: Mail, for owner: String = "outbox", expires: Instant? = nil, in transaction: Transaction
    ) throws -> String {
        try mail.validate()
        let (id, now) = (jobs.newID(), jobs.now())
        let content = try seal.close(String(decoding: JSONEncoder().encode(mail), as: UTF8.self), owner, id, transaction)
        let job = try jobs.enqueue(kind: Self.kind, payload: ["mail": id], key: "mail:\(id)", attempts: 12, in: transaction)
        let end = min(expires ?? now + Self.lifetime, now + Self.lifetime)
        try transaction.execute(
            """
            INSERT INTO background_mail (id, job_id, owner, state, content, created_at, expires_at)
            VALUES (\(id), \(job), \(owner), 'waiting', \(content), \(now), \(end))
            """)
        try transaction.journal(.created, "mail", id)
        return id
    }

    /// The letters in one state, the newest first, without what they say.
    package func list(_ state: MailNotice.State, limit: Int = 50) async throws -> [MailNotice] {
        try await jobs.database.read { db in
            try db.all(
                MailNotice.self,
                """
                SELECT mail.id, mail.job_id, mail.owner, mail.state, mail.created_at, mail.expires_at, mail.ended_at, job.state AS job_state,
                    job.attempts, job.problem
                FROM background_mail AS mail LEFT JOIN background_job AS job ON job.id = mail.job_id
                WHERE mail.state = \(state) ORDER BY mail.created_at DESC, mail.id LIMIT \(limit)
                """)
        }
    }

    /// How many letters wait to go out.
    package func waiting() async throws -> Int {
        try await jobs.database.read { db in
            try db.value(Int.self, "SELECT COUNT(*) FROM background_mail WHERE state = 'waiting' ORDER BY 1 LIMIT 1") ?? 0
        }
    }

    /// What a waiting letter says; that it was read is written into the journal. Nothing when it was sent or erased.
    package func read(_ id: String, _ act: Act) async throws -> Mail? {
        try await jobs.database.write(act) { [self] transaction in
            guard let mail = try content(of: id, transaction)?.mail else { return nil }
            try transaction.journal(.seen, "mail", id)
            return mail
        }
    }

    /// Ends a letter that a person handed over themselves, and its sending; false when it was sent or erased, or is being sent now.
    package func deliveredByHand(_ id: String, _ act: Act) async throws -> Bool {
        try await jobs.database.write(act) { [self] transaction in
            let isBusy = try transaction.value(
                Int.self,
                """
                SELECT 1 FROM background_mail AS mail JOIN background_job AS job ON job.id = mail.job_id
                WHERE mail.id = \(id) AND job.state = 'running' ORDER BY 1 LIMIT 1
                """)
            guard isBusy == nil, try content(of: id, transaction) != nil else { return false }
            try end(id, .sent, transaction)
            try transaction.execute(
                """
                UPDATE background_job SET state = 'done', ended_at = \(jobs.now()), problem = NULL
                WHERE id = (SELECT job_id FROM background_mail WHERE id = \(id)) AND state IN ('waiting', 'dead')
                """)
            return true
        }
    }

    /// The work of sending, for a node that has a mail program.
    package func sending(_ sendmail: Sendmail, from sender: MailSender) -> JobKind {
        JobKind(Self.kind, backoff: Backoff(first: 30, longest: 4 * 3_600)) { run in
            let id = try run.payload([String: String].self)["mail"] ?? ""
            guard let waiting = try await jobs.database.read({ try content(of: id, $0) }) else { return }
            let now = jobs.now()
            var state = MailNotice.State.expired
            if waiting.expiresAt > now {
                try await sendmail.send(MailMessage(mail: waiting.mail, sender: sender, id: id, date: now).text)
                state = .sent
            }
            try await run.finish(JobQueue.act) { [state] in try end(id, state, $0) }
        }
    }

    /// Erases what is of no use any more, sent or not; returns how many.
    func expire(_ transaction: Transaction) throws -> Int {
        let ids = try transaction.values(
            String.self,
            "SELECT id FROM background_mail WHERE state = 'waiting' AND expires_at <= \(jobs.now()) ORDER BY id LIMIT 1000")
        for id in ids { try end(id, .expired, transaction) }
        return ids.count
    }

    private func end(_ id: String, _ state: MailNotice.State, _ transaction: Transaction) throws {
        let changed = try transaction.execute(
            """
            UPDATE background_mail SET state = \(state), content = NULL, ended_at = \(jobs.now()) WHERE id = \(id) AND state = 'waiting'
            """)
        if changed > 0 { try transaction.journal(.erased, "mail", id, ["state": state.rawValue]) }
    }

    private func content(of id: String, _ session: Session) throws -> WaitingMail? {
        let row = try session.first(
            MailRow.self,
            "SELECT owner, content, expires_at FROM background_mail WHERE id = \(id) AND state = 'waiting' ORDER BY id LIMIT 1")
        guard let row else { return nil }
        let text = try seal.open(row.content, row.owner, id, session)
        return WaitingMail(mail: try JSONDecoder().decode(Mail.self, from: Data(text.utf8)), expiresAt: row.expiresAt)
    }
}

/// One letter as the outbox shows it.
package struct MailNotice: Decodable, Sendable, Hashable {
    package enum State: String, Codable, Sendable, CaseIterable {
        case waiting
        /// The mail program has taken it; the letter itself is erased.
        case sent
        case expired
    }

    package let id: String
    /// To have a given-up sending tried again.
    package let jobID: String
    package let owner: String
    package let state: State
    package let createdAt: Instant
    package let expiresAt: Instant
    package let endedAt: Instant?
    package let jobState: Job.State?
    package let attempts: Int?
    package let problem: String?

    private enum CodingKeys: String, CodingKey {
        case id, owner, state, createdAt, expiresAt, endedAt, jobState, attempts, problem
        case jobID = "jobId"
    }
}

private struct MailRow: Decodable {
    let owner: String
    let content: [UInt8]
    let expiresAt: Instant
}

private struct WaitingMail {
    let mail: Mail
    let expiresAt: Instant
}
