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
    /// Where each timetable stands when each day of the window begins, timetable by timetable.
    private let days: [UInt32]
    /// The first change after the window, in Unix seconds; `Int64.max` when there is none.
    private let tails: [Int64]

    init(_ schedules: [Schedule?], window: TimetableWindow) {
        var changes: [UInt32] = []
        var offsets: [UInt32] = [0]
        var days: [UInt32] = []
        var tails: [Int64] = []
        offsets.reserveCapacity(schedules.count + 1)
        days.reserveCapacity(schedules.count * window.days)
        for schedule in schedules {
            if let schedule {
                schedule.appendChanges(from: window.start, to: window.end, to: &changes)
                tails.append(schedule.change(after: window.end - 1))
            } else {
                changes.append(OpenState.unknownCode)
                tails.append(.max)
            }
            var current = Int(offsets[offsets.count - 1])
            for day in 0..<window.days {
                while current + 1 < changes.count, Int(changes[current + 1] >> 2) <= day * 1_440 { current += 1 }
                days.append(UInt32(current))
            }
            offsets.append(UInt32(changes.count))
        }
        self.schedules = schedules
        self.window = window
        self.changes = changes
        self.offsets = offsets
        self.days = days
        self.tails = tails
    }

    var count: Int { schedules.count }

    /// The same timetables for the weeks around another day.
    func moved(to window: TimetableWindow) -> Timetables { Timetables(schedules, window: window) }

    /// What one timetable says at a moment.
    func opening(_ timetable: Int, at moment: Moment) -> Opening {
        var codes = [Opening.notAsked]
        fill(&codes, at: moment) { body in body(timetable, 0) }
        return Opening(code: codes[0])
    }

    /// Writes what timetables say at a moment into `codes`; `visit` names each timetable and where its code goes.
    @inline(__always)
    func fill(_ codes: inout [UInt8], at moment: Moment, visit: ((_ timetable: Int, _ place: Int) -> Void) -> Void) {
        guard window.covers(moment) else {
            visit { timetable, place in codes[place] = computed(timetable, at: moment).code }
            return
        }
        let minute = UInt32((moment.instant.seconds - window.start) / 60)
        let day = Int(minute) / 1_440
        changes.withUnsafeBufferPointer { changes in
            visit { timetable, place in
                // `days` and `offsets` point into `changes` by construction.
                let end = Int(offsets[timetable + 1])
                var current = Int(days[timetable * window.days + day])
                while current + 1 < end, changes[current + 1] >> 2 <= minute { current += 1 }
                let own = UnsafeBufferPointer(rebasing: changes[..<end])
                codes[place] = Opening(own, from: current, at: moment, since: window.start).code
            }
        }
    }

    /// Asked of the hours themselves, for a moment outside the window.
    private func computed(_ timetable: Int, at moment: Moment) -> Opening {
        guard let schedule = schedules[timetable] else { return .unknown }
        var own: [UInt32] = []
        schedule.appendChanges(from: moment.instant.seconds, to: moment.weekEnd + 60, to: &own)
        return own.withUnsafeBufferPointer { Opening($0, from: 0, at: moment, since: moment.instant.seconds) }
    }

    /// When the state at a moment becomes another one; `instant` lies in the minute of `moment`.
    func change(_ timetable: Int, after instant: Instant, _ moment: Moment) -> Instant? {
        guard let schedule = schedules[timetable] else { return nil }
        guard window.covers(moment) else { return schedule.hours.nextChange(after: instant, in: schedule.context)?.at }
        let minute = UInt32((moment.instant.seconds - window.start) / 60)
        var next = Int(days[timetable * window.days + Int(minute) / 1_440])
        while next < Int(offsets[timetable + 1]) {
            if changes[next] >> 2 > minute { return Instant(seconds: window.start + Int64(changes[next] >> 2) * 60) }
            next += 1
        }
        let tail = tails[timetable]
        return tail < instant.seconds + OpeningHours.horizon ? Instant(seconds: tail) : nil
    }

    var byteCount: Int {
        (changes.count + offsets.count + days.count) * 4 + tails.count * 8 + schedules.count * MemoryLayout<Schedule?>.stride
    }
}

extension Int64 {
    /// Whole minutes since 1970, rounded down.
    var flooredMinute: Int64 { self >= 0 ? self / 60 : (self - 59) / 60 }
}
