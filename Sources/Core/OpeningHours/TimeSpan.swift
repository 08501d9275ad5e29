/// One span of the day: `09:00-12:00`, `22:00-02:00`, `17:00+`, `sunrise-(sunset-00:30)`.
struct TimeSpan: Hashable, Sendable {
    /// A minute of the day, or an event of the sun.
    enum Point: Hashable, Sendable {
        case clock(Int)
        case sun(SunEvent, offset: Int)

        var isSun: Bool {
            if case .sun = self { true } else { false }
        }
    }

    var start: Point
    /// For a clock time, at least the start; above 1440 on the next day. Nothing for `17:00+`.
    var end: Point?
    /// `+`: it may go on after the end.
    var isOpenEnded = false

    /// Midnight at the end of the next day: nothing reaches further.
    static let latest = 2_880

    /// Whether the same minutes hold every day.
    var isFixed: Bool { !start.isSun && !(end?.isSun ?? false) }

    /// `09:00-33:00`: it ends on the next day at the same time or later, so that its end must be written beyond 24:00.
    var outlastsADay: Bool {
        guard case .clock(let first) = start, case .clock(let last)? = end else { return false }
        return last > 1_440 && last - 1_440 >= first
    }
}

/// Sunrise and sunset, and civil dawn and dusk (the sun 6° under the horizon).
enum SunEvent: String, Hashable, Sendable, CaseIterable {
    case dawn, sunrise, sunset, dusk
}

/// Minutes of a day (beyond 1440: of the next) in which a span holds surely, or perhaps.
struct SpanMinutes {
    var start: Int
    var end: Int
    var isSure: Bool
}

extension TimeSpan {
    /// The minutes of the span on a day.
    ///
    /// After an open end the state is unknown until `next`, where another span of the same rule begins, or else until a guessed
    /// time: midnight, ten hours later from 17:00 on, eight from 22:00 on. A sun time that cannot be known, without a position or
    /// under the midnight sun, makes unknown everything it could have bounded.
    func minutes(sun: (SunEvent) -> Int?, next: Int?) -> [SpanMinutes] {
        guard let first = clock(start, sun) else { return [SpanMinutes(start: 0, end: unknownEnd, isSure: false)] }
        guard let end else { return [SpanMinutes(start: first, end: Self.openEnd(first, next), isSure: false)] }
        guard var last = clock(end, sun) else {
            return [SpanMinutes(start: first, end: max(first, 1_440), isSure: false)]
        }
        if last <= first { last += 1_440 }
        last = min(last, Self.latest)
        let sure = SpanMinutes(start: first, end: last, isSure: true)
        return isOpenEnded ? [sure, SpanMinutes(start: last, end: Self.openEnd(last, next), isSure: false)] : [sure]
    }

    private func clock(_ point: Point, _ sun: (SunEvent) -> Int?) -> Int? {
        switch point {
        case .clock(let minute): minute
        case .sun(let event, let offset): sun(event).map { min(max($0 + offset, 0), Self.latest) }
        }
    }

    /// The end when the sun decides the start and cannot be known: on the next day if it is too early to be on this one.
    private var unknownEnd: Int {
        guard case .clock(let written) = end, case .sun(let event, _) = start else { return 1_440 }
        let earliest = event == .dawn || event == .sunrise ? 240 : 720
        let last = written <= earliest ? written + 1_440 : written
        return isOpenEnded ? Self.openEnd(last, nil) : last
    }

    private static func openEnd(_ from: Int, _ next: Int?) -> Int {
        if let next, next > from { return next }
        let clock = from % 1_440
        let guess = clock >= 1_320 ? from + 480 : clock >= 1_020 ? from + 600 : from - clock + 1_440
        return min(guess, latest)
    }
}
