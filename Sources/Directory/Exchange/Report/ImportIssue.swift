import Core

/// One thing an import has to say about one place of its input.
package struct ImportIssue: Codable, Hashable, Sendable {
    package var file: String?
    /// Counted from 1.
    package var line: Int?
    package var field: String?
    /// The record's identifier at its source, where it could be read.
    package var record: String?
    /// One sentence: what, why, what to do.
    package var reason: String
    /// What a person may accept instead, never applied alone: `opening_hours` made from free text.
    package var proposal: String?

    package init(_ refusal: Refusal, record: String? = nil, proposal: String? = nil) {
        file = refusal.place?.file
        line = refusal.place?.line
        field = refusal.place?.field
        self.record = record
        reason = refusal.reason
        self.proposal = proposal
    }
}

extension ImportIssue: CustomStringConvertible {
    /// `services.json, line 12, horaires_accueil (dora--17): … → proposal`
    package var description: String {
        let place = [file, line.map { "line \($0)" }, field].compactMap(\.self).joined(separator: ", ")
        let start = [place, record.map { "(\($0))" } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        let sentence = start.isEmpty ? reason : start + ": " + reason
        return proposal.map { sentence + " → " + $0 } ?? sentence
    }
}
