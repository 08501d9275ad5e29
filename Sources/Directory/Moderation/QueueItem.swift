import Core

/// Something the public said that waits for somebody's answer.
struct QueueItem: Hashable, Sendable {
    let feedback: Feedback
    /// Nil when a service is missing.
    let service: Service?
    let organization: String?
    /// The last answer: of an item that is closed, or of a team that handed it to the city.
    let reply: Reply?

    struct Reply: Hashable, Sendable {
        let answer: Answer
        let note: String
        let at: Instant
    }

    /// How an item ends.
    enum Answer: String, Sendable, CaseIterable {
        /// The record was wrong and is right now.
        case corrected
        case wasRight = "was_right"
        /// Said by a team, it hands the item to the city; said by the city, it ends it.
        case notOurs = "not_ours"
        case duplicate
        /// The need is real: it stays on the board of needs.
        case noted
        /// Such a service is there already.
        case exists

        static func choices(for kind: Feedback.Kind) -> [Answer] {
            kind == .missing ? [.noted, .exists, .duplicate] : [.corrected, .wasRight, .notOurs, .duplicate]
        }
    }

    static let longestNote = 1_000
}

/// How often a need was missed in an area.
struct MissedNeed: Decodable, Hashable, Sendable {
    let need: String
    let area: String
    let count: Int
}
