import Core
import Web

extension Badge {
    /// Open, closed or not known, and what comes next.
    ///
    /// - Parameters:
    ///   - state: at the moment asked about.
    ///   - changesAt: when it becomes another one; nil: not within a year.
    ///   - opensAt: when it is open next; nil: nobody can say, so nothing is promised.
    init(
        state: OpenState, changesAt: Instant?, opensAt: Instant?, at moment: Instant, in snapshot: DirectorySnapshot, context: AppContext
    ) {
        let formats = context.formats
        let now = snapshot.local(moment)
        switch (state, (state == .open ? changesAt : opensAt).map(snapshot.local)) {
        case (.open, let change?): self.init(.open, formats.openUntil(change.minute, on: change.day, today: now.day))
        case (.open, nil): self.init(.open, context.catalogue("hours.open_always"))
        case (.closed, let opening?):
            let minutes = now.day.distance(to: opening.day) * 1440 + opening.minute - now.minute
            let words = formats.opens(at: opening.minute, on: opening.day, now: now.minute, today: now.day)
            self.init(minutes <= 60 ? .soon : .closed, words)
        case (.closed, nil): self.init(.closed, formats.word(.closed))
        case (.unknown, _): self.init(.unknown, formats.word(.unknown))
        }
    }

    /// What a service that does not run says instead of its hours; nil when it runs.
    init?(status: Service.Status, catalogue: Catalogue) {
        switch status {
        case .active: return nil
        case .inactive: self.init(.closed, catalogue("service.inactive"))
        case .defunct: self.init(.closed, catalogue("service.defunct"))
        case .temporarilyClosed: self.init(.closed, catalogue("service.temporarily_closed"))
        }
    }
}
