/// The seven days of a week without holidays, painted once, for rules that depend on nothing else.
struct OrdinaryWeek: Sendable {
    private let days: [[DayPiece]]
    private let asksPublicHolidays: Bool
    private let asksSchoolHolidays: Bool

    /// Nothing when a date, a week, the sun or a moved holiday decides.
    init?(_ rules: [HoursRule]) {
        guard rules.allSatisfy(\.isWeekly) else { return nil }
        let ordinary = rules.filter { $0.weekdays.holidays.isEmpty || ($0.weekdays.days != 0 && !$0.weekdays.needsBoth) }
        days = (0..<7).map { OrdinaryWeek.paint(weekday: $0, ordinary) }
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

    private static func paint(weekday: Int, _ rules: [HoursRule]) -> [DayPiece] {
        var canvas = DayCanvas()
        let today = UInt8(1) << UInt8(weekday)
        let eve = UInt8(1) << UInt8((weekday + 6) % 7)
        let anywhere = HoursContext(zone: .utc)
        let anyDay = Day(daysSinceEpoch: 0)
        for rule in rules {
            let days = rule.weekdays.days == 0 ? 0x7F : rule.weekdays.days
            let isToday = days & today != 0
            if isToday && rule.separator == .normal && rule.state != .closed { canvas.clear() }
            if days & eve != 0 && rule.reachesNextDay { rule.paint(anyDay, shift: 1_440, on: &canvas, anywhere) }
            if isToday { rule.paint(anyDay, shift: 0, on: &canvas, anywhere) }
        }
        return canvas.day
    }
}

extension HoursRule {
    fileprivate var isWeekly: Bool {
        years.isEmpty && dates.isEmpty && weeks.isEmpty && weekdays.nth.isEmpty && weekdays.holidays.allSatisfy { $0.offset == 0 }
            && times.allSatisfy(\.isFixed)
    }
}
