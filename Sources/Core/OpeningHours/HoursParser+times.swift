/// Times of the day.
extension HoursParser {
    mutating func times() throws(OpeningHoursError) -> [TimeSpan] {
        var times = [try timeSpan()]
        while let next = aheadOfComma, next.kind == .time {
            self = next.parser
            times.append(try timeSpan())
        }
        guard scanner.byte() != UInt8(ascii: "/") else {
            throw error("Repeated times (“/”) are for collections and departures, not for opening hours; write the spans.")
        }
        return times
    }

    mutating func timeSpan() throws(OpeningHoursError) -> TimeSpan {
        let startAt = scanner.at
        let start = try timePoint(latest: 1_439)
        scanner.skipSpaces()
        if scanner.accept("+") { return TimeSpan(start: start, end: nil, isOpenEnded: true) }
        guard scanner.acceptDash() else {
            throw error("A single time is not opening hours; write “-” and the closing time, or “+” for an open end.", at: startAt)
        }
        scanner.skipSpaces()
        if scanner.accept("+") { return TimeSpan(start: start, end: nil, isOpenEnded: true) }
        let end = try timePoint(latest: TimeSpan.latest)
        guard end != start || end == .clock(0) else {
            throw error("This span ends when it starts; write 00:00-24:00 for the whole day, or correct one of the times.", at: startAt)
        }
        guard scanner.byte() != UInt8(ascii: "-") else {
            throw error("This span has a second end; put “,” between two spans, as in 09:00-12:00,14:00-17:00.")
        }
        return TimeSpan(start: start, end: end.following(start), isOpenEnded: scanner.accept("+"))
    }

    private mutating func timePoint(latest: Int) throws(OpeningHoursError) -> TimeSpan.Point {
        if scanner.accept("(") {
            scanner.skipSpaces()
            let event = try sunEvent()
            scanner.skipSpaces()
            let start = scanner.at
            let isPlus = scanner.byte() == UInt8(ascii: "+")
            guard isPlus ? scanner.accept("+") : scanner.acceptDash() else {
                throw error("“+” or “-” and a duration are needed here, as in (sunset-00:30).", at: start)
            }
            scanner.skipSpaces()
            let minutes = try clock(latest: 1_440)
            scanner.skipSpaces()
            guard scanner.accept(")") else { throw error("“)” is needed here.") }
            return .sun(event, offset: isPlus ? minutes : -minutes)
        }
        if case .sun? = HoursWord.all[scanner.word.code] { return .sun(try sunEvent(), offset: 0) }
        return .clock(try clock(latest: latest))
    }

    private mutating func sunEvent() throws(OpeningHoursError) -> SunEvent {
        let word = scanner.word
        guard case .sun(let event)? = HoursWord.all[word.code] else {
            throw error("“dawn”, “sunrise”, “sunset” or “dusk” is needed here.")
        }
        scanner.at += word.length
        return event
    }

    private mutating func clock(latest: Int) throws(OpeningHoursError) -> Int {
        let start = scanner.at
        guard scanner.digitCount <= 2, let hour = scanner.number() else {
            throw error("A time is needed here, written 09:00.", at: start)
        }
        scanner.skipSpaces()
        guard scanner.accept(":") else { throw error("A time needs hours and minutes, written 09:00.", at: start) }
        scanner.skipSpaces()
        guard scanner.digitCount == 2, let minute = scanner.number(), minute < 60 else {
            throw error("The minutes need two digits, 00 to 59.", at: start)
        }
        guard hour * 60 + minute <= latest else {
            let last = latest == 1_439 ? "23:59" : latest == 1_440 ? "24:00" : "48:00"
            throw error("This time is later than \(last).", at: start)
        }
        return hour * 60 + minute
    }
}

extension TimeSpan.Point {
    /// The same clock time, on the next day when it does not come after the start.
    fileprivate func following(_ start: TimeSpan.Point) -> TimeSpan.Point {
        guard case .clock(let first) = start, case .clock(let last) = self, last <= first else { return self }
        return .clock(last + 1_440)
    }
}
