import Database
import HTTPTypes
import Web

extension DatabaseError: ReaderRefusal {
    /// A database that does not answer comes back; everything else is ours to mend.
    package var status: HTTPResponse.Status {
        switch self {
        case .unavailable, .busy: .serviceUnavailable
        default: .internalServerError
        }
    }

    package var key: String { "error.failed" }
}
