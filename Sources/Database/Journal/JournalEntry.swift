import Core

/// One change, as the journal keeps it.
package struct JournalEntry: Sendable, Hashable {
    /// What happened to the subject.
    package enum Change: String, Codable, Sendable, Hashable {
        case created
        case changed
        /// Withdrawn or ended; the record stays.
        case closed
        case reopened
        case erased
        /// Many records at once, as an import does; the payload says how many.
        case replaced
        /// Read, where reading is written down; nothing was changed.
        case seen
        /// Asked for and not allowed.
        case refused
    }

    /// Position in the journal: 1, 2, 3… without a hole, in the order of the commits.
    package let sequence: Int64
    package let at: Instant
    package let act: Act
    package let change: Change
    /// The kind of record: `service`, `location`…
    package let subjectKind: String
    package let subjectID: String
    /// JSON, an object.
    package let payload: String
}
