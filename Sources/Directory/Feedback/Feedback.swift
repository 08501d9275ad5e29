import Core

/// What the public says of a record, or of a service that is missing; kept for the city, tied to nobody.
struct Feedback: Hashable, Sendable {
    let id: String
    /// Nil when a service is missing.
    let serviceID: String?
    let kind: Kind
    /// What is wrong (`hours`, `moved`…), or the need that is missing.
    let subject: String?
    let areaCode: String?
    let words: String
    let language: Language
    let receivedAt: Instant

    enum Kind: String, Sendable {
        case right, wrong, missing
    }

    /// What can be wrong with a record, in the order of the form.
    static let subjects = ["closed", "hours", "moved", "contact", "refused", "other"]
    static let longestWords = 1_000
}
