/// The public and school holidays that hold at a place in France.
package struct Holidays: Hashable, Sendable {
    /// Adds Good Friday and the 26th of December, as in Moselle, Bas-Rhin and Haut-Rhin.
    package let alsaceMoselle: Bool
    package let school: SchoolHolidays
    /// Nothing when it is not known: school holidays are then unknown too.
    package let schoolZone: SchoolZone?

    /// Paris is in school zone C.
    package init(school: SchoolHolidays = SchoolHolidays(years: []), schoolZone: SchoolZone? = nil, alsaceMoselle: Bool = false) {
        self.school = school
        self.schoolZone = schoolZone
        self.alsaceMoselle = alsaceMoselle
    }

    /// Whether a day is a public holiday (labour code, L3133-1; for Alsace and Moselle, L3134-13).
    package func isPublicHoliday(_ day: Day) -> Bool {
        let date = day.civil
        switch (date.month, date.day) {
        case (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25): return true
        case (12, 26): return alsaceMoselle
        default: break
        }
        guard (3...6).contains(date.month) else { return false }
        switch Day.easter(date.year).distance(to: day) {
        case 1, 39, 50: return true
        case -2: return alsaceMoselle
        default: return false
        }
    }

    /// The public holidays of a year, in order.
    package func publicHolidays(in year: Int) -> [Day] {
        let first = Day(year: year, month: 1, day: 1)
        return (0..<(Day.isLeap(year) ? 366 : 365)).map { first.advanced(by: $0) }.filter(isPublicHoliday)
    }

    /// Whether a day is in the school holidays; nothing when the calendar of that day is not known.
    package func isSchoolHoliday(_ day: Day) -> Bool? {
        guard let schoolZone else { return nil }
        return school.isHoliday(day, zone: schoolZone)
    }
}

/// Holidays, with what to assume of school holidays on days whose calendar is not known.
struct HolidayView {
    let holidays: Holidays
    var assumesSchoolHoliday = false

    func isSchoolHoliday(_ day: Day) -> Bool { holidays.isSchoolHoliday(day) ?? assumesSchoolHoliday }
}
