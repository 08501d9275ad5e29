import Core

/// When the documents of a segment are open, minute by minute, over the weeks around the day it was built.
///
/// Documents with the same hours in the same circumstances share one timetable. It is made by asking the hours themselves for every
/// day of the window, so holidays, closures and both clock changes are in it and nothing is approximated; moments outside the window
/// are asked of the hours one by one.
struct Timetables: Sendable {
    /// The hours and circumstances of each timetable; number 0 has none.
    let schedules: [Schedule?]
    let window: Window
    /// Changes of all timetables, `minute << 2 | state`, the first of each at minute 0.
    private let changes: [UInt32]
    private let offsets: [UInt32]
    /// The first change after the window, in Unix seconds; `Int64.max` when there is none.
    private let tails: [Int64]

    /// Minutes that are precomputed.
    struct Window: Hashable, Sendable {
        let start: Int64
        let minutes: Int64

        var end: Int64 { start + minutes * 60 }

        /// From the midnight before yesterday's end: 22 days, of which the last 7 are only looked ahead to.
        init(around now: Instant, in zone: Zone) {
            let today = zone.local(now).day
            start = zone.instant(day: today.advanced(by: -1), minute: 0).seconds
            minutes = (zone.instant(day: today.advanced(by: 21), minute: 0).seconds - start) / 60
        }

        func covers(_ moment: Moment) -> Bool { start <= moment.instant.seconds && moment.weekEnd < end }
    }

    init(_ schedules: [Schedule?], window: Window) {
        var changes: [UInt32] = []
        var offsets: [UInt32] = [0]
        var tails: [Int64] = []
        offsets.reserveCapacity(schedules.count + 1)
        tails.reserveCapacity(schedules.count)
        for schedule in schedules {
            if let schedule {
                schedule.appendChanges(from: window.start, to: window.end, to: &changes)
                tails.append(schedule.change(after: window.end - 1))
            } else {
                changes.append(OpenState.unknown.code)
                tails.append(.max)
            }
            offsets.append(UInt32(changes.count))
        }
        self.schedules = schedules
        self.window = window
        self.changes = changes
        self.offsets = offsets
        self.tails = tails
    }

    var count: Int { schedules.count }

    /// The same timetables for the weeks around another day.
    func moved(to window: Window) -> Timetables { Timetables(schedules, window: window) }

    /// What one timetable says at a moment.
    func opening(_ timetable: Int, at moment: Moment) -> Opening {
        if window.covers(moment) {
            return changes.withUnsafeBufferPointer { changes in
                let own = UnsafeBufferPointer(rebasing: changes[Int(offsets[timetable])..<Int(offsets[timetable + 1])])
                return Opening(own, at: moment, from: window.start)
            }
        }
        guard let schedule = schedules[timetable] else { return .unknown }
        var own: [UInt32] = []
        let start = moment.instant.seconds.flooredMinute * 60
        schedule.appendChanges(from: start, to: moment.weekEnd + 60, to: &own)
        return own.withUnsafeBufferPointer { Opening($0, at: moment, from: start) }
    }

    /// When the state at a moment becomes another one.
    func change(_ timetable: Int, after moment: Moment) -> Instant? {
        guard let schedule = schedules[timetable] else { return nil }
        guard window.covers(moment) else { return schedule.hours.nextChange(after: moment.instant, in: schedule.context)?.at }
        let minute = UInt32((moment.instant.seconds - window.start) / 60)
        let own = changes[Int(offsets[timetable])..<Int(offsets[timetable + 1])]
        if let next = own.first(where: { $0 >> 2 > minute }) { return Instant(seconds: window.start + Int64(next >> 2) * 60) }
        let tail = tails[timetable]
        return tail < moment.instant.seconds + OpeningHours.horizon ? Instant(seconds: tail) : nil
    }

    var byteCount: Int { changes.count * 4 + offsets.count * 4 + tails.count * 8 + schedules.count * MemoryLayout<Schedule?>.stride }
}

extension Int64 {
    /// Whole minutes since 1970, rounded down.
    var flooredMinute: Int64 { self >= 0 ? self / 60 : (self - 59) / 60 }
}
