/// One schedule of Open Referral HSDS 3.1: a recurrence in the manner of iCalendar, with an opening and a closing time.
///
/// Times are written `HH:MM`, in the time zone of the site.
package struct HSDSSchedule: Hashable, Codable, Sendable {
    package var validFrom: String?
    package var validTo: String?
    package var dtstart: String?
    /// Hours east of UTC.
    package var timezone: Double?
    package var until: String?
    package var count: Int?
    package var wkst: String?
    package var freq: String?
    package var interval: Int?
    package var byday: String?
    package var byweekno: String?
    package var bymonthday: String?
    package var byyearday: String?
    package var description: String?
    package var opensAt: String?
    package var closesAt: String?
    package var scheduleLink: String?
    package var attendingType: String?
    package var notes: String?

    package init() {}

    enum CodingKeys: String, CodingKey {
        case dtstart, timezone, until, count, wkst, freq, interval, byday, byweekno, bymonthday, byyearday, description, notes
        case validFrom = "valid_from"
        case validTo = "valid_to"
        case opensAt = "opens_at"
        case closesAt = "closes_at"
        case scheduleLink = "schedule_link"
        case attendingType = "attending_type"
    }

    static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
}

extension OpeningHours {
    /// The same hours as HSDS schedules, and what they cannot say.
    ///
    /// HSDS adds schedules up and knows no exception, so a rule is given only when no other one can change it. The canonical text is
    /// the description of every schedule, so that it is never lost.
    package func hsdsSchedules() -> (schedules: [HSDSSchedule], notExpressed: [String]) {
        var notExpressed: [String] = []
        let candidates = week == nil ? rules : weeklyRules(&notExpressed)
        var schedules: [HSDSSchedule] = []
        for (index, rule) in candidates.enumerated() {
            if let other = candidates.enumerated().first(where: {
                $0.offset != index && rule.isChanged(by: $0.element, later: $0.offset > index)
            }) {
                notExpressed.append("“\(rule.text)” depends on “\(other.element.text)”: HSDS has no exceptions.")
            } else if let reason = rule.notInHSDS {
                notExpressed.append("“\(rule.text)”: \(reason)")
            } else {
                schedules += rule.hsds
            }
        }
        if schedules.isEmpty { schedules = [HSDSSchedule()] }
        for index in schedules.indices { schedules[index].description = description }
        return (schedules, notExpressed)
    }

    /// An ordinary week as rules that do not overlap; what else was said is reported.
    private func weeklyRules(_ notExpressed: inout [String]) -> [HoursRule] {
        for rule in rules {
            if !rule.weekdays.holidays.isEmpty { notExpressed.append("“\(rule.text)”: HSDS has no holidays.") }
            if rule.state == .unknown || rule.times.contains(where: \.isOpenEnded) {
                notExpressed.append("“\(rule.text)”: HSDS has no uncertain hours.")
            }
            if rule.note != nil { notExpressed.append("“\(rule.text)”: the comment is only in the description.") }
        }
        return WeeklySpans(openIn: self).rules
    }
}

extension HoursRule {
    /// Whether another rule can take away from this one.
    fileprivate func isChanged(by other: HoursRule, later: Bool) -> Bool {
        if other.state == .open && (other.separator != .normal || !later) { return false }
        if other.separator == .fallback { return false }
        let days = weekdays.isPlain && other.weekdays.isPlain && weekdays.days != 0 && other.weekdays.days != 0
        if days && weekdays.days & other.weekdays.days == 0 && !reachesNextDay { return false }
        guard let mine = period, let theirs = other.period else { return true }
        return mine.from <= theirs.to && theirs.from <= mine.to
    }

    /// The reason why HSDS cannot say this rule.
    fileprivate var notInHSDS: String? {
        if state == .closed { return "HSDS has no exceptions." }
        if state == .unknown { return "HSDS has no uncertain hours." }
        if separator == .fallback { return "HSDS has no fallback." }
        if !weekdays.holidays.isEmpty { return "HSDS has no holidays." }
        if !times.allSatisfy({ $0.isFixed && !$0.isOpenEnded }) { return "HSDS needs clock times." }
        if times.contains(where: \.outlastsADay) { return "HSDS has no span of a day or more." }
        if weekdays.nth.contains(where: { $0.offset != 0 }) { return "HSDS has no days moved by an offset." }
        if weekdays.days != 0 && !weekdays.nth.isEmpty { return "weekly and monthly days are mixed." }
        if period == nil { return "HSDS needs a year for every date." }
        if !weeks.isEmpty && !weekdays.nth.isEmpty { return "HSDS has weeks in weekly schedules only." }
        return note == nil ? nil : "the comment is only in the description."
    }

    /// From the first to the last day of the rule; nothing when its dates are not one period.
    fileprivate var period: (from: Day, to: Day)? {
        let always = (Day(year: 1, month: 1, day: 1), Day(year: 9_999, month: 12, day: 31))
        if years.isEmpty && dates.isEmpty { return always }
        if dates.isEmpty, years.count == 1, years[0].step == 1 {
            return (Day(year: years[0].from, month: 1, day: 1), years[0].to.map { Day(year: $0, month: 12, day: 31) } ?? always.1)
        }
        guard years.isEmpty, dates.count == 1, let period = dates[0].period else { return nil }
        return (period.from, period.to ?? always.1)
    }

    /// One schedule for each span.
    fileprivate var hsds: [HSDSSchedule] {
        let spans = times.isEmpty ? [TimeSpan(start: .clock(0), end: .clock(1_440))] : times
        return spans.map { span in
            var schedule = HSDSSchedule()
            schedule.freq = weekdays.nth.isEmpty ? "WEEKLY" : "MONTHLY"
            schedule.interval = 1
            schedule.byday = byday
            if !weeks.isEmpty {
                schedule.byweekno = (1...53).filter { week in weeks.contains { $0.contains(week) } }.map(String.init).joined(separator: ",")
            }
            if let period, !(years.isEmpty && dates.isEmpty) {
                schedule.validFrom = period.from.description
                if period.to.year < 9_999 { schedule.validTo = period.to.description }
            }
            if case .clock(let start) = span.start { schedule.opensAt = HoursText.clock(start) }
            if case .clock(let end) = span.end { schedule.closesAt = HoursText.clock(end > 1_440 ? end - 1_440 : end) }
            return schedule
        }
    }

    private var byday: String {
        if !weekdays.nth.isEmpty {
            return weekdays.nth.flatMap { day in
                (0..<10).filter { day.which & (1 << UInt16($0)) != 0 }
                    .map { "\($0 < 5 ? $0 + 1 : 4 - $0)" + HSDSSchedule.weekdays[day.weekday - 1] }
            }.joined(separator: ",")
        }
        let days = weekdays.days == 0 ? 0x7F : weekdays.days
        return (0..<7).filter { days & (1 << UInt8($0)) != 0 }.map { HSDSSchedule.weekdays[$0] }.joined(separator: ",")
    }
}

extension DateRange {
    /// The days of a range whose years are written; no end for one that goes on.
    var period: (from: Day, to: Day?)? {
        switch self {
        case .months(let fromYear?, let from, let toYear, let to):
            let lastYear = toYear ?? (from <= to ? fromYear : fromYear + 1)
            return (Day(year: fromYear, month: from, day: 1), Day(year: lastYear, month: to, day: Day.daysIn(month: to, year: lastYear)))
        case .single(let point): return point.year.flatMap { point.day(in: $0, .exactly) }.map { ($0, $0) }
        case .range(let from, let to):
            guard let first = from.year, let start = from.day(in: first, .notBefore) else { return nil }
            guard let end = to.day(in: to.year ?? first, .notAfter) else { return nil }
            return (start, end < start ? to.day(in: first + 1, .notAfter) : end)
        case .onwards(let from): return from.year.flatMap { from.day(in: $0, .notBefore) }.map { ($0, nil) }
        case .months: return nil
        }
    }
}
