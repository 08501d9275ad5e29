import Core

/// Hours in their circumstances. Equal schedules are open at the same moments.
struct Schedule: Sendable {
    let hours: OpeningHours
    let context: HoursContext

    /// Appends the changes of state between two moments, `minute << 2 | state`, the first at the start.
    ///
    /// Every edge of civil hours lies on a whole minute, so minutes lose nothing.
    func appendChanges(from start: Int64, to end: Int64, to changes: inout [UInt32]) {
        var last: UInt32?
        for interval in hours.timeline(from: Instant(seconds: start), to: Instant(seconds: end), in: context) {
            let state = interval.state.code
            guard state != last else { continue }
            last = state
            changes.append(UInt32((interval.from.seconds - start) / 60) << 2 | state)
        }
    }

    /// The first change after a moment, in Unix seconds; `Int64.max` when there is none within the horizon of the hours.
    func change(after seconds: Int64) -> Int64 {
        hours.nextChange(after: Instant(seconds: seconds), in: context)?.at.seconds ?? .max
    }

    /// The first moment after another at which it is open, likewise.
    func opening(after seconds: Int64) -> Int64 {
        hours.nextOpening(after: Instant(seconds: seconds), in: context)?.seconds ?? .max
    }

    /// Whether the coordinate of the site may matter: only rules that name an event of the sun ask for it.
    private var followsSun: Bool {
        hours.mayNameSun || context.closures.contains { $0.hours?.mayNameSun ?? false }
    }
}

extension OpeningHours {
    /// "un", "aw" or "us" is somewhere in sunrise, sunset, dawn and dusk;
    /// "Jun" is taken for them too, which only costs a timetable.
    fileprivate var mayNameSun: Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch (last | 0x20, byte | 0x20) {
            case (UInt8(ascii: "u"), UInt8(ascii: "n")), (UInt8(ascii: "a"), UInt8(ascii: "w")), (UInt8(ascii: "u"), UInt8(ascii: "s")):
                return true
            default: last = byte
            }
        }
        return false
    }
}

extension Schedule: Hashable {
    static func == (a: Schedule, b: Schedule) -> Bool {
        guard a.hours.text == b.hours.text, a.context.zone == b.context.zone, a.context.closures == b.context.closures,
            a.context.holidays == b.context.holidays
        else { return false }
        guard let here = a.context.coordinate, let there = b.context.coordinate else {
            return a.context.coordinate == nil && b.context.coordinate == nil || !a.followsSun
        }
        return here == there || !a.followsSun
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(hours.text)
        hasher.combine(context.closures.count)
        if let closure = context.closures.first { hasher.combine(closure.from) }
    }
}

extension OpenState {
    static let openCode: UInt32 = 1
    static let unknownCode: UInt32 = 2

    /// Two bits.
    var code: UInt32 {
        switch self {
        case .closed: 0
        case .open: Self.openCode
        case .unknown: Self.unknownCode
        }
    }

    init(code: UInt32) { self = code == 0 ? .closed : code == 1 ? .open : .unknown }
}
