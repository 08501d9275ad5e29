import Core

/// Every change of every timetable's opening, in the order of time, with the whole picture once an hour.
///
/// What all timetables say at any minute is then the picture of the hour and the few changes since: the same cost for any moment,
/// with nothing to warm up and nothing to lock.
struct OpeningLog: Sendable {
    private static let minutesPerPicture = 60

    /// `timetable << 5 | code`, by minute.
    private let entries: [UInt32]
    /// Where each minute's entries begin.
    private let minutes: [UInt32]
    /// One code a timetable, hour after hour.
    private let pictures: [UInt8]
    private let count: Int

    /// From the changes of each timetable, as `Timetables` has them.
    init(changes: [UInt32], offsets: [UInt32], window: TimetableWindow) {
        var found: [(minute: UInt32, entry: UInt32)] = []
        found.reserveCapacity(changes.count * 3)
        let moments = window.moments
        var border = MinuteSet(count: moments.count)
        for timetable in 0..<offsets.count - 1 {
            let own = Array(changes[Int(offsets[timetable])..<Int(offsets[timetable + 1])])
            border.removeAll()
            for minute in window.midnights { border.insert(minute) }
            for change in own {
                // A state changes, and may begin to be within two hours, or within seven days.
                for ahead in [0, 120, 7 * 1_440] { border.insert(Int(change >> 2) - ahead) }
            }
            border.insert(0)
            var current = 0
            var last = Opening.notAsked
            border.forEach { minute in
                while current + 1 < own.count, Int(own[current + 1] >> 2) <= minute { current += 1 }
                let code = Opening(own, from: current, at: moments[minute], since: window.start).code
                if code != last { found.append((UInt32(minute), UInt32(timetable) << 5 | UInt32(code))) }
                last = code
            }
        }
        count = offsets.count - 1
        (entries, minutes) = Self.sorted(found, minutes: moments.count)
        pictures = Self.pictures(entries, minutes, count)
    }

    /// By minute; entries of one minute are of different timetables, so their order is free.
    private static func sorted(_ found: [(minute: UInt32, entry: UInt32)], minutes: Int) -> (entries: [UInt32], minutes: [UInt32]) {
        var starts = [UInt32](repeating: 0, count: minutes + 1)
        for one in found { starts[Int(one.minute) + 1] += 1 }
        for minute in 0..<minutes { starts[minute + 1] += starts[minute] }
        var next = starts
        var entries = [UInt32](repeating: 0, count: found.count)
        for one in found {
            entries[Int(next[Int(one.minute)])] = one.entry
            next[Int(one.minute)] += 1
        }
        return (entries, starts)
    }

    private static func pictures(_ entries: [UInt32], _ minutes: [UInt32], _ count: Int) -> [UInt8] {
        var pictures: [UInt8] = []
        var codes = [UInt8](repeating: Opening.notAsked, count: count)
        for minute in 0..<minutes.count - 1 {
            for entry in entries[Int(minutes[minute])..<Int(minutes[minute + 1])] { codes[Int(entry >> 5)] = UInt8(entry & 31) }
            if minute % minutesPerPicture == 0 { pictures.append(contentsOf: codes) }
        }
        return pictures
    }

    /// What every timetable says at a minute of the window.
    func codes(atMinute minute: Int) -> [UInt8] {
        let hour = minute / Self.minutesPerPicture
        var codes = Array(pictures[hour * count..<(hour + 1) * count])
        let since = entries[Int(minutes[hour * Self.minutesPerPicture + 1])..<Int(minutes[minute + 1])]
        codes.withUnsafeMutableBufferPointer { codes in
            since.withUnsafeBufferPointer { since in
                // Entries name timetables below `count`, which `codes` has.
                for entry in since { codes[Int(entry >> 5)] = UInt8(truncatingIfNeeded: entry & 31) }
            }
        }
        return codes
    }

    var byteCount: Int { entries.count * 4 + minutes.count * 4 + pictures.count }
}

/// A set of minutes.
private struct MinuteSet {
    private var bits: Bitset
    private let count: Int

    init(count: Int) {
        bits = Bitset(size: count)
        self.count = count
    }

    mutating func removeAll() { bits.removeAll() }

    /// Minutes outside are none of its business.
    mutating func insert(_ minute: Int) {
        if minute >= 0 && minute < count { bits.insert(minute) }
    }

    func forEach(_ body: (Int) -> Void) { bits.forEach(body) }
}
