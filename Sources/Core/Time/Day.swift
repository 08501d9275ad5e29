/// A civil day of the proleptic Gregorian calendar, without a time zone.
///
/// Stored as days since 1970-01-01; written `YYYY-MM-DD` in text, JSON and the database.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before.
    package let daysSinceEpoch: Int32

    /// The day that is so many days after 1970-01-01.
    package init(daysSinceEpoch: Int32) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// The day of a year, month and day of the month.
    ///
    /// Numbers outside the calendar carry over (the 30th of February is the 1st or 2nd of March); years are kept within ±9999.
    package init(year: Int, month: Int, day: Int) {
        let month0 = min(max(month, -100_000), 100_000) - 1
        let carried = month0.flooredDivision(by: 12)
        let calendarYear = min(max(year, -9_999), 9_999) + carried
        let first = Day.daysFromCivil(year: calendarYear, month: month0 - carried * 12 + 1)
        daysSinceEpoch = Int32(clamping: first + min(max(day, -1_000_000), 1_000_000) - 1)
    }

    /// The day written `YYYY-MM-DD`, or nothing when the text is not a day that exists.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = bytes.decimal(0..<4), let month = bytes.decimal(5..<7), let day = bytes.decimal(8..<10),
            (1...12).contains(month), day >= 1, day <= Day.daysIn(month: month, year: year)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package static func < (a: Day, b: Day) -> Bool { a.daysSinceEpoch < b.daysSinceEpoch }

    /// The day so many days later, earlier when negative.
    package func advanced(by days: Int) -> Day {
        Day(daysSinceEpoch: Int32(clamping: Int(daysSinceEpoch).addingSaturated(days)))
    }

    /// How many days lie between this day and another, negative when the other is earlier.
    package func distance(to other: Day) -> Int {
        Int(other.daysSinceEpoch) - Int(daysSinceEpoch)
    }

    /// 1 for Monday to 7 for Sunday.
    package var weekday: Int {
        let shifted = Int(daysSinceEpoch) + 3
        return shifted - shifted.flooredDivision(by: 7) * 7 + 1
    }

    package var year: Int { civil.year }
    /// 1 for January to 12 for December.
    package var month: Int { civil.month }
    /// Day of the month, from 1.
    package var day: Int { civil.day }
}

extension Day: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    package var description: String {
        let date = civil
        let sign = date.year < 0 ? "-" : ""
        return sign + date.year.magnitude.padded(4) + "-" + date.month.magnitude.padded(2) + "-" + date.day.magnitude.padded(2)
    }
}

extension Day: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is not a day written YYYY-MM-DD.")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
