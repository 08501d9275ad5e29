/// What ties the place where a role is held to what is asked for.
package enum Relation: Hashable, Sendable {
    /// The role reaches every record of the city.
    case city
    case ownOrganization
    case ownTeam
    case openEpisode
    /// A referral shares these fields of this compartment, and only those.
    case sharedFields(Set<String>)
    /// A break-glass stands for the missing relation.
    case emergency
}

/// Which fields of a record an answer may show.
package enum VisibleFields: Hashable, Sendable {
    case all
    case only(Set<String>)

    /// The field is written as the referral writes it: `identity.name`.
    package func shows(_ field: String) -> Bool {
        switch self {
        case .all: true
        case .only(let fields): fields.contains(field)
        }
    }

    func union(_ other: VisibleFields) -> VisibleFields {
        guard case .only(let a) = self, case .only(let b) = other else { return .all }
        return .only(a.union(b))
    }
}
