import Core

/// An emergency in which an agent sees a person without relation or basis: with a reason, for three hours, reviewed by a second person.
///
/// It opens nothing that the agent's role does not open for people of the own team, crosses no wall and excuses no second factor.
package struct BreakGlass: Hashable, Sendable {
    /// Identifier of the person it concerns.
    package let person: String
    package let compartments: Set<Compartment>
    package let reason: String
    package let openedAt: Instant
    /// Closed before its end, by the agent or the reviewer.
    package let closedAt: Instant?

    /// Seconds after which it is over.
    package static let duration: Int64 = 3 * 3_600

    package init(person: String, compartments: Set<Compartment>, reason: String, openedAt: Instant, closedAt: Instant? = nil) {
        self.person = person
        self.compartments = compartments
        self.reason = reason
        self.openedAt = openedAt
        self.closedAt = closedAt
    }

    package func isOpen(at now: Instant) -> Bool {
        !reason.allSatisfy(\.isWhitespace) && openedAt <= now && now < openedAt + Self.duration && closedAt.map { now < $0 } ?? true
    }

    func opens(_ compartment: Compartment, of target: AccessTarget, at now: Instant) -> Bool {
        person == target.person && compartments.contains(compartment) && isOpen(at: now)
    }
}
