import Core

/// Somebody's stay: from sign-in to sign-out, in one browser.
struct AccountSession: Decodable, Hashable, Sendable {
    enum Stage: String, Codable, Sendable {
        /// The passphrase was right; the second factor is still asked for.
        case factor
        case open
    }

    let id: String
    let accountId: String
    let name: String
    let stage: Stage
    /// Browser and system in two words, for the list of sessions.
    let browser: String
    let isKnownDevice: Bool
    let createdAt: Instant
    let seenAt: Instant
    let endsAt: Instant
    let secondFactorAt: Instant?
}

/// How long a session lasts: NIST SP 800-63B-4 asks at most one hour without a request and one day in all at its second level.
struct SessionLimits: Hashable, Sendable {
    /// Seconds without a request.
    let idle: Int64
    /// Seconds in all.
    let absolute: Int64
    /// Seconds to give the second factor.
    let factor: Int64
    /// Seconds for which a second factor counts as recent.
    let recent: Int64

    static let standard = SessionLimits(idle: 3600, absolute: 12 * 3600, factor: 600, recent: 900)
    /// The last request is written down at most this often, in seconds.
    static let seenEvery: Int64 = 600
}
