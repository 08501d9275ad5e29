import Core
import Web

/// Opening hours as a team types them: a row a weekday, or the whole as `opening_hours`.
struct HoursForm: Sendable {
    let fields: FormFields

    /// Names of the rows, Monday first, then the holidays'.
    static let rows = ["mo", "tu", "we", "th", "fr", "sa", "su"]

    /// What was typed, or what has to be corrected.
    func hours() -> (hours: OpeningHours?, problems: FormProblems, position: Int?) {
        if isText { return written }
        var problems = FormProblems()
        let days = Self.rows.map { row(in: $0, &problems) }
        var week = EditableWeek(days: days)
        week.publicHolidays = exception("ph", &problems)
        week.schoolHolidays = fields["sh"] == "closed" ? .closed : .asUsual
        return problems.isEmpty ? (week.hours, problems, nil) : (nil, problems, nil)
    }

    /// The whole week is written as `opening_hours`.
    var isText: Bool { fields["way"] == "text" }

    /// Tuesday to Friday as Monday is typed.
    func copyingMonday() -> FormFields {
        var copy = fields
        for row in Self.rows[1...4] {
            for part in ["a", "b", "c", "d", "unknown"] { copy[row + part] = fields["mo" + part] }
        }
        return copy
    }

    /// The rows of a week as fields of the form.
    static func fields(of week: EditableWeek) -> FormFields {
        var fields = FormFields()
        for (name, row) in zip(rows, week.days) {
            switch row {
            case .closed: break
            case .unknown: fields[name + "unknown"] = "yes"
            case .open(let spans): fields.set(spans, in: name)
            }
        }
        switch week.publicHolidays {
        case .asUsual: fields["ph"] = "usual"
        case .closed: fields["ph"] = "closed"
        case .open(let spans):
            fields["ph"] = "open"
            fields.set(spans, in: "ph")
        }
        fields["sh"] = week.schoolHolidays == .closed ? "closed" : "usual"
        return fields
    }

    private var written: (hours: OpeningHours?, problems: FormProblems, position: Int?) {
        var problems = FormProblems()
        if fields["text"].isEmpty { return (nil, problems, nil) }
        do throws(OpeningHoursError) {
            return (try OpeningHours(fields["text"]), problems, nil)
        } catch {
            problems.add("edit.hours_position", to: "text", count: error.position + 1)
            return (nil, problems, error.position)
        }
    }

    private func row(in name: String, _ problems: inout FormProblems) -> EditableWeek.Row {
        if fields[name + "unknown"] == "yes" { return .unknown }
        let spans = spans(in: name, &problems)
        return spans.isEmpty ? .closed : .open(spans)
    }

    private func exception(_ name: String, _ problems: inout FormProblems) -> EditableWeek.Exception {
        switch fields[name] {
        case "closed": return .closed
        case "open":
            let spans = spans(in: name, &problems)
            return spans.isEmpty ? .closed : .open(spans)
        default: return .asUsual
        }
    }

    /// From midnight to midnight is the whole day.
    private func spans(in name: String, _ problems: inout FormProblems) -> [EditableWeek.Span] {
        var spans: [EditableWeek.Span] = []
        for (from, to) in [("a", "b"), ("c", "d")] {
            switch (fields[name + from], fields[name + to]) {
            case ("", ""): continue
            case (let start, let end):
                guard let start = start.minuteOfDay, let end = end.minuteOfDay, start != end || start == 0, start < 1_440 else {
                    problems.add("edit.times", to: name + from)
                    return []
                }
                spans.append(EditableWeek.Span(start: start, end: end > start ? end : end + 1_440))
            }
        }
        if spans.count == 2, spans[1].start < spans[0].end { problems.add("edit.times_order", to: name + "c") }
        return spans
    }
}

extension FormFields {
    /// The first two spans; a week with more is edited as text.
    fileprivate mutating func set(_ spans: [EditableWeek.Span], in name: String) {
        for (span, (from, to)) in zip(spans, [("a", "b"), ("c", "d")]) {
            self[name + from] = span.start.clock
            self[name + to] = (span.end > 1_440 ? span.end - 1_440 : span.end).clock
        }
    }
}

extension EditableWeek {
    /// Whether two spans a row are enough.
    var fitsRows: Bool {
        days.allSatisfy { if case .open(let spans) = $0 { spans.count <= 2 } else { true } }
            && { if case .open(let spans) = publicHolidays { spans.count <= 2 } else { true } }()
    }
}

extension String {
    /// `09:30` in minutes from midnight, 24:00 included.
    fileprivate var minuteOfDay: Int? {
        let parts = split(separator: ":")
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour), (0...59).contains(minute),
            hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }
}

extension Int {
    /// `09:30`; midnight at the end of a day is `00:00`, as a browser's field of times has it.
    fileprivate var clock: String {
        let minute = self % 1_440
        return (minute / 60).twoDigits + ":" + (minute % 60).twoDigits
    }

    private var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
