import HTTPTypes
import Web

/// What sign-in refuses in a way a person can act on.
package enum AccountRefusal: ReaderRefusal {
    /// Too many sign in at this moment.
    case busy
    /// The page was open too long, or was not sent from a page of ours.
    case expired

    package var status: HTTPResponse.Status {
        switch self {
        case .busy: .serviceUnavailable
        case .expired: .forbidden
        }
    }

    package var key: String {
        switch self {
        case .busy: "account.busy"
        case .expired: "account.expired"
        }
    }
}
