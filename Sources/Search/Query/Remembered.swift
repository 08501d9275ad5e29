import Synchronization

/// The answers to the latest questions: as many as there is room for, the oldest forgotten first.
///
/// Nobody waits for it: a part that another request is looking into is passed over, as if nothing were remembered.
final class Remembered<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
    private struct Part {
        /// Asked lately, and those before; when the first are full they take the place of the others.
        var recent: [Question: Answer] = [:]
        var older: [Question: Answer] = [:]

        mutating func keep(_ answer: Answer, _ question: Question, _ room: Int) {
            if recent.count >= room {
                older = recent
                recent = [:]
                recent.reserveCapacity(room)
            }
            recent[question] = answer
        }
    }

    private final class Locked: Sendable {
        let part = Mutex(Part())
    }

    private let parts = (0..<64).map { _ in Locked() }
    private let room: Int

    /// - Parameter room: answers kept at least; at most twice as many are.
    init(room: Int) { self.room = max(1, room / 64) }

    private func part(_ question: Question) -> Locked { parts[Int(truncatingIfNeeded: UInt(bitPattern: question.hashValue) % 64)] }

    func answer(to question: Question) -> Answer? {
        part(question).part.withLockIfAvailable { part -> Answer? in
            if let answer = part.recent[question] { return answer }
            guard let answer = part.older[question] else { return nil }
            part.keep(answer, question, room)
            return answer
        } ?? nil
    }

    func keep(_ answer: Answer, for question: Question) {
        _ = part(question).part.withLockIfAvailable { $0.keep(answer, question, room) }
    }
}
