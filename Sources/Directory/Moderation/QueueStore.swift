import Access
import Core
import Database
import Foundation

/// What the public said and who answered; the words of visitors and answers stay out of the journal, where nothing is erased.
struct QueueStore: Sendable {
    let database: Database

    /// What waits, oldest first: for the city everything, for a team what it has not handed over.
    func waiting(in scope: AccessScope, limit: Int) async throws -> [QueueItem] {
        let notHandedOver: SQL = scope.wholeCity ? "1 = 1" : "a.feedback_id IS NULL"
        return try await items(
            "f.state = 'new' AND \(sql: scope.ofServices) AND \(sql: notHandedOver)", order: "f.received_at, f.id", limit: limit)
    }

    /// The last answers, newest first.
    func answered(in scope: AccessScope, limit: Int) async throws -> [QueueItem] {
        try await items("f.state = 'answered' AND \(sql: scope.ofServices)", order: "a.answered_at DESC, f.id", limit: limit)
    }

    func item(_ id: String) async throws -> QueueItem? {
        try await items("f.id = \(id)", order: "f.id", limit: 1).first
    }

    /// - Parameter isFinal: false when a team hands the item to the city, where it goes on waiting.
    /// - Returns: false when somebody else ended it meanwhile; their answer stays.
    func answer(_ id: String, _ answer: QueueItem.Answer, note: String, isFinal: Bool, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            let state = isFinal ? "answered" : "new"
            guard try transaction.execute("UPDATE directory_feedback SET state = \(state) WHERE id = \(id) AND state = 'new'") == 1 else {
                return false
            }
            try transaction.execute(
                """
                INSERT INTO directory_feedback_answer (feedback_id, answer, note, answered_at)
                VALUES (\(id), \(answer), \(note), \(transaction.now))
                ON CONFLICT (feedback_id) DO UPDATE SET answer = excluded.answer, note = excluded.note, answered_at = excluded.answered_at
                """)
            try transaction.journal(.changed, "feedback", id, ["answer": answer.rawValue, "state": state])
            return true
        }
    }

    /// Needs that were missed and that nobody found to exist already, the most frequent first.
    func missedNeeds(area: String?) async throws -> [MissedNeed] {
        let there: SQL = area.map { "f.area_code = \($0)" } ?? "1 = 1"
        return try await database.read { session in
            try session.all(
                MissedNeed.self,
                """
                SELECT f.subject AS need, f.area_code AS area, COUNT(*) AS count FROM directory_feedback AS f
                LEFT JOIN directory_feedback_answer AS a ON a.feedback_id = f.id
                WHERE f.kind = 'missing' AND f.subject IS NOT NULL AND f.area_code IS NOT NULL
                    AND (a.answer IS NULL OR a.answer = 'noted') AND \(sql: there)
                GROUP BY f.subject, f.area_code ORDER BY COUNT(*) DESC, f.subject, f.area_code LIMIT 500
                """)
        }
    }

    private func items(_ condition: SQL, order: SQL, limit: Int) async throws -> [QueueItem] {
        try await database.read { session in
            try session.rows(
                """
                SELECT f.id, f.service_id, f.kind, f.subject, f.area_code, f.words, f.language, f.received_at, s.record, s.organization_id,
                    a.answer, a.note, a.answered_at
                FROM directory_feedback AS f
                LEFT JOIN directory_service AS s ON s.id = f.service_id
                LEFT JOIN directory_feedback_answer AS a ON a.feedback_id = f.id
                WHERE f.kind <> 'right' AND \(sql: condition) ORDER BY \(sql: order) LIMIT \(limit)
                """
            ).map { try QueueItem(row: $0) }
        }
    }
}

extension QueueItem {
    fileprivate init(row: Row) throws {
        let record: String? = try row[8]
        let answer: String? = try row[10]
        feedback = Feedback(
            id: try row[0], serviceID: try row[1], kind: Feedback.Kind(rawValue: try row[2]) ?? .wrong, subject: try row[3],
            areaCode: try row[4], words: try row[5], language: Language(try row[6]), receivedAt: try row[7])
        service = try record.map { try JSONDecoder().decode(Service.self, from: Data($0.utf8)) }
        organization = try row[9]
        reply = try answer.flatMap(Answer.init(rawValue:)).map { Reply(answer: $0, note: try row[11], at: try row[12]) }
    }
}
