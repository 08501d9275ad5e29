extension HSDSSchedule {
    /// The hours of a site's schedules, and the schedules or fields that could not be read.
    ///
    /// A description that is the canonical text of exactly these schedules is taken at its word.
    package static func hours(of schedules: [HSDSSchedule], in zone: Zone = .paris) -> (hours: OpeningHours?, notUnderstood: [String]) {
        if let original = original(of: schedules) { return (original, []) }
        var rules: [HoursRule] = []
        var notUnderstood: [String] = []
        for (index, schedule) in schedules.enumerated() {
            switch schedule.rule(in: zone) {
            case .failure(let reason): notUnderstood.append("Schedule \(index + 1): \(reason.sentence)")
            case .success(var rule):
                rule.separator = rules.isEmpty ? .normal : .additional
                if let same = rules.firstIndex(where: { $0.hasDays(of: rule) }) {
                    rules[same].times += rule.times.filter { !rules[same].times.contains($0) }
                } else {
                    rules.append(rule)
                }
            }
        }
        guard !rules.isEmpty else { return (nil, notUnderstood) }
        return (OpeningHours(text: HoursText.write(rules), rules: rules), notUnderstood)
    }

    private static func original(of schedules: [HSDSSchedule]) -> OpeningHours? {
        guard let text = schedules.first?.description, schedules.allSatisfy({ $0.description == text }),
            let hours = try? OpeningHours(text)  // any other description is prose, and is not an error
        else { return nil }
        let written = hours.hsdsSchedules().schedules
        return written.map(\.recurrence) == schedules.map(\.recurrence) ? hours : nil
    }

    /// The schedule without what is said beside the hours.
    private var recurrence: HSDSSchedule {
        var schedule = self
        schedule.notes = nil
        schedule.scheduleLink = nil
        schedule.attendingType = nil
        schedule.wkst = nil
        schedule.timezone = nil
        return schedule
    }

    struct Unreadable: Error {
        let sentence: String

        init(_ sentence: String) { self.sentence = sentence }
    }

    private func rule(in zone: Zone) -> Result<HoursRule, Unreadable> {
        do throws(Unreadable) {
            var rule = HoursRule()
            try refuseWhatHasNoName()
            rule.times = [try span(in: zone)]
            try readDays(into: &rule)
            try readPeriod(into: &rule)
            return .success(rule)
        } catch {
            return .failure(error)
        }
    }

    private func refuseWhatHasNoName() throws(Unreadable) {
        if let freq, freq != "WEEKLY", freq != "MONTHLY" { throw Unreadable("freq “\(freq.prefix(20))” is neither WEEKLY nor MONTHLY.") }
        if let interval, interval != 1 { throw Unreadable("interval \(interval): opening hours have no every-so-many weeks or months.") }
        if count != nil { throw Unreadable("count: opening hours have no number of occurrences; give until.") }
        if byyearday.isWritten { throw Unreadable("byyearday: opening hours have no days of the year.") }
    }

    private func span(in zone: Zone) throws(Unreadable) -> TimeSpan {
        guard let opensAt, !opensAt.isEmpty else { throw Unreadable("opens_at is missing.") }
        let start = try minute(opensAt, "opens_at", zone)
        guard start < 1_440 else { throw Unreadable("opens_at “\(opensAt)” is after the end of the day.") }
        guard let closesAt, !closesAt.isEmpty else { return TimeSpan(start: .clock(start), end: nil, isOpenEnded: true) }
        let end = try minute(closesAt, "closes_at", zone)
        guard end != start || end == 0 else { throw Unreadable("opens_at and closes_at are the same time.") }
        return TimeSpan(start: .clock(start), end: .clock(end <= start ? end + 1_440 : end))
    }

    /// `HH:MM`, `HH:MM:SS`, with `Z` or an offset that the site's time zone uses.
    private func minute(_ text: String, _ field: String, _ zone: Zone) throws(Unreadable) -> Int {
        let bytes = Array(text.utf8)
        guard bytes.count >= 5, let hour = bytes.decimal(0..<2), let minute = bytes.decimal(3..<5), bytes[2] == UInt8(ascii: ":"),
            minute < 60, hour * 60 + minute <= 1_440
        else { throw Unreadable("\(field) “\(text.prefix(20))” is not a time HH:MM.") }
        var rest = bytes.dropFirst(5)
        if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst(3) }
        guard rest.isEmpty || zone.usesOffset(String(decoding: rest, as: UTF8.self)) else {
            throw Unreadable("\(field) “\(text.prefix(20))” is not in the time of \(zone.identifier).")
        }
        return hour * 60 + minute
    }

    private func readDays(into rule: inout HoursRule) throws(Unreadable) {
        for part in (byday ?? "").split(separator: ",") {
            let name = part.suffix(2).uppercased()
            let number = part.dropLast(2).trimmingSpaces
            guard let weekday = Self.weekdays.firstIndex(of: name) else { throw Unreadable("byday “\(part.prefix(20))” is not a day.") }
            if number.isEmpty {
                rule.weekdays.days |= 1 << UInt8(weekday)
            } else if let nth = Int(number), (1...5).contains(abs(nth)), freq == "MONTHLY" {
                rule.weekdays.nth.append(NthWeekday(weekday: weekday + 1, which: 1 << UInt16(nth > 0 ? nth - 1 : 4 - nth)))
            } else {
                throw Unreadable("byday “\(part.prefix(20))” needs freq MONTHLY and a number from 1 to 5 or -5 to -1.")
            }
        }
        rule.weekdays.mergeNth()
        for week in try numbers(byweekno, "byweekno", 1...53) { rule.weeks.append(WeekRange(from: week, to: week)) }
        for day in try numbers(bymonthday, "bymonthday", 1...31) {
            for month in 1...12 where day <= Day.daysIn(month: month, year: 2_000) {
                rule.dates.append(.single(DatePoint(base: .monthDay(month: month, day: day))))
            }
        }
    }

    private func numbers(_ list: String?, _ field: String, _ range: ClosedRange<Int>) throws(Unreadable) -> [Int] {
        var numbers: [Int] = []
        for part in (list ?? "").split(separator: ",") {
            guard let number = Int(part.trimmingSpaces), range.contains(number) else {
                throw Unreadable("\(field) “\(part.prefix(20))”: opening hours can only say \(range.lowerBound) to \(range.upperBound).")
            }
            numbers.append(number)
        }
        return numbers
    }

    private func readPeriod(into rule: inout HoursRule) throws(Unreadable) {
        let first = try [day(validFrom, "valid_from"), day(dtstart, "dtstart")].compactMap(\.self).max()
        let last = try [day(validTo, "valid_to"), day(until, "until")].compactMap(\.self).min()
        guard first != nil || last != nil else { return }
        guard rule.dates.isEmpty else { throw Unreadable("bymonthday within a period has no equal in opening hours.") }
        let from = first ?? Day(year: 1_900, month: 1, day: 1)
        guard let last else {
            rule.dates = [.onwards(DatePoint(from))]
            return
        }
        guard from <= last else { throw Unreadable("the schedule ends before it starts.") }
        rule.dates = [from == last ? .single(DatePoint(from)) : .range(DatePoint(from), DatePoint(last))]
    }

    private func day(_ text: String?, _ field: String) throws(Unreadable) -> Day? {
        guard let text, !text.isEmpty else { return nil }
        guard let day = Day(text), (1_900...9_999).contains(day.year) else {
            throw Unreadable("\(field) “\(text.prefix(20))” is not a day YYYY-MM-DD from 1900 on.")
        }
        return day
    }
}

extension DatePoint {
    /// A day of one year.
    init(_ day: Day) {
        let date = day.civil
        self.init(year: date.year, base: .monthDay(month: date.month, day: date.day))
    }
}

extension HoursRule {
    /// Whether two rules choose the same days.
    fileprivate func hasDays(of other: HoursRule) -> Bool {
        weekdays == other.weekdays && years == other.years && dates == other.dates && weeks == other.weeks
    }
}

extension WeekdaySelector {
    /// `Th[1],Th[3]` becomes `Th[1,3]`.
    fileprivate mutating func mergeNth() {
        var merged: [NthWeekday] = []
        for day in nth {
            if let same = merged.firstIndex(where: { $0.weekday == day.weekday && $0.offset == day.offset }) {
                merged[same].which |= day.which
            } else {
                merged.append(day)
            }
        }
        nth = merged
    }
}

extension Zone {
    /// Whether `Z`, `+01:00` or `+0100` is an offset of this zone in summer or in winter.
    fileprivate func usesOffset(_ text: String) -> Bool {
        guard let instant = Instant(iso8601: "1970-01-01T12:00" + text) else { return false }
        return offsets.suffix(2).contains(43_200 - instant.seconds)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring { drop { $0 == " " }.prefix { $0 != " " } }
}

extension String? {
    fileprivate var isWritten: Bool { self?.isEmpty == false }
}
