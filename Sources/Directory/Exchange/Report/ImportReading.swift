import Core

/// What a reader made of its input: the records, and what a person should know about them.
package struct ImportReading: Sendable {
    package var records = DirectoryRecords()
    /// Records or lines seen, refused ones included.
    package var read = 0
    /// What was not taken, line by line.
    package var refused: [ImportIssue] = []
    /// What was taken but is worth a look.
    package var warnings: [ImportIssue] = []
    /// Identifiers, at their source, of the refused records: what is stored of them is not withdrawn.
    package var refusedRecords: Set<String> = []
    /// Sources that are here whole, so that what they lack is withdrawn; nil: every source that has a record here.
    package var complete: Set<String>?

    package init() {}

    mutating func refuse(_ refusal: Refusal, record: String? = nil) {
        refused.append(ImportIssue(refusal, record: record))
        if let record { refusedRecords.insert(record) }
    }

    mutating func warn(_ reason: String, at place: Refusal.Place, record: String? = nil, proposal: String? = nil) {
        warnings.append(ImportIssue(Refusal(reason, at: place), record: record, proposal: proposal))
    }

    /// Every source that has a record here.
    package var sources: Set<String> {
        Set(records.organizations.map(\.provenance.source)).union(records.services.map(\.provenance.source))
            .union(records.locations.map(\.provenance.source))
    }
}
