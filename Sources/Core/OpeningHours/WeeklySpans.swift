/// Opening spans day by day, Monday first: the shape of timetables outside the OpenStreetMap world.
struct WeeklySpans: Hashable, Sendable {
    /// Minutes from midnight; the end is later than the start and may lie on the next day.
    struct Span: Hashable, Comparable, Sendable {
        var start: Int
        var end: Int

        static func < (a: Span, b: Span) -> Bool { (a.start, a.end) < (b.start, b.end) }
    }

    var days: [[Span]] = Array(repeating: [], count: 7)

    var isEmpty: Bool { days.allSatisfy(\.isEmpty) }

    /// One rule for the days that share the same spans; nothing cuts a night short.
    var rules: [HoursRule] {
        var rules: [HoursRule] = []
        let sorted = days.map { Array(Set($0)).sorted() }
        let hasNights = sorted.joined().contains { $0.end > 1_440 }
        for (index, spans) in sorted.enumerated() where !spans.isEmpty && sorted.firstIndex(of: spans) == index {
            var rule = HoursRule()
            rule.separator = rules.isEmpty || !hasNights ? .normal : .additional
            for day in index..<7 where sorted[day] == spans { rule.weekdays.days |= 1 << UInt8(day) }
            rule.times = spans.map { TimeSpan(start: .clock($0.start), end: .clock($0.end)) }
            rules.append(rule)
        }
        return rules
    }

    /// The open spans of an ordinary week; spans that meet at midnight are one night.
    init(openIn hours: OpeningHours) {
        guard let week = hours.week else { return }
        let ordinary = (0..<7).map { week.ordinaryPieces(weekday: $0).filter { $0.state == .open } }
        for day in 0..<7 {
            let eve = ordinary[(day + 6) % 7]
            for piece in ordinary[day] {
                let isRestOfNight = piece.start == 0 && piece.end < 1_440 && eve.contains { $0.end == 1_440 && $0.start > piece.end }
                if isRestOfNight { continue }
                var end = Int(piece.end)
                let next = ordinary[(day + 1) % 7].first
                if end == 1_440, let next, next.start == 0, next.end < 1_440, piece.start > next.end { end += Int(next.end) }
                days[day].append(Span(start: Int(piece.start), end: end))
            }
        }
    }

    init() {}
}
