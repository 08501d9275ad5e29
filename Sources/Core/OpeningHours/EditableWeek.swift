/// An ordinary week as a team fills it in: a row a weekday, and what public and school holidays change.
package struct EditableWeek: Hashable, Sendable {
    /// One weekday.
    package enum Row: Hashable, Sendable {
        case closed
        /// Open at times nobody can promise: by appointment, depending on volunteers.
        case unknown
        /// In order, without overlap.
        case open([Span])
    }

    /// What holds on holidays.
    package enum Exception: Hashable, Sendable {
        case asUsual
        case closed
        case open([Span])
    }

    /// From one minute of the day to another; an end beyond 1440 lies on the next day.
    package struct Span: Hashable, Sendable {
        package let start: Int
        package let end: Int

        package init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    /// Monday to Sunday.
    package var days: [Row]
    package var publicHolidays: Exception
    /// Closed or as usual: other hours in the school holidays are written as `opening_hours`.
    package var schoolHolidays: Exception

    package init(days: [Row], publicHolidays: Exception = .asUsual, schoolHolidays: Exception = .asUsual) {
        self.days = days
        self.publicHolidays = publicHolidays
        self.schoolHolidays = schoolHolidays
    }

    /// The rows that say the same as `hours` on every day of the calendar; nothing when they say more than rows can.
    package init?(_ hours: OpeningHours) {
        guard let days = Self.rows(of: hours) else { return nil }
        for publicHolidays in Self.publicHolidays(in: hours) {
            for schoolHolidays in [Exception.asUsual, .closed] {
                let week = EditableWeek(days: days, publicHolidays: publicHolidays, schoolHolidays: schoolHolidays)
                if week.hours.isSameCalendar(as: hours) {
                    self = week
                    return
                }
            }
        }
        return nil
    }

    /// These rows as `opening_hours`.
    package var hours: OpeningHours {
        var week = WeeklySpans()
        var unknown: UInt8 = 0
        for (index, row) in days.enumerated() {
            switch row {
            case .closed: break
            case .unknown: unknown |= 1 << UInt8(index)
            case .open(let spans): week.days[index] = spans.map { .init(start: $0.start, end: $0.end) }
            }
        }
        var rules = week.rules
        // A night before a day that is not known goes on into it: the rule of that day is added, it replaces nothing.
        if unknown != 0 { rules.append(HoursRule(days: unknown, .unknown, after: rules, replacing: !week.hasNights)) }
        if let rule = HoursRule(publicHolidays, on: .publicHoliday, after: rules) { rules.append(rule) }
        if let rule = HoursRule(schoolHolidays, on: .schoolHoliday, after: rules) { rules.append(rule) }
        if rules.isEmpty { rules = [HoursRule(days: 0, .closed, after: [], replacing: true)] }
        return OpeningHours(text: HoursText.write(rules), rules: rules)
    }

    private static func rows(of hours: OpeningHours) -> [Row]? {
        guard let week = hours.week else { return nil }
        let spans = WeeklySpans(openIn: hours).days
        var rows: [Row] = []
        for weekday in 0..<7 {
            let pieces = week.ordinaryPieces(weekday: weekday).filter { $0.state != .closed }
            if pieces.contains(where: { $0.state == .unknown }) {
                guard spans[weekday].isEmpty else { return nil }
                rows.append(.unknown)
            } else {
                rows.append(spans[weekday].isEmpty ? .closed : .open(spans[weekday].map { Span(start: $0.start, end: $0.end) }))
            }
        }
        return rows
    }

    /// What the rules may mean for public holidays, the likeliest last.
    private static func publicHolidays(in hours: OpeningHours) -> [Exception] {
        let asked = hours.rules.filter { rule in rule.weekdays.holidays.contains { $0.kind == .publicHoliday } }
        let times = asked.last.map { rule in
            rule.times.compactMap { time -> Span? in
                guard case .clock(let start) = time.start, case .clock(let end)? = time.end else { return nil }
                return Span(start: start, end: end)
            }
        }
        return [.asUsual, .closed] + (times.map { $0.isEmpty ? [] : [.open($0)] } ?? [])
    }
}

extension WeeklySpans {
    fileprivate var hasNights: Bool { days.joined().contains { $0.end > 1_440 } }
}

extension HoursRule {
    fileprivate init(days: UInt8, _ state: OpenState, after rules: [HoursRule], replacing: Bool) {
        separator = rules.isEmpty || replacing ? .normal : .additional
        weekdays.days = days
        self.state = state
    }

    /// Nothing when the holidays change nothing.
    fileprivate init?(_ exception: EditableWeek.Exception, on holiday: HolidaySelector.Kind, after rules: [HoursRule]) {
        weekdays.holidays = [HolidaySelector(kind: holiday)]
        switch exception {
        case .asUsual: return nil
        case .closed: state = .closed
        case .open(let spans): times = spans.map { TimeSpan(start: .clock($0.start), end: .clock($0.end)) }
        }
    }
}

extension OpeningHours {
    /// Whether two expressions say the same, minute by minute, of four years whose public and school holidays fall on every weekday.
    fileprivate func isSameCalendar(as other: OpeningHours) -> Bool {
        let context = HoursContext(zone: .utc, holidays: Holidays(school: Self.schoolForComparison, schoolZone: .a))
        let first = Day(year: 2_024, month: 1, day: 1)
        return (0..<1_461).allSatisfy { offset in
            let day = first.advanced(by: offset)
            return pieces(on: day, in: context).map(Said.init) == other.pieces(on: day, in: context).map(Said.init)
        }
    }

    /// What a piece of a day says, whichever rule it comes from.
    private struct Said: Equatable {
        let start: Int32
        let end: Int32
        let state: OpenState
        let comment: String?

        init(_ piece: DayPiece) {
            start = piece.start
            end = piece.end
            state = piece.state
            comment = piece.comment
        }
    }

    /// Every other month is a holiday: this calendar only tells expressions apart, it is nobody's.
    private static let schoolForComparison: SchoolHolidays = {
        let first = Day(year: 2_023, month: 12, day: 1)
        let periods = (0..<27).map { index in
            let from = first.advanced(by: index * 58)
            return SchoolHolidays.Period(name: "", from: from, to: from.advanced(by: 28))
        }
        return SchoolHolidays(years: [.init(from: first, to: first.advanced(by: 1_700), source: "", zones: ["A": periods])])
    }()
}
