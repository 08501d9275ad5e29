/// Two records of different sources that may be one and the same, for a person to decide.
package struct DuplicateSuspect: Codable, Hashable, Sendable {
    package let first: ImportPlan.Reference
    package let second: ImportPlan.Reference
    /// From 0 to 1.
    package let score: Double
    /// What they have in common, in words.
    package let reasons: [String]
}

extension DuplicateSuspect: CustomStringConvertible {
    package var description: String {
        "\(first.name ?? first.id) (\(first.sourceID)) and \(second.name ?? second.id) (\(second.sourceID)): "
            + "\(Int((score * 100).rounded())) %, \(reasons.joined(separator: ", "))"
    }
}
