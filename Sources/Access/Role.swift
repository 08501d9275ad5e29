/// What a person does in a team, an organization or the city, and what that opens: data, not code.
package struct Role: Hashable, Codable, Sendable, Identifiable {
    /// `outreach-worker`; what grants name.
    package let id: String
    /// Catalogue key of its name; a role added by a city has its name there or is shown by its identifier.
    package let nameKey: String
    package let trade: Trade
    /// Where the role can be held; a grant elsewhere opens nothing.
    package let levels: Set<Level>
    package let openings: [Opening]

    /// The trades that walls speak of.
    package enum Trade: String, CaseIterable, Codable, Sendable {
        case general
        /// Bound by medical secrecy, member of a care team.
        case care
        case evaluation
        case hosting
        /// Keeps the machines running.
        case technical
    }

    /// Where a role is held.
    package enum Level: String, CaseIterable, Codable, Sendable {
        case city, organization, team
    }

    /// How far an opening reaches from where the role is held.
    package enum Reach: String, CaseIterable, Codable, Sendable {
        /// Every record.
        case city
        /// Records of the organization in which the role is held.
        case organization
        /// Records of the team in which the role is held.
        case team
        /// People tied by an open episode or referral to the team (or organization) in which the role is held.
        case linked
    }

    /// One line of the role table.
    package struct Opening: Hashable, Codable, Sendable {
        package let compartment: Compartment
        package let reach: Reach
        package let acts: Set<AccessAct>

        package init(_ compartment: Compartment, _ reach: Reach, _ acts: Set<AccessAct>) {
            self.compartment = compartment
            self.reach = reach
            self.acts = acts
        }
    }

    package init(id: String, trade: Trade = .general, levels: Set<Level>, openings: [Opening]) {
        self.id = id
        self.nameKey = "access.role.\(id)"
        self.trade = trade
        self.levels = levels
        self.openings = openings
    }

    /// Learns something of one person from this compartment; numbers and erasure tell nothing.
    func reveals(_ compartment: Compartment) -> Bool {
        openings.contains { $0.compartment == compartment && $0.acts.contains(where: \.reveals) }
    }

    /// Evaluates minority: says so, or reads the evaluation.
    package var evaluates: Bool { trade == .evaluation || reveals(.minorityEvaluation) }

    /// Houses people: says so, or reads where they sleep.
    package var hosts: Bool { trade == .hosting || reveals(.hosting) }
}
