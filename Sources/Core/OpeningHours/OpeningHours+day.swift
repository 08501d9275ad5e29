/// What one civil day looks like: everything else is derived from this.
extension OpeningHours {
    /// The open, unknown and commented pieces of a day, in order; the rest of the day is closed.
    func pieces(on day: Day, in context: HoursContext) -> [DayPiece] {
        if !context.closures.isEmpty {
            let today = context.closure(on: day)
            let eve = context.closure(on: day.advanced(by: -1))
            if today != nil || eve != nil { return exceptionalPieces(on: day, today, eve, context) }
        }
        if let week, let ordinary = week.pieces(on: day, context.holidays) { return ordinary }
        return painted(day, context, withEve: true)
    }

    /// A day that is, or follows, a dated exception: nights do not reach over the border of a closed period.
    private func exceptionalPieces(on day: Day, _ today: Closure?, _ eve: Closure?, _ context: HoursContext) -> [DayPiece] {
        if let today {
            guard let hours = today.hours else { return [DayPiece(start: 0, end: 1_440, state: .closed, comment: today.reason)] }
            let pieces = hours.painted(day, context, withEve: eve == today)
            return pieces.map { DayPiece(start: $0.start, end: $0.end, state: $0.state, comment: $0.comment ?? today.reason) }
        }
        var canvas = DayCanvas()
        for piece in painted(day, context, withEve: false) { canvas.paint(Int(piece.start), Int(piece.end), piece.state, piece.comment) }
        guard let hours = eve?.hours else { return canvas.day }
        for rule in hours.rules where rule.reachesNextDay {
            let view = HolidayView(holidays: context.holidays)
            let yesterday = day.advanced(by: -1)
            guard rule.contains(yesterday, view) else { continue }
            rule.paint(yesterday, shift: 1_440, on: &canvas, context)
        }
        return canvas.day
    }

    /// Both possible days are painted when the school calendar is needed and not known.
    private func painted(_ day: Day, _ context: HoursContext, withEve: Bool) -> [DayPiece] {
        var view = HolidayView(holidays: context.holidays)
        let pieces = painted(day, view, context, withEve)
        guard rules.contains(where: \.asksSchoolHolidays) else { return pieces }
        view.assumesSchoolHoliday = true
        return DayCanvas.merge(pieces, painted(day, view, context, withEve))
    }

    private func painted(_ day: Day, _ view: HolidayView, _ context: HoursContext, _ withEve: Bool) -> [DayPiece] {
        var canvas = DayCanvas()
        let yesterday = day.advanced(by: -1)
        for rule in rules {
            let isToday = rule.contains(day, view)
            let isYesterday = withEve && rule.reachesNextDay && rule.contains(yesterday, view)
            if isToday && rule.separator == .normal && rule.state != .closed { canvas.clear() }
            if isYesterday { rule.paint(yesterday, shift: 1_440, on: &canvas, context) }
            if isToday { rule.paint(day, shift: 0, on: &canvas, context) }
        }
        return canvas.day
    }
}

extension HoursRule {
    var asksSchoolHolidays: Bool { weekdays.holidays.contains { $0.kind == .schoolHoliday } }

    /// Whether some span can pass midnight.
    var reachesNextDay: Bool { times.contains(where: \.reachesNextDay) }

    func contains(_ day: Day, _ view: HolidayView) -> Bool {
        guard weekdays.contains(day, view) else { return false }
        if years.isEmpty && dates.isEmpty && weeks.isEmpty { return true }
        return (years.isEmpty || years.contains { $0.contains(day.year) })
            && (weeks.isEmpty || weeks.contains { $0.contains(day.week) })
            && (dates.isEmpty || dates.contains { $0.contains(day) })
    }

    /// Paints the spans that begin on a day, moved back by so many minutes.
    func paint(_ day: Day, shift: Int, on canvas: inout DayCanvas, _ context: HoursContext) {
        if times.isEmpty {
            canvas.paint(0 - shift, 1_440 - shift, state, note, onlyWhereClosed: separator == .fallback)
        }
        for (index, span) in times.enumerated() {
            let next = index + 1 < times.count ? times[index + 1].start.clockMinute : nil
            for minutes in span.minutes(sun: { context.sunMinute($0, on: day) }, next: next) {
                let state = minutes.isSure || self.state == .closed && span.isFixed ? self.state : .unknown
                canvas.paint(minutes.start - shift, minutes.end - shift, state, note, onlyWhereClosed: separator == .fallback)
            }
        }
    }
}

extension TimeSpan {
    fileprivate var reachesNextDay: Bool {
        guard isFixed, !isOpenEnded, case .clock(let last) = end else { return true }
        return last > 1_440
    }
}

extension TimeSpan.Point {
    fileprivate var clockMinute: Int? {
        if case .clock(let minute) = self { minute } else { nil }
    }
}
