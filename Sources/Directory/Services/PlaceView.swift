import Core
import Web

/// One place of a service: whether it is open, the coming days, where it is.
struct PlaceView {
    let name: String?
    /// Names the place where there are several.
    let heading: Text
    /// Nil when the service does not run: its page says so once.
    let opening: Badge?
    let week: HoursTable?
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
    let accessibility: Terms?

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
        let isRunning = listing.service.isRunning
        opening = isRunning ? Self.badge(hours, hoursContext, now, reader) : nil
        week =
            isRunning
            ? hours.map { WeekView($0, in: hoursContext, now: now, snapshot: snapshot, context: context) }
                .map { HoursTable($0.days, caption: context.catalogue("service.week")) } : nil
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
        heading = (location.name ?? address).map(reader.asWritten) ?? area ?? reader.asWritten(listing.organization.name)
        map =
            hasMap && location.kind == .physical && area != nil
            ? CityMap(snapshot.territory, marked: location.areaCode, language: context.language) { _ in nil } : nil
        mapText = map == nil ? nil : area.map { context.catalogue("service.map_of", ["area": $0.plain]) }
        distance = start.flatMap { from in location.coordinate.map { Self.distance(from.distance(to: $0), isExact: isExact, context) } }
        accessibility = reader.terms(location.accessibility)
    }

    private static func distance(_ metres: Double, isExact: Bool, _ context: AppContext) -> Text {
        guard !isExact else { return context.formats.distance(metres: metres) }
        return context.formats.roughDistance(metres: metres).map { "\($0) (\(context.catalogue("find.approximate").plain))" }
    }

    private static func badge(_ hours: OpeningHours?, _ hoursContext: HoursContext, _ now: Instant, _ reader: Reader) -> Badge {
        guard let hours else { return Badge(.unknown, reader.context.formats.word(.unknown)) }
        return Badge(
            state: hours.state(at: now, in: hoursContext), changesAt: hours.nextChange(after: now, in: hoursContext)?.at,
            opensAt: hours.nextOpening(after: now, in: hoursContext),
            at: now, in: reader.snapshot, context: reader.context)
    }

    /// The phone's own map: the point where it is exact, the written address otherwise; never the middle of an area.
    private static func geo(_ location: Location, address: String?) -> String? {
        if location.precision == .exact, let point = location.coordinate { return "geo:\(point)?q=\(point)" }
        return address.map { "geo:0,0?q=" + percentEncoded($0) }
    }

    static func closures(_ closures: [DatedHours], from today: Day, reader: Reader) -> [ClosureView] {
        closures.filter { $0.to >= today }.prefix(12).map { closure in
            let formats = reader.context.formats
            let first = formats.date(closure.from, today: today).plain
            let days = closure.from == closure.to ? first : "\(first) – \(formats.date(closure.to, today: today).plain)"
            let text = closure.hours.map { Text($0, in: .french) } ?? reader.context.catalogue("hours.closed")
            return ClosureView(days: days, text: text, reason: reader.text(closure.reason))
        }
    }
}

/// The next days of a place, as its hours give them.
struct WeekView {
    let days: [HoursTable.Line]

    init(
        _ hours: OpeningHours, in hoursContext: HoursContext, now: Instant, length: Int = 7, snapshot: DirectorySnapshot,
        context: AppContext
    ) {
        let today = snapshot.local(now).day
        days = (0..<length).map { offset in
            let day = today.advanced(by: offset)
            let start = snapshot.zone.instant(day: day, minute: 0)
            let end = snapshot.zone.instant(day: day.advanced(by: 1), minute: 0)
            let intervals = hours.intervals(from: start, to: end, in: hoursContext).filter { $0.state != .closed }
            let times = intervals.filter { $0.state == .open }.map { Self.times($0, endOfDay: end, snapshot, context.formats) }
            let note = times.isEmpty ? context.formats.word(intervals.isEmpty ? .closed : .unknown) : nil
            // What is written inside opening hours is in the language of the city's sources.
            let comment = intervals.compactMap(\.comment).first.map {
                Text($0, in: snapshot.city.defaultLanguage, isFallback: snapshot.city.defaultLanguage != context.language)
            }
            return HoursTable.Line(
                context.formats.weekday(day), times: times, note: note, comment: comment, isToday: offset == 0,
                isHoliday: snapshot.city.holidays.isPublicHoliday(day))
        }
    }

    private static func times(_ interval: Interval, endOfDay: Instant, _ snapshot: DirectorySnapshot, _ formats: Formats) -> String {
        let from = snapshot.local(interval.from).minute
        let to = interval.to == endOfDay ? 1440 : snapshot.local(interval.to).minute
        return formats.times(from: from, to: to)
    }
}
