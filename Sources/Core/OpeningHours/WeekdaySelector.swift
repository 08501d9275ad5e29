/// Days of the week and holidays of one rule.
struct WeekdaySelector: Hashable, Sendable {
    /// Bit 0 for Monday to bit 6 for Sunday.
    var days: UInt8 = 0
    var nth: [NthWeekday] = []
    var holidays: [HolidaySelector] = []
    /// `SH Mo-Fr` asks for both, `SH,Mo-Fr` for either.
    var needsBoth = false

    var isEmpty: Bool { days == 0 && nth.isEmpty && holidays.isEmpty }

    /// Whether nothing but plain days of the week is chosen.
    var isPlain: Bool { nth.isEmpty && holidays.isEmpty }

    func contains(_ day: Day, _ calendar: HolidayView) -> Bool {
        if isEmpty { return true }
        if holidays.isEmpty { return containsWeekday(day) }
        let holiday = holidays.contains { $0.contains(day, calendar) }
        if days == 0 && nth.isEmpty { return holiday }
        return needsBoth ? holiday && containsWeekday(day) : holiday || containsWeekday(day)
    }

    private func containsWeekday(_ day: Day) -> Bool {
        days & (1 << UInt8(day.weekday - 1)) != 0 || nth.contains { $0.contains(day) }
    }
}

/// `Th[1,3-4]`, `Su[-1]`, `Sa[1] +1 day`.
struct NthWeekday: Hashable, Sendable {
    /// 1 for Monday to 7 for Sunday.
    var weekday: Int
    /// Bits 0 to 4: first to fifth of the month; bits 5 to 9: last, last but one…
    var which: UInt16
    /// Days added to that day.
    var offset = 0

    func contains(_ day: Day) -> Bool {
        let base = day.advanced(by: -offset)
        guard base.weekday == weekday else { return false }
        let date = base.civil
        let fromStart = (date.day - 1) / 7
        let fromEnd = (Day.daysIn(month: date.month, year: date.year) - date.day) / 7
        return which & (1 << UInt16(fromStart)) != 0 || which & (1 << UInt16(5 + fromEnd)) != 0
    }
}

/// `PH`, `PH -1 day`, `SH`.
struct HolidaySelector: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case publicHoliday, schoolHoliday }

    var kind: Kind
    var offset = 0

    func contains(_ day: Day, _ calendar: HolidayView) -> Bool {
        let base = day.advanced(by: -offset)
        return kind == .publicHoliday ? calendar.holidays.isPublicHoliday(base) : calendar.isSchoolHoliday(base)
    }
}
