/// The seven days of a week without holidays, painted once, for rules that depend on nothing else.
struct OrdinaryWeek: Sendable {
    private let days: [[DayPiece]]
    private let asksPublicHolidays: Bool
    private let asksSchoolHolidays: Bool

    /// Nothing when a date, a week, the sun or a moved holiday decides.
    init?(_ rules: [HoursRule]) {
        guard rules.allSatisfy(\.isWeekly) else { return nil }
        let ordinary = rules.filter { $0.weekdays.holidays.isEmpty || ($0.weekdays.days != 0 && !$0.weekdays.needsBoth) }
        let painter = DayPainter(rules: ordinary, context: HoursContext(zone: .utc))
        let monday = Day(year: 2_000, month: 1, day: 3)
        var days: [[DayPiece]] = []
        for weekday in 0..<7 {
            let pieces = painter.pieces(on: monday, today: { $0.isOrdinary(weekday) }, eve: { $0.isOrdinary((weekday + 6) % 7) })
            days.append(days.first { $0 == pieces } ?? pieces)  // equal days share their storage: the index keeps 100,000 weeks
        }
        self.days = days
        let asked = rules.flatMap { $0.weekdays.holidays.map(\.kind) }
        asksPublicHolidays = asked.contains(.publicHoliday)
        asksSchoolHolidays = asked.contains(.schoolHoliday)
    }

    /// The pieces of a day, or nothing when it or its eve is a holiday that counts, or may be one.
    @inline(__always)
    func pieces(on day: Day, _ holidays: Holidays) -> [DayPiece]? {
        if asksPublicHolidays || asksSchoolHolidays {
            for day in [day, day.advanced(by: -1)] {
                if asksPublicHolidays && holidays.isPublicHoliday(day) { return nil }
                if asksSchoolHolidays && holidays.isSchoolHoliday(day) != false { return nil }
            }
        }
        return days[day.weekday - 1]
    }

    /// The pieces of a weekday (0 for Monday) when no holiday changes it.
    func ordinaryPieces(weekday: Int) -> [DayPiece] { days[weekday] }
}

extension HoursRule {
    /// Whether the rule holds on a weekday (0 for Monday) that is no holiday.
    fileprivate func isOrdinary(_ weekday: Int) -> Bool {
        weekdays.days == 0 || weekdays.days & (1 << UInt8(weekday)) != 0
    }

    fileprivate var isWeekly: Bool {
        years.isEmpty && dates.isEmpty && weeks.isEmpty && weekdays.nth.isEmpty && weekdays.holidays.allSatisfy { $0.offset == 0 }
            && times.allSatisfy(\.isFixed)
    }
}
