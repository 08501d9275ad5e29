import Access
import Core

/// An organization whose people work on the platform; it bears the identifier it has in the directory.
package struct WorkingOrganization: Decodable, Hashable, Sendable {
    package let id: String
    package let name: String
    package let admittedAt: Instant
    package let closedAt: Instant?
}

/// A team of an organization: the people who follow the same persons.
package struct Team: Decodable, Hashable, Sendable {
    package let id: String
    package let organizationId: String
    package let name: String
    package let closedAt: Instant?

    var place: Grant.Place { .team(id, organization: organizationId) }
}

/// Somebody who works in an organization.
package struct Member: Decodable, Hashable, Sendable {
    package let accountId: String
    package let name: String
    package let email: String
    package let joinedAt: Instant
}

/// A role somebody holds or will hold, with what the interface needs to say of it.
package struct HeldRole: Decodable, Hashable, Sendable {
    package let id: String
    package let accountId: String
    package let role: String
    package let organizationId: String?
    package let teamId: String?
    package let teamName: String?
    package let fromAt: Instant
    package let untilAt: Instant?

    package var place: Grant.Place { Grant.Place(organization: organizationId, team: teamId) }
}

/// An invitation nobody has answered yet.
package struct Invitation: Decodable, Hashable, Sendable {
    package let id: String
    package let accountId: String
    package let name: String
    package let email: String
    package let role: String
    package let organizationId: String
    package let organizationName: String
    package let teamId: String?
    package let teamName: String?
    package let expiresAt: Instant

    /// Seconds in which it can be answered.
    static let lifetime: Int64 = 14 * 24 * 3_600
}

extension Grant.Place {
    /// The place that two columns of a row name.
    init(organization: String?, team: String?) {
        self =
            switch (organization, team) {
            case (let organization?, let team?): .team(team, organization: organization)
            case (let organization?, nil): .organization(organization)
            case (nil, _): .city
            }
    }
}
