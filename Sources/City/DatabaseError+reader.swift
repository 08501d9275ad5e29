import Database
import HTTPTypes
import Web

extension DatabaseError: ReaderRefusal {
    /// A database that does not answer comes back, and so does one whose disk is full or that is a replica for now. A character that no text
    /// may hold came in an address. Everything else is ours to mend.
    package var status: HTTPResponse.Status {
        switch self {
        case .unavailable, .busy, .full, .readOnly: .serviceUnavailable
        case .constraint(.check, name: Self.noNUL): .badRequest
        default: .internalServerError
        }
    }

    package var key: String { status == .badRequest ? "error.invalid" : "error.failed" }
}
