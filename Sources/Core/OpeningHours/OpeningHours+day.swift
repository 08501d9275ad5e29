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
        let view = HolidayView(holidays: context.holidays)
        let yesterday = day.advanced(by: -1)
        for piece in DayPainter(rules: hours.rules, context: context).night(after: yesterday, { $0.contains(yesterday, view) }) {
            canvas.paint(Int(piece.start) - 1_440, Int(piece.end) - 1_440, piece.state, piece.comment, onlyWhereClosed: true)
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
        let yesterday = day.advanced(by: -1)
        let eve: (HoursRule) -> Bool = { $0.contains(yesterday, view) }
        let painter = DayPainter(rules: rules, context: context)
        return painter.pieces(on: day, today: { $0.contains(day, view) }, eve: withEve ? eve : nil)
    }
}

extension HoursRule {
    var asksSchoolHolidays: Bool { weekdays.holidays.contains { $0.kind == .schoolHoliday } }

    func contains(_ day: Day, _ view: HolidayView) -> Bool {
        guard weekdays.contains(day, view) else { return false }
        if years.isEmpty && dates.isEmpty && weeks.isEmpty { return true }
        return (years.isEmpty || years.contains { $0.contains(day.year) })
            && (weeks.isEmpty || weeks.contains { $0.contains(day.week) })
            && (dates.isEmpty || dates.contains { $0.contains(day) })
    }
}
