import Core

/// The minutes that are precomputed: from yesterday to three weeks ahead, of which the last is only looked ahead to.
struct TimetableWindow: Hashable, Sendable {
    let start: Int64
    let end: Int64
    private let zone: Zone

    init(around now: Instant, in zone: Zone) {
        let today = zone.local(now).day
        start = zone.instant(day: today.advanced(by: -1), minute: 0).seconds
        end = zone.instant(day: today.advanced(by: 21), minute: 0).seconds
        self.zone = zone
    }

    /// Whether a moment and the seven days after it are precomputed.
    func covers(_ moment: Moment) -> Bool { start <= moment.instant.seconds && moment.weekEnd < end }

    func minute(_ moment: Moment) -> Int { Int((moment.instant.seconds - start) / 60) }

    /// Every minute that is covered.
    var moments: [Moment] {
        stride(from: start, to: end - 7 * 86_400, by: 60).map { Moment(Instant(seconds: $0), in: zone) }
    }

    /// The minutes at which civil days begin.
    var midnights: [Int] {
        let first = zone.local(Instant(seconds: start)).day
        return (0..<23).map { Int((zone.instant(day: first.advanced(by: $0), minute: 0).seconds - start) / 60) }
    }
}
