/// Hours as seven columns, Monday to Sunday, each like `09:00 - 12:00 / 13:30 - 17:00`.
package struct DayColumns: Hashable, Sendable {
    /// Monday to Sunday; empty when closed.
    package let columns: [String]

    /// Takes up to seven columns, Monday first; missing ones are closed.
    package init(_ columns: [String]) {
        self.columns = Array((columns + Array(repeating: "", count: 7)).prefix(7))
    }

    /// The hours of the columns, or nothing when every column is empty.
    package func hours() throws(DayColumnsError) -> OpeningHours? {
        var week = WeeklySpans()
        for (index, column) in columns.enumerated() { week.days[index] = try spans(in: column, weekday: index + 1) }
        let rules = week.rules
        return rules.isEmpty ? nil : OpeningHours(text: HoursText.write(rules), rules: rules)
    }

    private func spans(in column: String, weekday: Int) throws(DayColumnsError) -> [WeeklySpans.Span] {
        guard column.count <= 200 else {
            throw DayColumnsError(weekday: weekday, position: 200, reason: "The column is longer than 200 characters.")
        }
        let words = column.lowercased().filter { !$0.isWhitespace }
        if ["", "-", "–", "fermé", "ferme", "closed", "off"].contains(words) { return [] }
        var parser = HoursParser(column)
        do {
            return try parser.spansOfColumn()
        } catch {
            throw DayColumnsError(weekday: weekday, position: error.position, reason: error.reason)
        }
    }

    /// The columns of an ordinary week, and what they cannot say.
    package static func from(_ hours: OpeningHours) -> (columns: DayColumns, notExpressed: [String]) {
        var notExpressed: [String] = []
        if hours.week == nil { notExpressed.append("The hours change with the date: “\(hours.description)”.") }
        for rule in hours.rules {
            if !rule.weekdays.holidays.isEmpty { notExpressed.append("Holidays: “\(rule.text)”.") }
            if rule.state == .unknown || rule.times.contains(where: \.isOpenEnded) { notExpressed.append("Not certain: “\(rule.text)”.") }
            if rule.note != nil && rule.state == .open { notExpressed.append("Comment: “\(rule.text)”.") }
        }
        let week = WeeklySpans(openIn: hours)
        let columns = week.days.map { $0.map(\.column).joined(separator: " / ") }
        return (DayColumns(columns), notExpressed)
    }
}

/// Why a column is not understood.
package struct DayColumnsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// 1 for Monday to 7 for Sunday.
    package let weekday: Int
    /// Offset in characters from the start of the column, from 0.
    package let position: Int
    package let reason: String

    package init(weekday: Int, position: Int, reason: String) {
        self.weekday = weekday
        self.position = position
        self.reason = reason
    }

    package var description: String { "Column \(weekday), character \(position + 1): \(reason)" }
}

extension WeeklySpans.Span {
    fileprivate var column: String { HoursText.clock(start) + " - " + HoursText.clock(end > 1_440 ? end - 1_440 : end) }
}

extension HoursRule {
    /// The canonical text of this rule alone.
    var text: String { HoursText.write([self]) }
}

extension HoursParser {
    /// Spans separated by `/`, `,`, `;` or spaces, up to the end.
    fileprivate mutating func spansOfColumn() throws(OpeningHoursError) -> [WeeklySpans.Span] {
        var spans: [WeeklySpans.Span] = []
        scanner.skipSpaces()
        while !scanner.isAtEnd {
            guard ahead == .time else { throw unexpected() }
            let span = try timeSpan()
            guard case .clock(let start) = span.start, case .clock(let end) = span.end, !span.isOpenEnded else {
                throw error("Only clock times such as 09:00 - 12:00 can stand in a column.")
            }
            spans.append(WeeklySpans.Span(start: start, end: end))
            scanner.skipSpaces()
            if scanner.accept("/") || scanner.accept(",") || scanner.accept(";") { scanner.skipSpaces() }
        }
        return spans
    }
}
