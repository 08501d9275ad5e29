import Core

/// What a decision is about: one record, or the place where records are listed, counted or made.
package struct AccessTarget: Hashable, Sendable {
    /// A whole compartment at a place, as opposed to one record. Rows of a list are decided one by one or scoped in SQL.
    package let isPlace: Bool
    package let organization: String?
    package let team: String?
    /// The person the record tells of, by identifier.
    package let person: String?
    /// The account the record belongs to or was made by, by identifier: a grant's holder, a break-glass's author.
    package let account: String?
    package let links: [CaseLink]
    package let bases: [Basis]

    /// The records of the city, an organization or a team. Creating a person's record there names the basis it is collected on.
    package static func place(_ place: Grant.Place, bases: [Basis] = []) -> AccessTarget {
        AccessTarget(
            isPlace: true, organization: place.organization, team: place.team, person: nil, account: nil, links: [], bases: bases)
    }

    /// One record about nobody: a service, a team, an entry of the journal.
    package static func record(of organization: String?, team: String? = nil, account: String? = nil) -> AccessTarget {
        AccessTarget(isPlace: false, organization: organization, team: team, person: nil, account: account, links: [], bases: [])
    }

    /// One record of one person.
    package static func person(_ id: String, links: [CaseLink], bases: [Basis]) -> AccessTarget {
        AccessTarget(isPlace: false, organization: nil, team: nil, person: id, account: nil, links: links, bases: bases)
    }
}

/// What ties a team to a person, while it lasts.
package struct CaseLink: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The team follows the person.
        case episode
        /// A referral that shares a list of fields, frozen when it was made, as `identity.name`; reading only.
        case referral(sharing: Set<String>)
    }

    package let kind: Kind
    package let team: String
    package let organization: String
    package let from: Instant
    /// The first moment at which it is over; nothing while it is open.
    package let until: Instant?

    package init(_ kind: Kind, team: String, organization: String, from: Instant, until: Instant? = nil) {
        self.kind = kind
        self.team = team
        self.organization = organization
        self.from = from
        self.until = until
    }

    func isOpen(at now: Instant) -> Bool {
        from <= now && until.map { now < $0 } ?? true
    }

    /// The role is held in the very team, or in the whole organization.
    func ties(_ place: Grant.Place) -> Bool {
        switch place {
        case .city: false
        case .organization(let id): id == organization
        case .team(let id, let owner): id == team && owner == organization
        }
    }
}
