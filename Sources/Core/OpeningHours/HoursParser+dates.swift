/// Years, months, dates and weeks.
extension HoursParser {
    mutating func years(of rule: inout HoursRule) throws(OpeningHoursError) {
        while ahead == .year {
            rule.years.append(try yearRange())
            scanner.skipSpaces()
            guard let next = aheadOfComma, next.kind == .year else { break }
            self = next.parser
        }
    }

    private mutating func yearRange() throws(OpeningHoursError) -> YearRange {
        let from = try year()
        if scanner.accept("+") { return YearRange(from: from, to: nil) }
        var copy = scanner
        copy.skipSpaces()
        guard copy.acceptDash() else {
            if scanner.accept("/") { return YearRange(from: from, to: nil, step: try step(of: "years")) }
            return YearRange(from: from, to: from)
        }
        copy.skipSpaces()
        scanner = copy
        let start = scanner.at
        let to = try year()
        guard to >= from else { throw error("The range of years ends before it starts.", at: start) }
        return YearRange(from: from, to: to, step: scanner.accept("/") ? try step(of: "years") : 1)
    }

    mutating func year() throws(OpeningHoursError) -> Int {
        let start = scanner.at
        guard scanner.digitCount == 4, let year = scanner.number(), year >= 1_900 else {
            throw error("A year has four digits, from 1900 on.", at: start)
        }
        return year
    }

    mutating func step(of things: String) throws(OpeningHoursError) -> Int {
        let start = scanner.at
        guard let step = scanner.number(), step > 0 else {
            throw error("A number from 1 is needed after “/”: every how many \(things).", at: start)
        }
        return step
    }

    mutating func weeks(of rule: inout HoursRule) throws(OpeningHoursError) {
        scanner.skipSpaces()
        guard ahead == .week else { return }
        scanner.at += 4
        scanner.skipSpaces()
        while true {
            rule.weeks.append(try weekRange())
            guard let next = aheadOfComma, next.kind == .number else { return }
            self = next.parser
        }
    }

    private mutating func weekRange() throws(OpeningHoursError) -> WeekRange {
        let from = try week()
        guard scanner.acceptDash() else { return WeekRange(from: from, to: from) }
        let to = try week()
        let stepAt = scanner.at
        let step = scanner.accept("/") ? try step(of: "weeks") : 1
        guard from <= to || step == 1 else {
            throw error("“/” does not go with weeks that pass the end of the year; write two ranges.", at: stepAt)
        }
        return WeekRange(from: from, to: to, step: step)
    }

    private mutating func week() throws(OpeningHoursError) -> Int {
        let start = scanner.at
        guard let week = scanner.number(), (1...53).contains(week) else {
            throw error("A week number from 1 to 53 is needed here.", at: start)
        }
        return week
    }

    /// The list of dates; a year in front of it holds for every date that has none.
    mutating func dates(inYear year: Int?) throws(OpeningHoursError) -> [DateRange] {
        var dates = [try dateRange(year: year)]
        while var next = aheadOfComma {
            if next.kind == .year {
                guard let own = next.parser.yearBeforeDate() else { return dates }
                dates.append(try next.parser.dateRange(year: own))
            } else if next.kind == .date {
                dates.append(try next.parser.dateRange(year: year))
            } else if next.kind == .number, let month = dates.last?.lastMonth {
                dates.append(try next.parser.daysAlone(year: dates.last?.lastYear, month: month))
            } else {
                return dates
            }
            self = next.parser
        }
        return dates
    }

    /// A year directly followed by a month or Easter, read; nothing is read otherwise.
    mutating func yearBeforeDate() -> Int? {
        var copy = self
        guard let year = try? copy.year() else { return nil }  // not a year: the caller reads something else here
        copy.scanner.skipSpaces()
        guard copy.ahead == .date else { return nil }
        self = copy
        return year
    }
}
