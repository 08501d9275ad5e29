import Database
import HTTPTypes
import Web

extension DatabaseError: ReaderRefusal {
    /// A database that does not answer comes back, and so does one whose disk is full or that is a replica for now; everything else is ours
    /// to mend.
    package var status: HTTPResponse.Status {
        switch self {
        case .unavailable, .busy, .full, .readOnly: .serviceUnavailable
        default: .internalServerError
        }
    }

    package var key: String { "error.failed" }
}
