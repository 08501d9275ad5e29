import Testing

@testable import Core

/// Civil time of Paris written `YYYY-MM-DD HH:MM`, the first of the two when it is shown twice.
func paris(_ text: String) throws -> Instant {
    let parts = text.split(separator: " ")
    let clock = parts[1].split(separator: ":").compactMap { Int($0) }
    return Zone.paris.instant(day: try #require(Day(parts[0])), minute: clock[0] * 60 + clock[1])
}

/// The intervals of one civil day of Paris as `09:00-12:00 14:00-17:00?`, with `?` for unknown.
func day(_ text: String, of hours: OpeningHours, in context: HoursContext = HoursContext()) throws -> String {
    let day = try #require(Day(text))
    let start = Zone.paris.instant(day: day, minute: 0)
    let end = Zone.paris.instant(day: day, minute: 1_440)
    return hours.intervals(from: start, to: end, in: context).map { interval in
        let from = Zone.paris.local(interval.from).minute
        let to = interval.to == end ? 1_440 : Zone.paris.local(interval.to).minute
        return HoursText.clock(from) + "-" + HoursText.clock(to) + (interval.state == .unknown ? "?" : "")
    }.joined(separator: " ")
}

/// School holidays invented for tests: zone C has no school from the 10th to the 20th of March 2026.
let inventedSchoolYear = SchoolHolidays(years: [
    .init(
        from: Day(year: 2026, month: 1, day: 1), to: Day(year: 2026, month: 6, day: 30), source: "invented",
        zones: ["A": [], "C": [.init(name: "invented", from: Day(year: 2026, month: 3, day: 10), to: Day(year: 2026, month: 3, day: 20))]])
])
