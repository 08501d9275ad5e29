import HTTPTypes
import Web

/// What the people who administer organizations are refused, in a sentence they can act on.
package enum OrganizationRefusal: ReaderRefusal, Hashable {
    /// The organization, team, role, account or invitation is not there, or no longer open.
    case gone
    /// The role cannot be held at this level.
    case wrongLevel
    /// Only members of an organization hold roles in it.
    case notMember
    case nameTaken
    /// An end that is not behind the beginning, or too far away.
    case wrongPeriod
    /// What a break-glass or a role needs and lacks.
    case incomplete
    /// The role would open what no role may open.
    case wall
    /// Nobody does this for themselves.
    case oneself

    package var status: HTTPResponse.Status { self == .gone ? .notFound : .unprocessableContent }

    package var key: String {
        switch self {
        case .gone: "organization.gone"
        case .wrongLevel: "organization.wrong_level"
        case .notMember: "organization.not_member"
        case .nameTaken: "organization.name_taken"
        case .wrongPeriod: "organization.wrong_period"
        case .incomplete: "organization.incomplete"
        case .wall: "organization.wall"
        case .oneself: "organization.oneself"
        }
    }
}
