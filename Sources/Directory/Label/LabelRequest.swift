import Core

/// A place asks for the city's label: what was asked, checked and decided.
struct LabelRequest: Hashable, Sendable {
    let id: String
    let service: String
    let state: State
    /// In their order; the first is the question.
    let steps: [Step]
    /// By criterion; one that is missing was not looked at yet.
    let checks: [String: Check]

    enum State: String, Sendable {
        case waiting, granted, refused, withdrawn
        /// Its last day has passed.
        case lapsed
    }

    /// What somebody said, and when.
    struct Step: Hashable, Sendable {
        enum Kind: String, Sendable, CaseIterable {
            case asked, granted, refused, withdrawn
        }

        let kind: Kind
        let words: String
        let account: String
        let at: Instant
    }

    struct Check: Hashable, Sendable {
        let isMet: Bool
        let note: String
        let account: String
        let at: Instant
    }

    static let longestWords = 1_000

    /// Whether every criterion was looked at and is met; a city that says no criterion grants no label.
    func meets(_ criteria: [CityLabel.Criterion]) -> Bool {
        !criteria.isEmpty && criteria.allSatisfy { checks[$0.id]?.isMet == true }
    }
}
