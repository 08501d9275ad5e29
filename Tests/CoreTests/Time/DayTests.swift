import Foundation
import Testing

@testable import Core

@Suite struct DayTests {
    @Test func everyDayOfTwoCenturiesIsWrittenAndReadBack() {
        var day = Day(year: 1900, month: 1, day: 1)
        let end = Day(year: 2101, month: 1, day: 1)
        var count = 0
        while day < end {
            let date = day.civil
            if Day(year: date.year, month: date.month, day: date.day) != day || Day(day.description) != day { Issue.record("\(day)") }
            count += 1
            day = day.advanced(by: 1)
        }
        #expect(count == 201 * 365 + 49)
    }

    @Test(arguments: ["0000-01-01", "0001-03-01", "1582-10-15", "9999-12-31", "-0044-03-15"])
    func daysFarAwayAreWritten(text: String) throws {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        #expect(Day(year: text.hasPrefix("-") ? -parts[0] : parts[0], month: parts[1], day: parts[2]).description == text)
    }

    @Test(arguments: [("1970-01-01", 4), ("2026-11-23", 1), ("2024-02-29", 4), ("2000-01-01", 6), ("1900-03-01", 4)])
    func theWeekdayIsRight(text: String, weekday: Int) throws {
        #expect(try #require(Day(text)).weekday == weekday)
    }

    @Test(arguments: [
        ("2026-01-01", 2026, 1), ("2025-12-29", 2026, 1), ("2027-01-03", 2026, 53), ("2024-12-30", 2025, 1), ("2026-11-23", 2026, 48),
    ])
    func theISOWeekMayBelongToAnotherYear(text: String, year: Int, week: Int) throws {
        let day = try #require(Day(text))
        #expect(day.weekYear == year && day.week == week)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01", "26-01-01", "2026-01-0x", "", "2026-01-01T", "²026-01-01",
    ])
    func whatIsNotADayIsNotRead(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func numbersOutsideTheCalendarCarryOverAndNeverTrap() {
        #expect(Day(year: 2026, month: 13, day: 1).description == "2027-01-01")
        #expect(Day(year: 2026, month: 3, day: 0).description == "2026-02-28")
        #expect(Day(year: 2026, month: -1, day: 1).description == "2025-11-01")
        _ = Day(year: .max, month: .max, day: .max).advanced(by: .max)
        _ = Day(year: .min, month: .min, day: .min).advanced(by: .min).description
    }

    @Test(arguments: [
        (2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"), (1981, "1981-04-19"), (2038, "2038-04-25"),
    ])
    func easterIsRight(year: Int, day: String) {
        #expect(Day.easter(year).description == day)
    }

    @Test func aDayIsATextInJSON() throws {
        let day = Day(year: 2026, month: 11, day: 23)
        #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == #"["2026-11-23"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: Data(#"["2026-11-23"]"#.utf8)) == [day])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data(#"["2026-11-31"]"#.utf8)) }
    }
}
