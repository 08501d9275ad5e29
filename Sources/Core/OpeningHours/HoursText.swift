/// Writes rules in the one canonical way.
enum HoursText {
    static func write(_ rules: [HoursRule]) -> String {
        var text = ""
        for (index, rule) in rules.enumerated() {
            if index > 0 { text += separator(rule.separator) }
            let next = index + 1 < rules.count ? rules[index + 1] : nil
            let couldGoOn = next?.separator == .additional && next?.firstPart == rule.lastPart
            text += write(rule, isOpenWritten: couldGoOn)
        }
        return text
    }

    private static func separator(_ separator: HoursRule.Separator) -> String {
        switch separator {
        case .normal: "; "
        case .additional: ", "
        case .fallback: " || "
        }
    }

    private static func write(_ rule: HoursRule, isOpenWritten: Bool) -> String {
        var parts: [String] = []
        if let label = rule.label { parts.append("\"\(label)\":") }
        if !rule.years.isEmpty { parts.append(rule.years.map(write).joined(separator: ",")) }
        if !rule.dates.isEmpty { parts.append(rule.dates.map(write).joined(separator: ",")) }
        if !rule.weeks.isEmpty { parts.append("week " + rule.weeks.map(write).joined(separator: ",")) }
        if !rule.weekdays.isEmpty { parts.append(write(rule.weekdays)) }
        if !rule.times.isEmpty { parts.append(rule.times.map(write).joined(separator: ",")) }
        let choosesNothing = !rule.choosesDays && rule.times.isEmpty
        switch rule.state {
        case .closed: parts.append("off")
        case .unknown: parts.append("unknown")
        case .open:
            if choosesNothing && rule.comment == nil { parts.append("24/7") }
            if rule.comment != nil || isOpenWritten { parts.append("open") }
        }
        if let comment = rule.comment { parts.append("\"\(comment)\"") }
        return parts.joined(separator: " ")
    }

    private static func write(_ years: YearRange) -> String {
        guard let to = years.to else { return "\(years.from)" + (years.step > 1 ? "/\(years.step)" : "+") }
        if to == years.from { return "\(to)" }
        return "\(years.from)-\(to)" + (years.step > 1 ? "/\(years.step)" : "")
    }

    private static func write(_ weeks: WeekRange) -> String {
        if weeks.from == weeks.to { return two(weeks.from) }
        return two(weeks.from) + "-" + two(weeks.to) + (weeks.step > 1 ? "/\(weeks.step)" : "")
    }

    private static func write(_ dates: DateRange) -> String {
        switch dates {
        case .months(let fromYear, let from, let toYear, let to):
            let first = year(fromYear) + HoursWord.months[from - 1]
            return to == from && toYear == nil ? first : first + "-" + year(toYear) + HoursWord.months[to - 1]
        case .single(let point): return write(point)
        case .range(let from, let to): return write(from) + "-" + write(to, after: from)
        case .onwards(let point): return write(point) + "+"
        }
    }

    private static func write(_ point: DatePoint, after first: DatePoint? = nil) -> String {
        var text = ""
        switch point.base {
        case .easter: text = year(point.year) + "easter"
        case .weekday(let month, let weekday, let nth):
            text = year(point.year) + "\(HoursWord.months[month - 1]) \(HoursWord.weekdays[weekday - 1])[\(nth)]"
        case .monthDay(let month, let day):
            if let first, case .monthDay(month, _) = first.base, first.year == point.year, first.hasNoMoves {
                text = two(day)
            } else {
                text = year(point.year) + "\(HoursWord.months[month - 1]) " + two(day)
            }
        }
        if point.weekdayOffset > 0 { text += " +" + HoursWord.weekdays[point.weekdayOffset - 1] }
        if point.weekdayOffset < 0 { text += " -" + HoursWord.weekdays[-point.weekdayOffset - 1] }
        return text + dayOffset(point.offset)
    }

    private static func write(_ weekdays: WeekdaySelector) -> String {
        let holidays = weekdays.holidays.map { ($0.kind == .publicHoliday ? "PH" : "SH") + dayOffset($0.offset) }
        let days = runs(weekdays.days) + weekdays.nth.map { HoursWord.weekdays[$0.weekday - 1] + nth($0.which) + dayOffset($0.offset) }
        if holidays.isEmpty { return days.joined(separator: ",") }
        if days.isEmpty { return holidays.joined(separator: ",") }
        return holidays.joined(separator: ",") + (weekdays.needsBoth ? " " : ",") + days.joined(separator: ",")
    }

    /// `Mo-Fr`, `Fr-Mo`, `Mo,We`: ranges from three days on.
    static func runs(_ days: UInt8) -> [String] {
        func isSet(_ day: Int) -> Bool { days & (1 << UInt8((day + 7) % 7)) != 0 }
        if days & 0x7F == 0x7F { return ["Mo-Su"] }
        var runs: [(start: Int, length: Int)] = []
        for day in 0..<7 where isSet(day) && !isSet(day - 1) {
            var length = 1
            while isSet(day + length) { length += 1 }
            if length == 2 && day == 6 {
                runs.append((0, 1))
                runs.append((6, 1))
            } else {
                runs.append((day, length))
            }
        }
        return runs.sorted { $0.start < $1.start }.flatMap { run in
            let names = (0..<run.length).map { HoursWord.weekdays[(run.start + $0) % 7] }
            return run.length >= 3 ? ["\(names[0])-\(names[run.length - 1])"] : names
        }
    }

    private static func nth(_ which: UInt16) -> String {
        var parts: [String] = []
        var nth = 1
        while nth <= 5 {
            var last = nth
            guard which & (1 << UInt16(nth - 1)) != 0 else {
                nth += 1
                continue
            }
            while last < 5, which & (1 << UInt16(last)) != 0 { last += 1 }
            parts.append(last > nth ? "\(nth)-\(last)" : "\(nth)")
            nth = last + 1
        }
        for fromEnd in 1...5 where which & (1 << UInt16(4 + fromEnd)) != 0 { parts.append("-\(fromEnd)") }
        return "[" + parts.joined(separator: ",") + "]"
    }

    private static func write(_ span: TimeSpan) -> String {
        guard let end = span.end else { return write(span.start) + "+" }
        return write(span.start) + "-" + write(end, after: span.start) + (span.isOpenEnded ? "+" : "")
    }

    private static func write(_ point: TimeSpan.Point, after start: TimeSpan.Point? = nil) -> String {
        switch point {
        case .sun(let event, 0): return event.rawValue
        case .sun(let event, let offset): return "(\(event.rawValue)" + (offset < 0 ? "-" : "+") + clock(abs(offset)) + ")"
        case .clock(let minute):
            if case .clock(let first) = start, minute > 1_440, minute - 1_440 < first { return clock(minute - 1_440) }
            return clock(minute)
        }
    }

    /// `HH:MM`, with hours beyond 24 for the next day.
    static func clock(_ minute: Int) -> String { two(minute / 60) + ":" + two(minute % 60) }

    private static func two(_ number: Int) -> String { number.magnitude.padded(2) }

    private static func year(_ year: Int?) -> String { year.map { "\($0) " } ?? "" }

    private static func dayOffset(_ days: Int) -> String {
        days == 0 ? "" : (days > 0 ? " +" : " -") + "\(abs(days)) day" + (abs(days) == 1 ? "" : "s")
    }
}

extension DatePoint {
    fileprivate var hasNoMoves: Bool { weekdayOffset == 0 && offset == 0 }
}

extension HoursRule {
    /// The kinds of list that a comma could continue.
    fileprivate enum Part { case dates, weekdays, times, none }

    fileprivate var firstPart: Part {
        if label != nil { return .none }
        if !years.isEmpty || !dates.isEmpty { return .dates }
        if !weeks.isEmpty { return .none }
        if !weekdays.isEmpty { return .weekdays }
        return times.isEmpty ? .none : .times
    }

    /// The list at the end of the text of an open rule without a comment.
    fileprivate var lastPart: Part? {
        if state != .open || comment != nil { return nil }
        if !times.isEmpty { return .times }
        if !weekdays.isEmpty { return .weekdays }
        if !weeks.isEmpty { return nil }
        return dates.isEmpty && years.isEmpty ? nil : .dates
    }
}
