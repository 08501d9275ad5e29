import Testing

@testable import Core

@Suite struct HolidaysTests {
    /// Published by the State for 2026 and 2027 (service-public.fr, jours fériés).
    @Test(arguments: [
        (2026, ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]),
        (2027, ["01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25"]),
    ])
    func theElevenPublicHolidaysOfAYear(year: Int, days: [String]) {
        #expect(Holidays().publicHolidays(in: year).map { String($0.description.dropFirst(5)) } == days)
    }

    @Test func alsaceAndMoselleHaveTwoMore() {
        let more = Set(Holidays(alsaceMoselle: true).publicHolidays(in: 2026)).subtracting(Holidays().publicHolidays(in: 2026))
        #expect(more.map(\.description).sorted() == ["2026-04-03", "2026-12-26"])
    }

    @Test func twoHolidaysOnOneDayAreOne() {
        #expect(Holidays().publicHolidays(in: 2008).count == 10)  // Ascension on the 1st of May
    }

    @Test func schoolHolidaysComeFromDataAndAreUnknownWithoutIt() {
        let holidays = Holidays(school: inventedSchoolYear, schoolZone: .c)
        #expect(holidays.isSchoolHoliday(Day(year: 2026, month: 3, day: 10)) == true)
        #expect(holidays.isSchoolHoliday(Day(year: 2026, month: 3, day: 21)) == false)
        #expect(holidays.isSchoolHoliday(Day(year: 2026, month: 7, day: 1)) == nil)
        #expect(Holidays(school: inventedSchoolYear, schoolZone: .b).isSchoolHoliday(Day(year: 2026, month: 3, day: 10)) == nil)
        #expect(Holidays(school: inventedSchoolYear).isSchoolHoliday(Day(year: 2026, month: 3, day: 10)) == nil)
    }
}
