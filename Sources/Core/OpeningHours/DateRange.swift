/// Dates of one rule: months, single dates, ranges of dates; a range may pass the end of the year.
enum DateRange: Hashable, Sendable {
    /// `Jan`, `Oct-Mar`, `2024 Jan-2025 Mar`.
    case months(fromYear: Int?, from: Int, toYear: Int?, to: Int)
    /// `Dec 25`, `easter +1 day`.
    case single(DatePoint)
    /// `Dec 20-Jan 5`.
    case range(DatePoint, DatePoint)
    /// `Sep 1+`: to the end of the year, or for ever when the year is given.
    case onwards(DatePoint)

    func contains(_ day: Day) -> Bool {
        switch self {
        case .months(let fromYear, let from, let toYear, let to): containsMonth(day, fromYear, from, toYear, to)
        case .single(let point): point.years(around: day).contains { point.day(in: $0, .exactly) == day }
        case .range(let from, let to): from.years(around: day).contains { isBetween(from, to, startingIn: $0, day) }
        case .onwards(let from):
            from.years(around: day).contains { year in
                guard let first = from.day(in: year, .notBefore), day >= first else { return false }
                return from.year != nil || day.year == year
            }
        }
    }

    private func containsMonth(_ day: Day, _ fromYear: Int?, _ from: Int, _ toYear: Int?, _ to: Int) -> Bool {
        let date = day.civil
        guard let fromYear else { return from <= to ? date.month >= from && date.month <= to : date.month >= from || date.month <= to }
        let count = date.year * 12 + date.month
        let lastYear = toYear ?? (from <= to ? fromYear : fromYear + 1)
        return count >= fromYear * 12 + from && count <= lastYear * 12 + to
    }

    private func isBetween(_ from: DatePoint, _ to: DatePoint, startingIn year: Int, _ day: Day) -> Bool {
        guard let first = from.day(in: year, .notBefore), day >= first else { return false }
        if let toYear = to.year {
            guard let last = to.day(in: toYear, .notAfter) else { return false }
            return day <= last
        }
        guard var last = to.day(in: year, .notAfter) else { return false }
        if last < first {
            guard let next = to.day(in: year + 1, .notAfter) else { return false }
            last = next
        }
        return day <= last
    }
}

/// One date of a year: fixed, moving with Easter, or a weekday of a month, then moved by offsets.
struct DatePoint: Hashable, Sendable {
    enum Base: Hashable, Sendable {
        case monthDay(month: Int, day: Int)
        case easter
        /// The nth weekday of a month, from the end when negative.
        case weekday(month: Int, weekday: Int, nth: Int)
    }

    /// What the 29th of February means in the other years.
    enum Missing { case exactly, notBefore, notAfter }

    var year: Int?
    var base: Base
    /// `+Su`: the first Sunday from that date on; `-Su`, written negative: the last one up to it.
    var weekdayOffset = 0
    var offset = 0

    /// The years whose occurrence can fall on a day: offsets may carry over New Year.
    func years(around day: Day) -> ClosedRange<Int> {
        if let year { return year...year }
        let year = day.year
        return year - 2...year + 1
    }

    func day(in year: Int, _ missing: Missing) -> Day? {
        guard var day = unmoved(in: year, missing) else { return nil }
        if weekdayOffset > 0 { day = day.advanced(by: (weekdayOffset - day.weekday + 7) % 7) }
        if weekdayOffset < 0 { day = day.advanced(by: -((day.weekday + weekdayOffset + 7) % 7)) }
        return day.advanced(by: offset)
    }

    private func unmoved(in year: Int, _ missing: Missing) -> Day? {
        switch base {
        case .easter: return .easter(year)
        case .monthDay(let month, let day):
            if day <= Day.daysIn(month: month, year: year) { return Day(year: year, month: month, day: day) }
            switch missing {
            case .exactly: return nil
            case .notBefore: return Day(year: year, month: month + 1, day: 1)
            case .notAfter: return Day(year: year, month: month + 1, day: 0)
            }
        case .weekday(let month, let weekday, let nth):
            let first = Day(year: year, month: month, day: 1)
            let length = Day.daysIn(month: month, year: year)
            if nth > 0 {
                let number = 1 + (weekday - first.weekday + 7) % 7 + (nth - 1) * 7
                return number <= length ? first.advanced(by: number - 1) : nil
            }
            let last = first.advanced(by: length - 1)
            let number = length - (last.weekday - weekday + 7) % 7 + (nth + 1) * 7
            return number >= 1 ? first.advanced(by: number - 1) : nil
        }
    }
}
