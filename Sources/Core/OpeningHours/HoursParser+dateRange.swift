/// One date or range of dates.
extension HoursParser {
    mutating func dateRange(year: Int?) throws(OpeningHoursError) -> DateRange {
        let start = scanner.at
        if let month = acceptMonth() {
            var copy = self
            copy.scanner.skipSpaces()
            if copy.ahead == .number {
                self = copy
                return try range(from: DatePoint(year: year, base: try dayOf(month)))
            }
            if var point = copy.nthWeekday(of: month, year: year) {
                let offset = copy.moves(&point)
                if offset || copy.startsDateAfterDash {
                    self = copy
                    return try range(from: point)
                }
            }
            return try months(from: month, year: year)
        }
        guard acceptEaster() else { throw error("A month or “easter” is needed here.", at: start) }
        return try range(from: DatePoint(year: year, base: .easter))
    }

    /// `25,26` after `Dec 24,`: days of the same month.
    mutating func daysAlone(year: Int?, month: Int) throws(OpeningHoursError) -> DateRange {
        try range(from: DatePoint(year: year, base: try dayOf(month)))
    }

    private mutating func months(from: Int, year: Int?) throws(OpeningHoursError) -> DateRange {
        var copy = self
        copy.scanner.skipSpaces()
        guard copy.scanner.acceptDash() else { return .months(fromYear: year, from: from, toYear: nil, to: from) }
        copy.scanner.skipSpaces()
        let start = copy.scanner.at
        let toYear = copy.yearBeforeDate()
        guard let to = copy.acceptMonth() else { throw copy.error("A month is needed after “-”.", at: start) }
        self = copy
        if let toYear, year.map({ $0 * 12 + from > toYear * 12 + to }) ?? true {
            throw error("The range of months ends before it starts, or its first month has no year.", at: start)
        }
        scanner.skipSpaces()
        guard ahead != .number else { throw error("The first month of this range has no day; write for example “Jan 1-Mar 15”.") }
        return .months(fromYear: year, from: from, toYear: toYear, to: to)
    }

    private mutating func range(from point: DatePoint) throws(OpeningHoursError) -> DateRange {
        var from = point
        _ = moves(&from)
        if scanner.accept("+") { return .onwards(from) }
        var copy = self
        copy.scanner.skipSpaces()
        guard copy.scanner.acceptDash() else { return .single(from) }
        copy.scanner.skipSpaces()
        let start = copy.scanner.at
        self = copy
        var to = try end(of: from)
        _ = moves(&to)
        guard to.year == nil || from.year != nil else { throw error("The first date of this range has no year.", at: start) }
        if let first = from.year, let last = to.year, let a = from.day(in: first, .notBefore), let b = to.day(in: last, .notAfter), b < a {
            throw error("The range of dates ends before it starts.", at: start)
        }
        guard !(scanner.byte() == UInt8(ascii: "/")) else {
            throw error("Every so many days (“/”) is not supported for dates; list the dates.")
        }
        return .range(from, to)
    }

    private mutating func end(of from: DatePoint) throws(OpeningHoursError) -> DatePoint {
        if ahead == .number, case .monthDay(let month, _) = from.base { return DatePoint(year: from.year, base: try dayOf(month)) }
        let year = yearBeforeDate()
        if acceptEaster() { return DatePoint(year: year, base: .easter) }
        let start = scanner.at
        guard let month = acceptMonth() else { throw error("A date is needed after “-”.", at: start) }
        scanner.skipSpaces()
        if let point = nthWeekday(of: month, year: year) { return point }
        guard ahead == .number else { throw error("The last date of this range needs a day, for example “Mar 15”.") }
        return DatePoint(year: year, base: try dayOf(month))
    }

    private mutating func dayOf(_ month: Int) throws(OpeningHoursError) -> DatePoint.Base {
        let start = scanner.at
        let length = Day.daysIn(month: month, year: 2_000)
        guard let day = scanner.number(), day >= 1, day <= length else {
            throw error("\(HoursWord.months[month - 1]) has days 1 to \(length).", at: start)
        }
        return .monthDay(month: month, day: day)
    }

    /// `Su[-1]` behind a month; reads nothing else.
    private mutating func nthWeekday(of month: Int, year: Int?) -> DatePoint? {
        let word = scanner.word
        guard case .weekday(let weekday)? = HoursWord.all[word.code], scanner.byte(word.length) == UInt8(ascii: "[") else { return nil }
        var copy = scanner
        copy.at += word.length + 1
        let isFromEnd = copy.acceptDash()
        guard let nth = copy.number(), (1...5).contains(nth), copy.accept("]") else { return nil }
        scanner = copy
        return DatePoint(year: year, base: .weekday(month: month, weekday: weekday, nth: isFromEnd ? -nth : nth))
    }

    private var startsDateAfterDash: Bool {
        var copy = self
        copy.scanner.skipSpaces()
        guard copy.scanner.acceptDash() else { return false }
        copy.scanner.skipSpaces()
        return copy.ahead == .date || copy.ahead == .year
    }

    /// Reads `+Su`, `-Su` and `+1 day`; whether there was any.
    private mutating func moves(_ point: inout DatePoint) -> Bool {
        var copy = scanner
        copy.skipSpaces()
        var isMoved = false
        let isPlus = copy.byte() == UInt8(ascii: "+")
        if isPlus ? copy.accept("+") : copy.acceptDash() {
            let word = copy.word
            if case .weekday(let weekday)? = HoursWord.all[word.code], copy.byte(word.length) != UInt8(ascii: "[") {
                copy.at += word.length
                point.weekdayOffset = isPlus ? weekday : -weekday
                scanner = copy
                isMoved = true
            }
        }
        if let offset = dayOffset() {
            point.offset = offset
            isMoved = true
        }
        return isMoved
    }

    /// ` +1 day`, ` -2 days`; nothing is read when something else stands here.
    mutating func dayOffset() -> Int? {
        var copy = scanner
        copy.skipSpaces()
        let isPlus = copy.byte() == UInt8(ascii: "+")
        guard isPlus ? copy.accept("+") : copy.acceptDash(), let count = copy.number(), count <= 366 else { return nil }
        copy.skipSpaces()
        let word = copy.word
        guard case .day? = HoursWord.all[word.code] else { return nil }
        copy.at += word.length
        scanner = copy
        return isPlus ? count : -count
    }

    private mutating func acceptMonth() -> Int? {
        let word = scanner.word
        guard case .month(let month)? = HoursWord.all[word.code] else { return nil }
        scanner.at += word.length
        return month
    }

    private mutating func acceptEaster() -> Bool {
        let word = scanner.word
        guard case .easter? = HoursWord.all[word.code] else { return false }
        scanner.at += word.length
        return true
    }
}

extension DateRange {
    /// The month in which a list of bare days may go on.
    var lastMonth: Int? {
        switch self {
        case .single(let point), .range(_, let point):
            if case .monthDay(let month, _) = point.base { month } else { nil }
        case .months, .onwards: nil
        }
    }

    var lastYear: Int? {
        switch self {
        case .single(let point): point.year
        case .range(let from, let to): to.year ?? from.year
        case .months, .onwards: nil
        }
    }
}
