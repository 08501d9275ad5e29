import Core
import Web

/// Days on which places are closed or open at other hours, typed once for one place or for many.
struct ClosureForm: Sendable {
    let fields: FormFields
    let language: Language

    /// Beyond a year nobody knows; a longer closure is a state of the service.
    static let longestDays = 366

    func problems(today: Day) -> FormProblems {
        var problems = FormProblems()
        problems.check("reason", in: fields, longest: 300)
        if fields.all("place").isEmpty { problems.add("edit.choose_place", to: "place") }
        guard let from = Day(fields["from"]) else {
            problems.add("form.day", to: "from")
            return problems
        }
        let last = fields["to"].isEmpty ? from : Day(fields["to"])
        guard let last else {
            problems.add("form.day", to: "to")
            return problems
        }
        if last < from { problems.add("edit.period_order", to: "to") }
        if last < today { problems.add("edit.period_past", to: "from") }
        if from.distance(to: last) >= Self.longestDays { problems.add("edit.period_long", to: "to", count: Self.longestDays) }
        if !fields["hours"].isEmpty, OpeningHours(readable: fields["hours"]) == nil { problems.add("edit.hours_invalid", to: "hours") }
        return problems
    }

    /// The dated exception; nothing for a form with problems.
    var closure: DatedHours? {
        guard let from = Day(fields["from"]), let to = fields["to"].isEmpty ? from : Day(fields["to"]) else { return nil }
        return DatedHours(
            from: from, to: to, hours: fields["hours"].isEmpty ? nil : fields["hours"],
            reason: LocalizedText(fields["reason"], in: language))
    }
}

extension ServiceAtLocation {
    /// Adds a dated exception, in the order of the days; the newest word wins where two overlap.
    mutating func close(_ closure: DatedHours) {
        closures.removeAll { $0.from == closure.from && $0.to == closure.to }
        closures = [closure] + closures
    }

    /// Takes one away; those that are over go with it.
    mutating func reopen(from: Day, to: Day, today: Day) {
        closures.removeAll { ($0.from == from && $0.to == to) || $0.to < today }
    }
}
