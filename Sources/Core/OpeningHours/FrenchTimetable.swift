/// The days named by a French phrase.
struct FrenchDays: Hashable {
    var bits: UInt8 = 0
    var nth: [NthWeekday] = []
    var publicHolidays = false
    var schoolHolidays = false

    var isEmpty: Bool { bits == 0 && nth.isEmpty && !publicHolidays && !schoolHolidays }
    var isPlain: Bool { nth.isEmpty && !publicHolidays && !schoolHolidays }

    mutating func addRange(_ from: Int, _ to: Int) {
        for step in 0...((to - from + 7) % 7) { bits |= 1 << UInt8((from + step) % 7) }
    }

    mutating func formUnion(_ other: FrenchDays) {
        bits |= other.bits
        nth += other.nth
        publicHolidays = publicHolidays || other.publicHolidays
        schoolHolidays = schoolHolidays || other.schoolHolidays
    }

    var selector: WeekdaySelector {
        var selector = WeekdaySelector(days: bits, nth: nth)
        if publicHolidays { selector.holidays.append(HolidaySelector(kind: .publicHoliday)) }
        if schoolHolidays { selector.holidays.append(HolidaySelector(kind: .schoolHoliday)) }
        return selector
    }

    var closedRule: HoursRule {
        var rule = HoursRule(weekdays: selector)
        rule.state = .closed
        return rule
    }
}

/// One clause being read: its days, its times, and where it stands in the text.
struct FrenchClause {
    var days = FrenchDays()
    var spans: [WeeklySpans.Span] = []
    var isByAppointment = false
    private(set) var range: Range<Int>?

    mutating func extend(_ letters: Range<Int>) {
        range = min(range?.lowerBound ?? letters.lowerBound, letters.lowerBound)..<max(range?.upperBound ?? 0, letters.upperBound)
    }
}

/// The clauses of a French timetable put together.
struct FrenchTimetable {
    private var week = WeeklySpans()
    private var others: [HoursRule] = []
    var closed: [FrenchDays] = []

    /// Takes a clause in; the rule made of it.
    mutating func add(_ clause: FrenchClause) -> String {
        var rule = HoursRule(weekdays: clause.days.selector)
        rule.times = Set(clause.spans).sorted().map { TimeSpan(start: .clock($0.start), end: .clock($0.end)) }
        if clause.isByAppointment {
            rule.state = .unknown
            rule.comment = "sur rendez-vous"
        } else if clause.days.isEmpty && clause.spans != [WeeklySpans.Span(start: 0, end: 1_440)] {
            rule.state = .unknown
            rule.comment = "jours non précisés"
        } else if clause.days.isPlain {
            let bits = clause.days.isEmpty ? 0x7F : clause.days.bits
            for day in 0..<7 where bits & (1 << UInt8(day)) != 0 { week.days[day] += clause.spans }
            return rule.text
        }
        others.append(rule)
        return rule.text
    }

    /// Ordinary days, then the others, then closures.
    var rules: [HoursRule] {
        var rules = week.rules
        for var rule in others {
            let isHolidayOnly = rule.weekdays.days == 0 && rule.weekdays.nth.isEmpty && !rule.weekdays.holidays.isEmpty
            rule.separator = rules.isEmpty || isHolidayOnly ? .normal : .additional
            rules.append(rule)
        }
        guard !rules.isEmpty else { return [] }
        return rules + closed.map(\.closedRule)
    }
}
