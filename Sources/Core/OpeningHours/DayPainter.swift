/// Puts the rules of a day together in their order.
///
/// A night belongs to the day on which it begins: what replaces that day takes its night away too. It then passes midnight as part of
/// its rule, and a later rule that replaces the next day cuts it, as the specification has it.
struct DayPainter {
    let rules: [HoursRule]
    let context: HoursContext

    /// The pieces of a day, with what reaches into it from the day before unless that day does not count.
    func pieces(on day: Day, today: (HoursRule) -> Bool, eve: ((HoursRule) -> Bool)?) -> [DayPiece] {
        var canvas = DayCanvas()
        let sun = sun(on: day)
        let past = eve.map { night(after: day.advanced(by: -1), $0) } ?? []
        for (index, rule) in rules.enumerated() {
            let isToday = today(rule)
            if isToday && rule.replaces { canvas.clear() }
            for piece in past where Int(piece.rule) == index {
                canvas.paint(
                    Int(piece.start) - 1_440, Int(piece.end) - 1_440, piece.state, piece.comment,
                    onlyWhereClosed: rule.separator == .fallback)
            }
            if isToday { rule.paint(on: &canvas, index, sun) }
        }
        return canvas.day
    }

    /// What the rules of a day say of the next one, in minutes above 1440.
    func night(after day: Day, _ isToday: (HoursRule) -> Bool) -> [DayPiece] {
        guard rules.contains(where: \.reachesNextDay) else { return [] }
        var canvas = DayCanvas(length: TimeSpan.latest)
        let sun = sun(on: day)
        for (index, rule) in rules.enumerated() where isToday(rule) {
            if rule.replaces { canvas.clear() }
            if rule.closesWholeDay { canvas.paint(0, TimeSpan.latest, .closed, nil, rule: -1) }
            rule.paint(on: &canvas, index, sun)
        }
        return canvas.pieces.filter { $0.end > 1_440 && $0.rule >= 0 }
    }

    /// The minutes of the sun's events on a day that some rule asks for, looked up once.
    private func sun(on day: Day) -> [SunEvent: Int] {
        guard context.coordinate != nil else { return [:] }
        var minutes: [SunEvent: Int] = [:]
        for rule in rules {
            for span in rule.times where !span.isFixed {
                for case .sun(let event, _)? in [span.start, span.end] where minutes[event] == nil {
                    minutes[event] = context.sunMinute(event, on: day)
                }
            }
        }
        return minutes
    }
}

extension HoursRule {
    /// Whether the rule replaces what earlier ones said of its days.
    fileprivate var replaces: Bool { separator == .normal && state != .closed }

    fileprivate var closesWholeDay: Bool {
        state == .closed && separator != .fallback && (times.isEmpty || times.contains(TimeSpan(start: .clock(0), end: .clock(1_440))))
    }

    /// Whether some span can pass midnight.
    var reachesNextDay: Bool { times.contains(where: \.reachesNextDay) }

    /// Paints the spans that begin on the day of these sun times.
    fileprivate func paint(on canvas: inout DayCanvas, _ index: Int, _ sun: [SunEvent: Int]) {
        let onlyWhereClosed = separator == .fallback
        if times.isEmpty { canvas.paint(0, 1_440, state, note, rule: index, onlyWhereClosed: onlyWhereClosed) }
        for (place, span) in times.enumerated() {
            let next = place + 1 < times.count ? times[place + 1].start.clockMinute : nil
            for minutes in span.minutes(sun: { sun[$0] }, next: next) {
                let state = minutes.isSure || self.state == .closed && span.isFixed ? self.state : .unknown
                canvas.paint(minutes.start, minutes.end, state, note, rule: index, onlyWhereClosed: onlyWhereClosed)
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
