import Core

/// When the documents of a segment are open, minute by minute, over the weeks around the day it was built.
///
/// Documents with the same hours in the same circumstances share one timetable. It is made by asking the hours themselves for every
/// day of the window, so holidays, closures and both clock changes are in it and nothing is approximated; moments outside the window
/// are asked of the hours one by one.
struct Timetables: Sendable {
    /// The hours and circumstances of each timetable; number 0 has none.
    let schedules: [Schedule?]
    let window: TimetableWindow
    /// Changes of all timetables, `minute << 2 | state`, the first of each at minute 0.
    private let changes: [UInt32]
    /// Where each timetable's changes begin; one more than there are timetables.
    private let offsets: [UInt32]
    /// The first change after the window, in Unix seconds; `Int64.max` when there is none.
    private let tails: [Int64]
    /// The first opening after the window, likewise.
    private let openingTails: [Int64]
    private let log: OpeningLog

    init(_ schedules: [Schedule?], window: TimetableWindow) {
        var changes: [UInt32] = []
        var offsets: [UInt32] = [0]
        var tails: [Int64] = []
        var openingTails: [Int64] = []
        offsets.reserveCapacity(schedules.count + 1)
        tails.reserveCapacity(schedules.count)
        openingTails.reserveCapacity(schedules.count)
        for schedule in schedules {
            if let schedule {
                schedule.appendChanges(from: window.start, to: window.end, to: &changes)
                tails.append(schedule.change(after: window.end - 1))
                openingTails.append(schedule.opening(after: window.end - 1))
            } else {
                changes.append(OpenState.unknownCode)
                tails.append(.max)
                openingTails.append(.max)
            }
            offsets.append(UInt32(changes.count))
        }
        self.schedules = schedules
        self.window = window
        self.changes = changes
        self.offsets = offsets
        self.tails = tails
        self.openingTails = openingTails
        log = OpeningLog(changes: changes, offsets: offsets, window: window)
    }

    var count: Int { schedules.count }

    /// The same timetables for the weeks around another day.
    func moved(to window: TimetableWindow) -> Timetables { Timetables(schedules, window: window) }

    /// What timetables say at a moment, one code each; outside the window, only those named by `wanted` are asked.
    func codes(at moment: Moment, wanted: (_ ask: (Int) -> Void) -> Void) -> [UInt8] {
        if window.covers(moment) { return log.codes(atMinute: window.minute(moment)) }
        var codes = [UInt8](repeating: Opening.notAsked, count: count)
        wanted { timetable in
            if codes[timetable] == Opening.notAsked { codes[timetable] = computed(timetable, at: moment).code }
        }
        return codes
    }

    /// Asked of the hours themselves, for a moment outside the window.
    private func computed(_ timetable: Int, at moment: Moment) -> Opening {
        guard let schedule = schedules[timetable] else { return .unknown }
        var own: [UInt32] = []
        schedule.appendChanges(from: moment.instant.seconds, to: moment.weekEnd + 60, to: &own)
        return Opening(own, from: 0, at: moment, since: moment.instant.seconds)
    }

    /// When the state at a moment becomes another one, and which; `instant` lies in the minute of `moment`.
    func change(_ timetable: Int, after instant: Instant, _ moment: Moment) -> (at: Instant, state: OpenState)? {
        guard window.covers(moment) else {
            return schedules[timetable].flatMap { $0.hours.nextChange(after: instant, in: $0.context) }
        }
        let next = firstChange(timetable, after: moment)
        if next < offsets[timetable + 1] {
            return (self.instant(of: changes[Int(next)]), OpenState(code: changes[Int(next)] & 3))
        }
        let tail = Instant(seconds: tails[timetable])
        guard tail.seconds < instant.seconds + OpeningHours.horizon, let schedule = schedules[timetable] else { return nil }
        return (tail, schedule.hours.state(at: tail, in: schedule.context))
    }

    /// When something that is not open at a moment is open again.
    func opening(_ timetable: Int, after instant: Instant, _ moment: Moment) -> Instant? {
        guard window.covers(moment) else {
            return schedules[timetable].flatMap { $0.hours.nextOpening(after: instant, in: $0.context) }
        }
        for change in changes[Int(firstChange(timetable, after: moment))..<Int(offsets[timetable + 1])]
        where change & 3 == OpenState.openCode {
            return self.instant(of: change)
        }
        let tail = openingTails[timetable]
        return tail < instant.seconds + OpeningHours.horizon ? Instant(seconds: tail) : nil
    }

    /// A timetable in absolute minutes, with what comes after the window: enough to say what this one says, without the hours.
    func published(_ timetable: Int) -> PublishedIndex.Timetable {
        let own = changes[Int(offsets[timetable])..<Int(offsets[timetable + 1])]
        let tail = tails[timetable] == .max ? nil : Instant(seconds: tails[timetable])
        let opening = openingTails[timetable] == .max ? nil : Instant(seconds: openingTails[timetable])
        return PublishedIndex.Timetable(
            changes: own.map { (Int($0 >> 2), OpenState(code: $0 & 3)) },
            next: tail.flatMap { at in schedules[timetable].map { (at, $0.hours.state(at: at, in: $0.context)) } }, opening: opening)
    }

    /// The number of a timetable's first change after a moment of the window; where the next timetable's begin, when it has none.
    private func firstChange(_ timetable: Int, after moment: Moment) -> UInt32 {
        let minute = UInt32(window.minute(moment))
        var low = offsets[timetable]
        var high = offsets[timetable + 1]
        while low < high {
            let middle = (low + high) / 2
            if changes[Int(middle)] >> 2 <= minute { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func instant(of change: UInt32) -> Instant { Instant(seconds: window.start + Int64(change >> 2) * 60) }

    var byteCount: Int {
        (changes.count + offsets.count) * 4 + tails.count * 16 + schedules.count * MemoryLayout<Schedule?>.stride + log.byteCount
    }
}

extension Int64 {
    /// Whole minutes since 1970, rounded down.
    var flooredMinute: Int64 { self >= 0 ? self / 60 : (self - 59) / 60 }
}
