/// A moment in time, to the second, the same everywhere on Earth.
///
/// What is the present moment comes from outside, as a closure.
package struct Instant: Hashable, Comparable, Codable, Sendable {
    /// Unix time: seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64

    /// The moment so many seconds after 1970-01-01T00:00:00Z.
    package init(seconds: Int64) {
        self.seconds = seconds
    }

    /// The moment written in ISO 8601 with `Z` or an offset; seconds may be left out, fractions of a second are dropped.
    package init?(iso8601 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, bytes.count <= 40, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)), bytes[13] == UInt8(ascii: ":"),
            let hour = bytes.decimal(11..<13), let minute = bytes.decimal(14..<16), hour < 24, minute < 60
        else { return nil }
        var at = 16
        guard let second = Instant.second(in: bytes, &at), let offset = Instant.offset(in: bytes, at) else { return nil }
        let clock = hour * 3_600 + minute * 60 + second - offset
        seconds = Int64(day.daysSinceEpoch) * 86_400 + Int64(clock)
    }

    /// `:SS` and a fraction, both optional; the position moves behind them.
    private static func second(in bytes: [UInt8], _ at: inout Int) -> Int? {
        guard bytes[at] == UInt8(ascii: ":") else { return 0 }
        guard let second = bytes.decimal(at + 1..<at + 3), second < 60 else { return nil }
        at += 3
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            let first = at
            while at < bytes.count, bytes.decimal(at..<at + 1) != nil { at += 1 }
            if at == first { return nil }
        }
        return second
    }

    /// `Z`, `+HH:MM`, `+HHMM` or `+HH` up to the end, in seconds.
    private static func offset(in bytes: [UInt8], _ at: Int) -> Int? {
        guard at < bytes.count else { return nil }
        if bytes[at] == UInt8(ascii: "Z") || bytes[at] == UInt8(ascii: "z") { return at + 1 == bytes.count ? 0 : nil }
        guard bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-"), let hour = bytes.decimal(at + 1..<at + 3)
        else { return nil }
        var minute = 0
        if at + 3 < bytes.count {
            let first = bytes[at + 3] == UInt8(ascii: ":") ? at + 4 : at + 3
            guard first + 2 == bytes.count, let parsed = bytes.decimal(first..<first + 2) else { return nil }
            minute = parsed
        }
        guard hour <= 18, minute < 60 else { return nil }
        return (hour * 3_600 + minute * 60) * (bytes[at] == UInt8(ascii: "-") ? -1 : 1)
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

    /// The moment so many seconds later.
    package static func + (instant: Instant, seconds: Int64) -> Instant {
        Instant(seconds: Int64(Int(instant.seconds).addingSaturated(Int(seconds))))
    }

    /// The moment so many seconds earlier.
    package static func - (instant: Instant, seconds: Int64) -> Instant {
        instant + (seconds == .min ? .max : -seconds)
    }

    /// How many seconds lie between two moments.
    package static func - (a: Instant, b: Instant) -> Int64 {
        let (difference, overflow) = a.seconds.subtractingReportingOverflow(b.seconds)
        return overflow ? (a.seconds < 0 ? .min : .max) : difference
    }
}

extension Instant {
    /// Seconds since 1970, kept within what a calendar can count.
    var calendarSecond: Int { Int(min(max(seconds, -(1 << 56)), 1 << 56)) }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC: `2026-11-23T19:30:00Z`.
    package var description: String {
        let days = calendarSecond.flooredDivision(by: 86_400)
        let clock = (calendarSecond - days * 86_400).magnitude
        let day = Day(daysSinceEpoch: Int32(clamping: days))
        return "\(day)T" + (clock / 3_600).padded(2) + ":" + (clock / 60 % 60).padded(2) + ":" + (clock % 60).padded(2) + "Z"
    }
}
