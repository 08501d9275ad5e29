import Core
import Synchronization

/// The openings of all timetables at the minutes asked for last, because most people ask about this one.
///
/// The first question about a minute computes only the timetables it meets; the second computes all of them, once, for those after it.
final class OpeningsCache: Sendable {
    private static let kept = 4

    fileprivate struct Recent {
        var tables: [(moment: Moment, codes: [UInt8])] = []
        var asked: [Moment] = []
    }

    private let recent = Mutex(Recent())

    /// The codes of the timetables that `documents` have, by number of the timetable; of the others, perhaps `notAsked`.
    func codes(at moment: Moment, of timetables: Timetables, for documents: Bitset, _ numbers: [UInt32]) -> [UInt8] {
        let (kept, isAskedAgain) = recent.withLock { recent in
            (recent.tables.first { $0.moment == moment }?.codes, recent.isAskedAgain(moment, Self.kept))
        }
        if let kept { return kept }
        var codes = [UInt8](repeating: Opening.notAsked, count: timetables.count)
        if isAskedAgain {
            timetables.fill(&codes, at: moment) { body in for number in 0..<timetables.count { body(number, number) } }
            recent.withLock { $0.keep(moment, codes, Self.kept) }
        } else {
            fill(&codes, at: moment, of: timetables, for: documents, numbers)
        }
        return codes
    }

    private func fill(_ codes: inout [UInt8], at moment: Moment, of timetables: Timetables, for documents: Bitset, _ numbers: [UInt32]) {
        var isWanted = [Bool](repeating: false, count: timetables.count)
        var wanted: [Int] = []
        documents.forEach { document in
            let number = Int(numbers[document])
            if !isWanted[number] {
                isWanted[number] = true
                wanted.append(number)
            }
        }
        timetables.fill(&codes, at: moment) { body in for number in wanted { body(number, number) } }
    }
}

extension OpeningsCache.Recent {
    fileprivate mutating func isAskedAgain(_ moment: Moment, _ kept: Int) -> Bool {
        if asked.contains(moment) { return true }
        if asked.count == kept { asked.removeFirst() }
        asked.append(moment)
        return false
    }

    fileprivate mutating func keep(_ moment: Moment, _ codes: [UInt8], _ kept: Int) {
        if tables.count == kept { tables.removeFirst() }
        tables.append((moment, codes))
    }
}
