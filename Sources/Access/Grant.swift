import Core

/// Somebody holds a role somewhere, from a moment to another.
package struct Grant: Hashable, Sendable {
    /// Identifier of the role in the table.
    package let role: String
    package let place: Place
    package let from: Instant
    /// The first moment at which it is over; nothing when no end is known.
    package let until: Instant?

    /// Where a role is held, or where a record belongs.
    package enum Place: Hashable, Sendable {
        case city
        case organization(String)
        case team(String, organization: String)

        package var organization: String? {
            switch self {
            case .city: nil
            case .organization(let id), .team(_, organization: let id): id
            }
        }

        package var team: String? {
            if case .team(let id, _) = self { id } else { nil }
        }

        package var level: Role.Level {
            switch self {
            case .city: .city
            case .organization: .organization
            case .team: .team
            }
        }
    }

    package init(role: String, at place: Place, from: Instant, until: Instant? = nil) {
        self.role = role
        self.place = place
        self.from = from
        self.until = until
    }

    package func isActive(at now: Instant) -> Bool {
        from <= now && until.map { now < $0 } ?? true
    }
}
