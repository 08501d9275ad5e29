import Database

/// Why an attempt failed, in a sentence for whoever looks after the city: it is kept, so it holds nobody's data.
package struct JobFailure: Error, Hashable, Sendable {
    package let reason: String
    /// Trying again would not help.
    package let isFinal: Bool

    package init(_ reason: String, isFinal: Bool = false) {
        self.reason = reason
        self.isFinal = isFinal
    }

    /// Other errors may quote what they failed on: only their kind is kept.
    init(_ error: any Error) {
        switch error {
        case let failure as JobFailure: self = failure
        case let error as DatabaseError: self.init("\(error)")
        default: self.init("It failed with \(type(of: error)).")
        }
    }
}

/// Somebody else holds the job by now: whatever was not written yet must not be.
package struct LeaseLost: Error, Hashable, Sendable {}
