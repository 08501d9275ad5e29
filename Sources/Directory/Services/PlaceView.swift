import Core
import Web

/// One place of a service: whether it is open, the coming days, where it is.
struct PlaceView {
    let name: String?
    /// Names the place where there are several.
    let heading: String
    let opening: OpeningView?
    let days: [DayView]
    let hasDays: Bool
    let hoursText: String?
    let isUnknown: Bool
    let closures: [ClosureView]
    let hasClosures: Bool
    let address: String?
    let approximate: Text?
    let noLocation: Bool
    let directions: Text?
    let description: Text?
    let geo: String?
    let map: CityMap?
    let mapText: Text?
    let distance: Text?
    let accessibility: [TermView]
    let hasAccessibility: Bool

    /// One day of the coming week.
    struct DayView {
        let day: Text
        let isToday: Bool
        let isHoliday: Bool
        let times: String
        let isClosed: Bool
        let isUnknown: Bool
        let comment: String?
    }

    /// Days on which the usual hours do not hold.
    struct ClosureView {
        let days: String
        let text: Text
        let reason: Text?
    }

    init(_ listing: Listing, from start: Coordinate?, hasMap: Bool, now: Instant, reader: Reader) {
        let snapshot = reader.snapshot
        let context = reader.context
        let location = listing.location
        let hours = listing.place.hours.flatMap(OpeningHours.init(readable:))
        let hoursContext = snapshot.hoursContext(of: listing)
        name = location.name
        opening =
            listing.service.isRunning
            ? hours.map { hours in
                OpeningView(
                    state: hours.state(at: now, in: hoursContext), changesAt: hours.nextChange(after: now, in: hoursContext)?.at,
                    at: now, in: snapshot, context: context)
            } : nil
        days =
            listing.service.isRunning
            ? hours.map { WeekView($0, in: hoursContext, now: now, snapshot: snapshot, context: context).days } ?? [] : []
        hasDays = !days.isEmpty
        hoursText = listing.place.hoursText
        isUnknown = hours == nil && hoursText == nil
        closures = Self.closures(listing.place.closures, from: snapshot.local(now).day, reader: reader)
        hasClosures = !closures.isEmpty
        address = location.address.map { address in
            [address.street, address.complement, (address.postalCode + " " + address.city).trimmed].compactMap(\.self)
                .filter { !$0.trimmed.isEmpty }.joined(separator: ", ")
        }
        let area = reader.areaName(location.areaCode)
        let isExact = location.precision == .exact
        approximate =
            location.kind == .physical && address == nil ? area.map { context.catalogue("service.approximate", ["area": $0.plain]) } : nil
        noLocation = location.kind != .physical || (address == nil && area == nil)
        directions = reader.text(location.directions)
        description = reader.text(location.description)
        geo = Self.geo(location, address: address)
        heading = location.name ?? address ?? area?.plain ?? listing.organization.name
        map =
            hasMap && location.kind == .physical && area != nil
            ? CityMap(snapshot.territory, marked: location.areaCode, language: context.language) { _ in nil } : nil
        mapText = map == nil ? nil : area.map { context.catalogue("service.map_of", ["area": $0.plain]) }
        distance = start.flatMap { from in location.coordinate.map { context.formats.distance(metres: from.distance(to: $0)) } }
            .map { isExact ? $0 : $0.map { "\($0) (\(context.catalogue("find.approximate").plain))" } }
        accessibility = reader.terms(location.accessibility)
        hasAccessibility = !accessibility.isEmpty
    }

    /// The phone's own map: the point where it is exact, the written address otherwise; never the middle of an area.
    private static func geo(_ location: Location, address: String?) -> String? {
        if location.precision == .exact, let point = location.coordinate { return "geo:\(point)?q=\(point)" }
        return address.map { "geo:0,0?q=" + percentEncoded($0) }
    }

    private static func closures(_ closures: [DatedHours], from today: Day, reader: Reader) -> [ClosureView] {
        closures.filter { $0.to >= today }.prefix(12).map { closure in
            let formats = reader.context.formats
            let first = formats.date(closure.from, today: today).plain
            let days = closure.from == closure.to ? first : "\(first) – \(formats.date(closure.to, today: today).plain)"
            let text = closure.hours.map { Text($0, in: .french) } ?? reader.context.catalogue("hours.closed")
            return ClosureView(days: days, text: text, reason: reader.text(closure.reason))
        }
    }
}

/// The next seven days of a place, as its hours give them.
struct WeekView {
    let days: [PlaceView.DayView]

    init(_ hours: OpeningHours, in hoursContext: HoursContext, now: Instant, snapshot: DirectorySnapshot, context: AppContext) {
        let today = snapshot.local(now).day
        days = (0..<7).map { offset in
            let day = today.advanced(by: offset)
            let start = snapshot.zone.instant(day: day, minute: 0)
            let end = snapshot.zone.instant(day: day.advanced(by: 1), minute: 0)
            let intervals = hours.intervals(from: start, to: end, in: hoursContext).filter { $0.state != .closed }
            let times = intervals.filter { $0.state == .open }.map { Self.times($0, endOfDay: end, snapshot, context.formats) }
            return PlaceView.DayView(
                day: context.formats.weekday(day), isToday: offset == 0, isHoliday: snapshot.city.holidays.isPublicHoliday(day),
                times: times.joined(separator: ", "), isClosed: intervals.isEmpty, isUnknown: times.isEmpty && !intervals.isEmpty,
                comment: intervals.compactMap(\.comment).first)
        }
    }

    private static func times(_ interval: Interval, endOfDay: Instant, _ snapshot: DirectorySnapshot, _ formats: Formats) -> String {
        let from = snapshot.local(interval.from).minute
        let to = interval.to == endOfDay ? 1440 : snapshot.local(interval.to).minute
        return formats.times(from: from, to: to)
    }
}
