import Core
import Database

/// Keeps feedback for the city.
struct FeedbackStore: Sendable {
    let database: Database

    func add(_ feedback: Feedback) async throws {
        let act = Act("feedback.send", by: .visitor, for: "public-information")
        try await database.write(act) { transaction in
            try transaction.execute(
                """
                INSERT INTO directory_feedback (id, service_id, kind, subject, area_code, words, language, received_at)
                VALUES (\(feedback.id), \(feedback.serviceID), \(feedback.kind), \(feedback.subject), \(feedback.areaCode),
                    \(feedback.words), \(feedback.language.tag), \(feedback.receivedAt))
                """
            )
            // The words stay in their table, where they can be erased; the journal only says that something came.
            try transaction.journal(.created, "feedback", feedback.id)
        }
    }
}
