import Core

/// How a badge and its sentence say whether a place is open: always a colour, a drawing and a word together.
package enum Openness: String, Sendable, CaseIterable {
    case open, soon, closed, unknown

    /// The drawing of the badge.
    package var pictogram: Pictogram { Pictogram("state-\(rawValue)") }
}

extension Formats {
    /// The word on the badge.
    package func word(_ openness: Openness) -> Text { catalogue("hours.\(openness.rawValue)") }

    /// `Open until 18:00`; the day is named when it is not today.
    package func openUntil(_ minute: Int, on day: Day, today: Day) -> Text {
        day == today || (day == today.advanced(by: 1) && minute <= 5 * 60)
            ? catalogue("hours.open_until", ["time": time(minute: minute)])
            : catalogue("hours.open_until_day", ["day": dayWord(day, today).plain, "time": time(minute: minute)])
    }

    /// `Open day and night`.
    package var openAlways: Text { catalogue("hours.open_always") }

    /// `Opens in 20 minutes`, `Opens at 18:00`, `Opens tomorrow at 09:00`, `Opens Tuesday at 09:00`, `Opens Tuesday 3 May at 09:00`.
    package func opens(at minute: Int, on day: Day, now: Int, today: Day) -> Text {
        let wait = today.distance(to: day) * 1440 + minute - now
        if (1...60).contains(wait) { return catalogue("hours.opens_in_minutes", count: wait) }
        let time = time(minute: minute)
        return switch today.distance(to: day) {
        case 0: catalogue("hours.opens_at", ["time": time])
        case 1: catalogue("hours.opens_tomorrow", ["time": time])
        default: catalogue("hours.opens_day", ["day": dayWord(day, today).plain, "time": time])
        }
    }

    /// The day of the week within the next six days, the date beyond.
    private func dayWord(_ day: Day, _ today: Day) -> Text {
        (1...6).contains(today.distance(to: day)) ? weekday(day) : date(day, today: today)
    }
}
