import Core
import Synchronization

/// The openings of all timetables at the moments asked for last, because most people ask about this minute.
///
/// Openings change on whole minutes and at the borders of ``Moment``, which move with it: two moments of one minute can differ in
/// "within two hours" only by that minute, so each second that is asked for is computed on its own, but shared by minute for `now`.
final class OpeningsCache: Sendable {
    private static let kept = 4
    private let recent = Mutex<[(instant: Instant, openings: [Opening])]>([])

    /// The openings at a moment, computed if they are not kept.
    func openings(at moment: Moment, of timetables: Timetables) -> [Opening] {
        if let kept = recent.withLock({ recent in recent.first { $0.instant == moment.instant }?.openings }) { return kept }
        let openings = (0..<timetables.count).map { timetables.opening($0, at: moment) }
        recent.withLock { recent in
            if recent.count == Self.kept { recent.removeFirst() }
            recent.append((moment.instant, openings))
        }
        return openings
    }
}
