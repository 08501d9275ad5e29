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
    /// The column at fault, where hours come in columns.
    var column: String?

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
            // As it came, white space included, so that it goes back as it came.
            text = written
            let proposed = FrenchHours.propose(trimmed)
            let left = proposed?.notUnderstood.map { "“\($0)”" }.joined(separator: ", ") ?? ""
            problem = "these hours are kept as text: " + error.description + (left.isEmpty ? "" : " The proposal leaves out \(left).")
            proposal = proposed?.hours.text
        }
    }

    /// Hours in columns, Monday first, each with its column's name. One odd cell keeps the whole week as text.
    init(columns: [(name: String, cell: String)]) {
        let cells = columns.map { $0.cell.trimmed }
        let written = zip(columns, cells).filter { !$1.isEmpty && $1 != "-" }.map { "\($0.name): \($1)" }.joined(separator: "; ")
        proposal = nil
        let odd = cells.firstIndex(where: Self.holdsAnEmptySpan).map {
            ($0, "a time that begins and ends at once says neither open nor closed.")
        }
        switch Self.hours(of: cells, odd: odd) {
        case .success(let hours):
            self.hours = hours
            (text, problem) = (nil, nil)
        case .failure(let odd):
            hours = nil
            text = written
            problem = "“\(cells[odd.index])”: \(odd.reason) The week is kept as text."
            column = columns[odd.index].name
        }
    }

    private struct OddCell: Error {
        let index: Int
        let reason: String
    }

    private static func hours(of cells: [String], odd: (Int, String)?) -> Result<String?, OddCell> {
        if let odd { return .failure(OddCell(index: odd.0, reason: odd.1)) }
        do throws(DayColumnsError) {
            return .success(try DayColumns(cells).hours()?.description)
        } catch {
            return .failure(OddCell(index: error.weekday - 1, reason: "character \(error.position + 1): \(error.reason)"))
        }
    }

    /// `00:00 - 00:00`
    private static func holdsAnEmptySpan(_ cell: String) -> Bool {
        cell.matches(of: /([0-9]{1,2}:[0-9]{2})\s*-\s*([0-9]{1,2}:[0-9]{2})/).contains { $0.1 == $0.2 }
    }
}
