/// Weekdays, public and school holidays.
extension HoursParser {
    mutating func weekdays() throws(OpeningHoursError) -> WeekdaySelector {
        var selector = WeekdaySelector()
        guard ahead == .weekday else { return selector }
        try weekdayList(into: &selector)
        let hadHolidays = !selector.holidays.isEmpty
        let hadDays = selector.days != 0 || !selector.nth.isEmpty
        var copy = self
        copy.scanner.skipSpaces()
        guard copy.ahead == .weekday, copy.scanner.at > scanner.at else { return selector }
        guard hadHolidays && !hadDays, case .weekday? = HoursWord.all[copy.scanner.word.code] else {
            throw copy.error("Write “,” between these days, or “;” to start a new rule.")
        }
        self = copy
        let holidays = selector.holidays.count
        try weekdayList(into: &selector)
        guard selector.holidays.count == holidays else { throw error("After “PH Mo” only weekdays may follow.") }
        selector.needsBoth = true
        return selector
    }

    private mutating func weekdayList(into selector: inout WeekdaySelector) throws(OpeningHoursError) {
        while true {
            try weekdayItem(into: &selector)
            guard let next = aheadOfComma, next.kind == .weekday else { return }
            self = next.parser
        }
    }

    private mutating func weekdayItem(into selector: inout WeekdaySelector) throws(OpeningHoursError) {
        let word = scanner.word
        switch HoursWord.all[word.code] {
        case .holiday(let kind):
            scanner.at += word.length
            let holiday = HolidaySelector(kind: kind, offset: dayOffset() ?? 0)
            if !selector.holidays.contains(holiday) { selector.holidays.append(holiday) }
        case .weekday(let weekday):
            scanner.at += word.length
            try weekdayRange(from: weekday, into: &selector)
        default: throw unexpected()
        }
    }

    private mutating func weekdayRange(from: Int, into selector: inout WeekdaySelector) throws(OpeningHoursError) {
        if scanner.accept("[") {
            let which = try nthList()
            let day = NthWeekday(weekday: from, which: which, offset: dayOffset() ?? 0)
            if !selector.nth.contains(day) { selector.nth.append(day) }
            return
        }
        var copy = scanner
        copy.skipSpaces()
        guard copy.acceptDash() else {
            selector.days |= 1 << UInt8(from - 1)
            return
        }
        copy.skipSpaces()
        let word = copy.word
        guard case .weekday(let to)? = HoursWord.all[word.code] else {
            scanner = copy
            throw error("A weekday (Mo, Tu, We, Th, Fr, Sa or Su) is needed after “-”.")
        }
        copy.at += word.length
        scanner = copy
        for step in 0...((to - from + 7) % 7) { selector.days |= 1 << UInt8((from - 1 + step) % 7) }
    }

    /// `1,3-4]`, `-1]`, as bits.
    private mutating func nthList() throws(OpeningHoursError) -> UInt16 {
        var which: UInt16 = 0
        repeat {
            scanner.skipSpaces()
            let isFromEnd = scanner.acceptDash()
            let first = try nth()
            if !isFromEnd && scanner.acceptDash() {
                let start = scanner.at
                let last = try nth()
                guard last >= first else { throw error("The range ends before it starts.", at: start) }
                for nth in first...last { which |= 1 << UInt16(nth - 1) }
            } else {
                which |= 1 << UInt16(first - 1 + (isFromEnd ? 5 : 0))
            }
            scanner.skipSpaces()
        } while scanner.accept(",")
        guard scanner.accept("]") else { throw error("“]” is needed here.") }
        return which
    }

    private mutating func nth() throws(OpeningHoursError) -> Int {
        let start = scanner.at
        guard let nth = scanner.number(), (1...5).contains(nth) else {
            throw error("A number from 1 to 5, or from -5 to -1, is needed between “[” and “]”.", at: start)
        }
        return nth
    }
}
