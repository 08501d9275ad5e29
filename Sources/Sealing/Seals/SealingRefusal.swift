import Core

/// Why the journal is not sealed any further: a signature must never cover what was tampered with.
package enum SealingRefusal: Error, Hashable, Sendable {
    /// The seal of a day is not what was signed.
    case sealAltered(Day)
    /// The newest checkpoint is signed with a key that is not known here.
    case otherKey(Day)
    case entryMissing(Int64)
    /// The database has less than a checkpoint that was already signed.
    case rolledBack(sealed: Int64, at: Instant, now: Int64)
}

extension SealingRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .sealAltered(let day): "the seal of \(day) was altered in the database; run “parvis verify”"
        case .otherKey(let day): "the checkpoint of \(day) is signed with another key; put the former keys back, or run “parvis verify”"
        case .entryMissing(let sequence): "entry \(sequence) of the journal is missing; run “parvis verify”"
        case .rolledBack(let sealed, let at, let now):
            """
            a checkpoint of \(at) covers entries up to \(sealed) and the database is sealed up to \(now) or otherwise: it is an older or another copy; \
            if a backup was restored on purpose, keep the file of checkpoints elsewhere and start again
            """
        }
    }
}
