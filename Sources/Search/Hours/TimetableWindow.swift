import Core

/// The minutes that are precomputed: from yesterday to three weeks ahead, of which the last is only looked ahead to.
struct TimetableWindow: Hashable, Sendable {
    let start: Int64
    let end: Int64

    init(around now: Instant, in zone: Zone) {
        let today = zone.local(now).day
        start = zone.instant(day: today.advanced(by: -1), minute: 0).seconds
        end = zone.instant(day: today.advanced(by: 21), minute: 0).seconds
    }

    /// Days of 24 hours, the last one begun.
    var days: Int { Int((end - start + 86_399) / 86_400) }

    /// Whether a moment and the seven days after it are precomputed.
    func covers(_ moment: Moment) -> Bool { start <= moment.instant.seconds && moment.weekEnd < end }
}
