import Core

/// A minute, and the borders that tell "soon" from "later today", "tomorrow" and "this week" as seen from it.
///
/// Every moment of a minute has the same answers: hours change on whole minutes only.
struct Moment: Hashable, Sendable {
    let instant: Instant
    /// Two hours later.
    let soonEnd: Int64
    /// The midnight that ends the civil day.
    let dayEnd: Int64
    /// The midnight that ends the next one.
    let tomorrowEnd: Int64
    /// Seven days later.
    let weekEnd: Int64

    init(_ instant: Instant, in zone: Zone) {
        // Moments nobody can ask about are moved to the nearest that hours can be asked for.
        let seconds = min(max(instant.seconds, -60_000_000_000), 250_000_000_000).flooredMinute * 60
        let day = zone.local(Instant(seconds: seconds)).day
        self.instant = Instant(seconds: seconds)
        soonEnd = seconds + 2 * 3_600
        dayEnd = zone.instant(day: day.advanced(by: 1), minute: 0).seconds
        tomorrowEnd = zone.instant(day: day.advanced(by: 2), minute: 0).seconds
        weekEnd = seconds + 7 * 86_400
    }

    /// How soon a place that opens then is of use.
    func tier(ofOpeningAt second: Int64) -> Tier? {
        if second <= soonEnd { return .soon }
        if second < dayEnd { return .today }
        if second < tomorrowEnd { return .tomorrow }
        return second <= weekEnd ? .thisWeek : nil
    }
}

/// What comes first for a person on foot.
enum Tier: UInt8, Comparable, Sendable, CaseIterable {
    case open
    /// Opens within two hours.
    case soon
    case today
    case tomorrow
    /// Opens within seven days.
    case thisWeek
    /// Nobody knows: no hours, or only "unknown" ones within seven days.
    case unknown
    case closed

    static func < (a: Tier, b: Tier) -> Bool { a.rawValue < b.rawValue }
}

/// The tier and the state of a timetable at a moment, in one byte.
struct Opening: Hashable, Sendable {
    let code: UInt8

    var tier: UInt8 { code & 7 }
    var state: OpenState { OpenState(code: UInt32(code >> 3)) }
    var isOpen: Bool { code & 7 == Tier.open.rawValue }

    static let unknown = Opening(.unknown, .unknown)
    /// No code of an opening.
    static let notAsked: UInt8 = 255

    init(_ tier: Tier, _ state: OpenState) { code = tier.rawValue | UInt8(state.code) << 3 }
    init(code: UInt8) { self.code = code }

    /// Reads the changes of a timetable, `minute << 2 | state` with minutes counted from `start`, from the one that holds at the moment.
    @inline(__always)
    init(_ changes: [UInt32], from current: Int, at moment: Moment, since start: Int64) {
        let state = changes[current] & 3
        if state == OpenState.openCode {
            self.init(code: Tier.open.rawValue | UInt8(state) << 3)
            return
        }
        var isUnknown = state == OpenState.unknownCode
        var next = current + 1
        while next < changes.count {
            guard let tier = moment.tier(ofOpeningAt: start + Int64(changes[next] >> 2) * 60) else { break }
            if changes[next] & 3 == OpenState.openCode {
                self.init(code: tier.rawValue | UInt8(state) << 3)
                return
            }
            isUnknown = isUnknown || changes[next] & 3 == OpenState.unknownCode
            next += 1
        }
        self.init(code: (isUnknown ? Tier.unknown : Tier.closed).rawValue | UInt8(state) << 3)
    }
}
