import Core
import Foundation

/// What somebody asks the directory: the parameters of `/{lang}/find` and of `/api/v1/search`.
struct FindQuery: Hashable, Sendable {
    var words = ""
    /// Where they are; from the phone, an area or a typed place.
    var near: Coordinate?
    /// What they typed as a place, or the code of the area they chose to start from.
    var place: String?
    /// Only what lies in one of these areas.
    var areas: [String] = []
    /// The moment asked about; nil: now.
    var at: Instant?
    var openOnly = false
    var labelOnly = false
    var themes: [String] = []
    var needs: [String] = []
    /// Audiences and situations.
    var people: [String] = []
    var languages: [String] = []
    var conditions: [String] = []
    var accessibility: [String] = []
    var cursor: String?
    var limit = FindQuery.pageSize

    static let pageSize = 20
    static let largestPage = 100
    static let longestText = 200
    /// Values of one parameter.
    static let mostChoices = 8
    /// Hours further away than this are not known well enough to send somebody there.
    static let furthestMoment: Int64 = 366 * 86_400

    /// Why one parameter was not understood.
    struct Problem: Hashable, Sendable, Error {
        let parameter: String
        let reason: String
    }
}

extension FindQuery {
    /// Reads the parameters of a URL; what is not understood is left out and told, parameter by parameter.
    static func read(_ items: [(name: String, value: String)], zone: Zone, now: Instant) -> (query: FindQuery, problems: [Problem]) {
        var query = FindQuery()
        var problems: [Problem] = []
        for item in items where !item.value.isEmpty {
            do throws(Problem) {
                try query.take(item.name, item.value, zone: zone, now: now)
            } catch {
                problems.append(error)
            }
        }
        return (query, problems)
    }

    private mutating func take(_ name: String, _ value: String, zone: Zone, now: Instant) throws(Problem) {
        guard value.unicodeScalars.count <= Self.longestText else {
            throw Problem(parameter: name, reason: "is longer than \(Self.longestText) characters; shorten it")
        }
        guard !value.unicodeScalars.contains(where: { $0 == "\u{fffd}" || $0 == "\0" }) else {
            throw Problem(parameter: name, reason: "is not text in UTF-8; write it again")
        }
        switch name {
        case "q": words = value
        case "near": near = try Self.coordinate(value)
        case "place": place = value
        case "area":
            guard areas.count < Self.mostChoices else { throw Self.tooOften(name) }
            areas.appendOnce(value)
        case "at":
            let moment = try Self.moment(value, zone: zone)
            guard abs(moment.seconds - now.seconds) <= Self.furthestMoment else {
                throw Problem(parameter: "at", reason: "is more than a year away; choose a nearer day")
            }
            at = moment
        case "open": openOnly = try Self.flag(name, value)
        case "label": labelOnly = try Self.flag(name, value)
        case "cursor": cursor = value
        case "limit": limit = try Self.size(value)
        default: try choose(name, value)
        }
    }

    private mutating func choose(_ name: String, _ value: String) throws(Problem) {
        guard let choice = Self.choices.first(where: { $0.name == name }) else {
            throw Problem(parameter: name, reason: "is not a parameter of this search")
        }
        guard self[keyPath: choice.values].count < Self.mostChoices else { throw Self.tooOften(name) }
        self[keyPath: choice.values].appendOnce(value)
    }

    private static func tooOften(_ name: String) -> Problem {
        Problem(parameter: name, reason: "is given more than \(mostChoices) times; leave some out")
    }

    private static func coordinate(_ value: String) throws(Problem) -> Coordinate {
        guard let coordinate = Coordinate(value).flatMap({ Coordinate($0.description) }) else {
            throw Problem(parameter: "near", reason: "is not a position; write latitude,longitude in degrees, for example 48.8975,2.3597")
        }
        return coordinate
    }

    /// An instant with its offset, or day and hour on the city's clock as a form sends them: `2026-11-29T19:30`.
    private static func moment(_ value: String, zone: Zone) throws(Problem) -> Instant {
        if let instant = Instant(iso8601: value) { return instant }
        let parts = value.split(separator: "T")
        if parts.count == 2, let day = Day(String(parts[0])), let minute = minuteOfDay(parts[1]) {
            return zone.instant(day: day, minute: minute)
        }
        throw Problem(parameter: "at", reason: "is not a moment; write a day and an hour, for example 2026-11-29T19:30")
    }

    private static func minuteOfDay(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1] else { return nil }
        return (0..<24).contains(hour) && (0..<60).contains(minute) ? hour * 60 + minute : nil
    }

    private static func flag(_ name: String, _ value: String) throws(Problem) -> Bool {
        switch value {
        case "1", "true", "on", "yes": return true
        case "0", "false", "no": return false
        default: throw Problem(parameter: name, reason: "is not yes or no; write 1 or 0")
        }
    }

    private static func size(_ value: String) throws(Problem) -> Int {
        guard let size = Int(value), (1...largestPage).contains(size) else {
            throw Problem(parameter: "limit", reason: "is not a number from 1 to \(largestPage)")
        }
        return size
    }
}

extension Array where Element: Equatable {
    /// Keeps the order in which values were chosen, each once.
    mutating func appendOnce(_ value: Element) {
        if !contains(value) { append(value) }
    }
}
