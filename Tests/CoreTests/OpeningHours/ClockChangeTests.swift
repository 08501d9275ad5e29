import Testing

@testable import Core

/// The last Sundays of March and October 2026 in Paris: 23 and 25 hours long.
@Suite struct ClockChangeTests {
    private let context = HoursContext()

    private func lengths(_ text: String, _ from: String, _ to: String) throws -> [Int64] {
        try OpeningHours(text).intervals(from: paris(from), to: paris(to), in: context).map { $0.to - $0.from }
    }

    @Test func aNightOverTheChangeIsAnHourLongerInOctoberAndShorterInMarch() throws {
        #expect(try lengths("22:00-06:00", "2026-10-24 12:00", "2026-10-25 12:00") == [9 * 3_600])
        #expect(try lengths("22:00-06:00", "2026-03-28 12:00", "2026-03-29 12:00") == [7 * 3_600])
        #expect(try lengths("24/7", "2026-10-25 00:00", "2026-10-26 00:00") == [25 * 3_600])
        #expect(try lengths("24/7", "2026-03-29 00:00", "2026-03-30 00:00") == [23 * 3_600])
    }

    @Test func aSpanInsideTheRepeatedHourHoldsTwice() throws {
        let intervals = try OpeningHours("02:15-02:45").intervals(
            from: paris("2026-10-25 00:00"), to: paris("2026-10-26 00:00"), in: context)
        #expect(intervals.map(\.from.description) == ["2026-10-25T00:15:00Z", "2026-10-25T01:15:00Z"])
        #expect(intervals.map(\.to.description) == ["2026-10-25T00:45:00Z", "2026-10-25T01:45:00Z"])
    }

    @Test func aSpanThatBeginsOrEndsInTheRepeatedHourFollowsTheClockOnTheWall() throws {
        #expect(try lengths("02:30-03:30", "2026-10-25 00:00", "2026-10-26 00:00") == [30 * 60, 60 * 60])
        #expect(try lengths("01:30-02:30", "2026-10-25 00:00", "2026-10-26 00:00") == [60 * 60, 30 * 60])
    }

    @Test func aSpanInsideTheHourThatDoesNotExistNeverHolds() throws {
        #expect(try lengths("02:00-03:00", "2026-03-29 00:00", "2026-03-30 00:00").isEmpty)
        #expect(try lengths("02:30-03:30", "2026-03-29 00:00", "2026-03-30 00:00") == [30 * 60])
        #expect(try lengths("01:30-02:30", "2026-03-29 00:00", "2026-03-30 00:00") == [30 * 60])
    }

    @Test(
        arguments: ["02:15-02:45", "22:00-06:00", "02:00-03:00 off, 01:00-05:00", "Su 02:30-14:00", "00:00-02:00", "03:00-24:00"],
        ["2026-03-29", "2026-10-25"])
    func everySecondOfTheDayTheStateIsThatOfTheInterval(text: String, date: String) throws {
        let hours = try OpeningHours(text)
        let start = try paris(date + " 00:00")
        let end = Zone.paris.instant(day: try #require(Day(date)), minute: 1_440)
        let intervals = hours.intervals(from: start, to: end, in: context)
        var wrong = 0
        for second in start.seconds..<end.seconds {
            let instant = Instant(seconds: second)
            let isInside = intervals.contains { $0.from <= instant && instant < $0.to }
            if (hours.state(at: instant, in: context) == .open) != isInside { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(end - start == (date == "2026-03-29" ? 23 : 25) * 3_600)
    }

    @Test func theNextChangeIsFoundOnBothSidesOfTheRepeatedHour() throws {
        let hours = try OpeningHours("02:15-02:45")
        let second = Instant(seconds: try paris("2026-10-25 02:50").seconds)
        #expect(hours.nextChange(after: second, in: context)?.at.description == "2026-10-25T01:15:00Z")
    }
}
