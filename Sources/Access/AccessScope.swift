import Core

/// Which records a permission reaches at most, for the WHERE clause of a list, a count or a search.
///
/// A row inside it may still be refused (a basis that ended); a row outside it is never allowed.
package struct AccessScope: Hashable, Sendable {
    /// Every record of the city.
    package internal(set) var wholeCity = false
    /// Records of these organizations, by identifier.
    package internal(set) var organizations: Set<String> = []
    /// Records of these teams, by identifier.
    package internal(set) var teams: Set<String> = []
    /// People with an open link to these teams.
    package internal(set) var linkedTeams: Set<String> = []
    /// People with an open link to any team of these organizations.
    package internal(set) var linkedOrganizations: Set<String> = []

    package static let nothing = AccessScope()

    package var isEmpty: Bool { self == .nothing }
}

extension AccessRule {
    /// The scope of a permission: the rule without the record. Empty whenever the rule would refuse every record.
    package static func scope(of permission: Permission, for agent: Agent?, at now: Instant) -> AccessScope {
        guard let agent else { return .nothing }
        let question = AccessQuestion(permission, on: nil, by: agent, for: nil, at: now)
        guard question.refusalsBeforeAnyRecord.isEmpty else { return .nothing }
        return question.openings.reduce(into: .nothing) { $0.add($1) }
    }
}

extension AccessScope {
    fileprivate mutating func add(_ held: AccessQuestion.HeldOpening) {
        let place = held.grant.place
        switch held.opening.reach {
        case .city: wholeCity = true
        case .organization: if let id = place.organization { organizations.insert(id) }
        case .team: if let id = place.team { teams.insert(id) }
        case .linked:
            if let team = place.team {
                linkedTeams.insert(team)
            } else if let organization = place.organization {
                linkedOrganizations.insert(organization)
            }
        }
    }
}
