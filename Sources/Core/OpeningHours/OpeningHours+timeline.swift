/// States, changes and intervals, all read off the same days.
///
/// What holds at a moment is what the rules say of the day and minute shown by a clock on the wall. When clocks go back, a time
/// shown twice holds twice; when they go forward, a time never shown never holds.
extension OpeningHours {
    /// How far a change is searched.
    package static let horizon: Int64 = 366 * 86_400
    /// The longest stretch for which intervals are given, from the start asked for.
    package static let longestStretch: Int64 = 3_660 * 86_400

    /// Open, closed or unknown at a moment.
    package func state(at instant: Instant, in context: HoursContext) -> OpenState {
        status(at: instant, in: context).state
    }

    /// The state at a moment, and what the rule or the closure says beside it.
    package func status(at instant: Instant, in context: HoursContext) -> (state: OpenState, comment: String?) {
        let local = context.zone.local(instant)
        for piece in pieces(on: local.day, in: context) where local.minute < Int(piece.end) {
            return local.minute >= Int(piece.start) ? (piece.state, piece.comment) : (.closed, nil)
        }
        return (.closed, nil)
    }

    /// The next moment at which the state is another one, within 366 days.
    package func nextChange(after instant: Instant, in context: HoursContext) -> (at: Instant, state: OpenState)? {
        let now = state(at: instant, in: context)
        var change: (at: Instant, state: OpenState)?
        walk(from: instant, to: instant + Self.horizon, in: context) { from, _, state, _ in
            guard state != now else { return true }
            change = (Instant(seconds: from), state)
            return false
        }
        return change
    }

    /// The next moment at which it is open, this one included, within 366 days; unknown is not open.
    package func nextOpening(after instant: Instant, in context: HoursContext) -> Instant? {
        var opening: Instant?
        walk(from: instant, to: instant + Self.horizon, in: context) { from, _, state, _ in
            guard state == .open else { return true }
            opening = Instant(seconds: from)
            return false
        }
        return opening
    }

    /// The open and unknown intervals between two moments, cut at them, in order, never overlapping; the rest is closed.
    package func intervals(from: Instant, to: Instant, in context: HoursContext) -> [Interval] {
        timeline(from: from, to: to, in: context).filter { $0.state != .closed }
    }

    /// The whole stretch between two moments, closed time included; neighbours differ in state or in comment.
    ///
    /// At most ten years are given.
    package func timeline(from: Instant, to: Instant, in context: HoursContext) -> [Interval] {
        var timeline: [Interval] = []
        walk(from: from, to: min(to, from + Self.longestStretch), in: context) { start, end, state, comment in
            if let last = timeline.last, last.state == state, last.comment == comment {
                timeline[timeline.count - 1] = Interval(from: last.from, to: Instant(seconds: end), state: state, comment: comment)
            } else {
                timeline.append(Interval(from: Instant(seconds: start), to: Instant(seconds: end), state: state, comment: comment))
            }
            return true
        }
        return timeline
    }

    /// Visits the pieces between two moments, closed ones included, until told to stop.
    private func walk(
        from: Instant, to: Instant, in context: HoursContext,
        _ visit: (_ from: Int64, _ to: Int64, OpenState, _ comment: String?) -> Bool
    ) {
        var now = max(from.seconds, -62_000_000_000)
        let end = min(to.seconds, 253_000_000_000)
        while now < end {
            let period = context.zone.period(at: now)
            let day = Int(now + period.offset).flooredDivision(by: 86_400)
            let midnight = Int64(day) * 86_400 - period.offset
            let stop = min(end, midnight + 86_400, period.end ?? .max)
            for piece in pieces(on: Day(daysSinceEpoch: Int32(clamping: day)), in: context) {
                let pieceEnd = min(midnight + Int64(piece.end) * 60, stop)
                let pieceStart = max(midnight + Int64(piece.start) * 60, now)
                guard pieceStart < pieceEnd else { continue }
                if pieceStart > now, !visit(now, pieceStart, .closed, nil) { return }
                if !visit(pieceStart, pieceEnd, piece.state, piece.comment) { return }
                now = pieceEnd
            }
            if now < stop, !visit(now, stop, .closed, nil) { return }
            now = stop
        }
    }
}
