import Foundation

/// The civil time of a place: its offsets from UTC, with every change from 1970 to 2100 looked up once.
///
/// Before and after those years the first and last offsets hold.
package struct Zone: Hashable, Sendable {
    /// IANA name, such as `Europe/Paris`.
    package let identifier: String
    /// Unix seconds of each change of offset, ascending.
    let changes: [Int64]
    /// Seconds east of UTC: before the first change, then after each.
    let offsets: [Int64]

    /// The civil time of Paris.
    package static let paris = Zone(TimeZone(identifier: "Europe/Paris") ?? .gmt, named: "Europe/Paris")
    /// Coordinated Universal Time.
    package static let utc = Zone(.gmt, named: "UTC")

    /// The zone of an IANA name.
    package init(identifier: String) throws(UnknownZone) {
        guard identifier.utf8.count <= 64, let zone = TimeZone(identifier: identifier) else {
            throw UnknownZone(identifier: String(identifier.prefix(64)))
        }
        self.init(zone, named: identifier)
    }

    private init(_ zone: TimeZone, named identifier: String) {
        func offset(_ second: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
        }
        let week: Int64 = 7 * 86_400
        let end: Int64 = 4_102_444_800
        var changes: [Int64] = []
        var offsets = [offset(0)]
        for start in stride(from: Int64(0), to: end, by: Int64.Stride(week)) {
            guard let before = offsets.last, offset(start + week) != before else { continue }
            var low = start
            var high = start + week
            while high - low > 1 {
                let middle = (low + high) / 2
                if offset(middle) == before { low = middle } else { high = middle }
            }
            changes.append(high)
            offsets.append(offset(high))
        }
        self.identifier = identifier
        self.changes = changes
        self.offsets = offsets
    }

    package static func == (a: Zone, b: Zone) -> Bool { a.identifier == b.identifier }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(identifier)
    }

    /// The period of constant offset that contains a moment: its offset and its end, if it ends.
    @inline(__always)
    func period(at second: Int64) -> (offset: Int64, end: Int64?) {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return (offsets[low], low < changes.count ? changes[low] : nil)
    }

    /// The day and the minute of the day (0 to 1439) shown by a clock on the wall at that moment.
    package func local(_ instant: Instant) -> (day: Day, minute: Int) {
        let local = instant.calendarSecond + Int(period(at: instant.seconds).offset)
        let day = local.flooredDivision(by: 86_400)
        return (Day(daysSinceEpoch: Int32(clamping: day)), (local - day * 86_400) / 60)
    }

    /// The moment at which a clock on the wall shows that minute of that day; 1440 is the midnight that ends it, and so on.
    ///
    /// A time that the clock shows twice is the first one; a time it never shows is the moment of the change.
    package func instant(day: Day, minute: Int) -> Instant {
        let local = Int64(day.daysSinceEpoch) * 86_400 + Int64(min(max(minute, -1_000_000), 1_000_000)) * 60
        let before = period(at: local - 86_400).offset
        if period(at: local - before).offset == before { return Instant(seconds: local - before) }
        let after = period(at: local + 86_400).offset
        if period(at: local - after).offset == after { return Instant(seconds: local - after) }
        return Instant(seconds: period(at: local - max(before, after)).end ?? local - after)
    }
}

/// A time zone name that nobody knows.
package struct UnknownZone: Error, Equatable, CustomStringConvertible {
    package let identifier: String

    package var description: String {
        "“\(identifier)” is not a known time zone; use an IANA name such as Europe/Paris."
    }
}
