import Core

/// Opening hours as a source wrote them: read, or kept as text with the reason and a proposal.
struct SourceHours {
    /// OSM `opening_hours`, as written.
    let hours: String?
    let text: String?
    /// Position and reason, where they could not be read.
    let problem: String?
    /// What French free text seems to mean, for a person to accept.
    let proposal: String?

    init(_ written: String?) {
        let trimmed = written?.trimmed ?? ""
        guard !trimmed.isEmpty else {
            (hours, text, problem, proposal) = (nil, nil, nil, nil)
            return
        }
        do throws(OpeningHoursError) {
            _ = try OpeningHours(trimmed)
            (hours, text, problem, proposal) = (trimmed, nil, nil, nil)
        } catch {
            hours = nil
            text = trimmed
            problem = "these hours are kept as text: " + error.description
            proposal = FrenchHours.propose(trimmed)?.hours.text
        }
    }
}
