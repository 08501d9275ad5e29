/// One drawer of what the platform keeps, opened on its own: nine hold what is known of a person, the others the city's work.
package enum Compartment: String, CaseIterable, Codable, Sendable {
    // About one person.

    /// Name, pseudonym, birth, languages, how to reach the person.
    case identity
    /// Household, needs, encounters, referrals.
    case social
    /// Whatever tells of health, even that an appointment exists.
    case health
    /// The evaluation of minority and isolation, its interviews and its report.
    case minorityEvaluation = "minority-evaluation"
    /// Procedures, papers, lawyers, appeals.
    case legal
    /// Schooling, language levels, courses.
    case education
    case employment
    /// Where a person sleeps: shelter, placement, citizen hosting.
    case hosting
    /// Danger the person is in: violence, trafficking, threats.
    case safety

    // About the city's work.

    /// Organizations, locations, services and sheets, with the fields only professionals see.
    case directory
    /// Texts of the directory and the sheets in other languages.
    case translation
    /// What the public says, and the services it misses.
    case feedback
    /// The city's label for a place.
    case label
    /// Commitments, actions, indicators.
    case plan
    /// Organizations that work on the platform, and their teams.
    case organizations
    /// The people who work in them, their invitations and their sessions.
    case accounts
    /// The role table and who holds which role.
    case roles
    /// Keys of programs that use the API.
    case tokens
    /// Break-glass requests and their review.
    case emergencies
    case journal
    /// Encryption keys: their versions and rotation, never themselves.
    case keys
    /// Configuration, jobs, backups, outbox.
    case platform

    /// How closely a compartment is kept.
    package enum Closeness: Sendable {
        /// The city's published work.
        case open
        /// Who may do what, and the proof of what was done.
        case governed
        /// What is known of one person.
        case personal
    }

    package var closeness: Closeness {
        switch self {
        case .identity, .social, .health, .minorityEvaluation, .legal, .education, .employment, .hosting, .safety: .personal
        case .directory, .translation, .feedback, .label, .plan: .open
        case .organizations, .accounts, .roles, .tokens, .emergencies, .journal, .keys, .platform: .governed
        }
    }

    package var isPersonal: Bool { closeness == .personal }

    /// Catalogue key of its name.
    package var nameKey: String { "access.compartment.\(rawValue)" }
}
