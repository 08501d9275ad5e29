/// The arithmetic of the Gregorian calendar: eras of 400 years counted from the 1st of March.
extension Day {
    /// Year, month and day of the month at once, cheaper than one by one.
    package var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(daysSinceEpoch) + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Days since 1970-01-01 of the first day of a month.
    static func daysFromCivil(year: Int, month: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredDivision(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Whether a year has a 29th of February.
    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// How many days a month has, from 28 to 31.
    package static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// ISO 8601 week, 1 to 53; the first days of January may belong to the last week of the year before.
    package var week: Int { weekOfYear.week }

    /// The year the ISO 8601 week belongs to.
    package var weekYear: Int { weekOfYear.year }

    private var weekOfYear: (year: Int, week: Int) {
        let thursday = advanced(by: 4 - weekday)
        let year = thursday.year
        return (year, Day(year: year, month: 1, day: 1).distance(to: thursday) / 7 + 1)
    }

    /// Easter Sunday of a year (Gregorian computus).
    package static func easter(_ year: Int) -> Day {
        let year = min(max(year, 0), 9_999)
        let golden = year % 19
        let century = year / 100
        let moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30
        let epact = moon - (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11))
        let weekday = (year + year / 4 + epact + 2 - century + century / 4) % 7
        let distance = epact - weekday
        let month = 3 + (distance + 40) / 44
        return Day(year: year, month: month, day: distance + 28 - 31 * (month / 4))
    }
}
