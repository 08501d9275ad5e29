/// Everything outside the text that decides whether a place is open.
package struct HoursContext: Sendable {
    package let zone: Zone
    package let holidays: Holidays
    /// Where the sun rises; without it, rules that follow the sun give an unknown state.
    package let coordinate: (latitude: Double, longitude: Double)?
    /// Dated exceptions of the site, which replace the rules of their days.
    package let closures: [Closure]

    package init(
        zone: Zone = .paris, holidays: Holidays = Holidays(), coordinate: (latitude: Double, longitude: Double)? = nil,
        closures: [Closure] = []
    ) {
        self.zone = zone
        self.holidays = holidays
        self.coordinate = coordinate
        self.closures = closures
    }

    /// The exception that holds on a day; the first of the list when several do.
    func closure(on day: Day) -> Closure? {
        closures.isEmpty ? nil : closures.first { $0.from <= day && day <= $0.to }
    }

    /// The minute of a civil day at which an event of the sun happens there.
    func sunMinute(_ event: SunEvent, on day: Day) -> Int? {
        guard let coordinate else { return nil }
        let sun = SunTimes(latitude: coordinate.latitude, longitude: coordinate.longitude)
        guard let minute = sun.minuteUTC(of: event, on: day) else { return nil }
        let second = Int64(day.daysSinceEpoch) * 86_400 + Int64(minute) * 60
        return min(max(minute + Int(zone.period(at: second).offset / 60), 0), TimeSpan.latest)
    }
}

/// A dated exception: closed from one day to another, or open at other hours.
package struct Closure: Hashable, Codable, Sendable {
    package let from: Day
    /// Last day, included.
    package let to: Day
    /// The hours that hold instead; closed when there are none.
    package let hours: OpeningHours?
    /// What visitors are told.
    package let reason: String?

    package init(from: Day, to: Day, hours: OpeningHours? = nil, reason: String? = nil) {
        self.from = from
        self.to = to
        self.hours = hours
        self.reason = reason
    }
}

/// A stretch of time during which the state does not change.
package struct Interval: Hashable, Sendable {
    package let from: Instant
    /// The first moment after it.
    package let to: Instant
    package let state: OpenState
    /// What the rule or the closure says beside the state.
    package let comment: String?

    package init(from: Instant, to: Instant, state: OpenState, comment: String? = nil) {
        self.from = from
        self.to = to
        self.state = state
        self.comment = comment
    }
}
