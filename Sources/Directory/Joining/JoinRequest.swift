import Core

/// An organization that wants to work with the city: what it says of itself, until somebody answers.
struct JoinRequest: Hashable, Sendable {
    let id: String
    let name: String
    let website: String?
    let words: String
    let language: Language
    let receivedAt: Instant
    /// Who asks; erased with the answer.
    let contact: Contact?
    let state: State
    let reason: String?

    struct Contact: Hashable, Sendable {
        let name: String
        let email: String
    }

    enum State: String, Sendable {
        case waiting, accepted, refused
    }

    static let longestWords = 1_000
    static let longestName = 200
}

/// The city did not let an organization in: its first administrator cannot be invited.
package struct WelcomeRefused: Error, Hashable, Sendable {
    package init() {}
}
