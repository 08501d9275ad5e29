import Core

/// A moment, and the borders that tell "soon" from "later today", "tomorrow" and "this week" as seen from it.
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
        let seconds = min(max(instant.seconds, -60_000_000_000), 250_000_000_000)
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

    init(_ tier: Tier, _ state: OpenState) { code = tier.rawValue | UInt8(state.code) << 3 }
    init(code: UInt8) { self.code = code }

    /// Reads the changes of a timetable whose minutes count from `start`, the first of which is at or before the moment.
    init(_ changes: UnsafeBufferPointer<UInt32>, at moment: Moment, from start: Int64) {
        let minute = UInt32((moment.instant.seconds - start) / 60)
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] >> 2 <= minute { low = middle + 1 } else { high = middle }
        }
        let state = low > 0 ? changes[low - 1] & 3 : 0
        if state == OpenState.open.code {
            self.init(.open, .open)
            return
        }
        var isUnknown = state == OpenState.unknown.code
        while low < changes.count {
            let second = start + Int64(changes[low] >> 2) * 60
            guard let tier = moment.tier(ofOpeningAt: second) else { break }
            if changes[low] & 3 == OpenState.open.code {
                self.init(tier, OpenState(code: state))
                return
            }
            isUnknown = isUnknown || changes[low] & 3 == OpenState.unknown.code
            low += 1
        }
        self.init(isUnknown ? .unknown : .closed, OpenState(code: state))
    }
}
