import Core
import Web

/// What a flyer says: the places of a theme in an area and next to it, and when each is open in one week.
struct Flyer: Sendable {
    let theme: String
    /// INSEE code.
    let area: String
    let week: FlyerWeek
    let inside: [Row]
    /// In the areas that touch it, from near to far.
    let nearby: [Row]

    /// One place, with the week the site shows.
    struct Row: Sendable {
        let listing: Listing
        /// Nil when nobody knows its hours.
        let hours: OpeningHours?
        let hoursContext: HoursContext
    }

    /// As many as a sheet of paper that is read standing can bear.
    static let mostNearby = 12

    /// - Parameter found: the listings of the theme, from near to far.
    init(theme: String, area: String, week: FlyerWeek, found: [Listing], in snapshot: DirectorySnapshot) {
        self.theme = theme
        self.area = area
        self.week = week
        let rows = found.filter(\.service.isRunning).map { listing in
            Row(
                listing: listing, hours: listing.place.hours.flatMap(OpeningHours.init(readable:)),
                hoursContext: snapshot.hoursContext(of: listing))
        }
        func known(_ rows: [Row]) -> [Row] { rows.filter { $0.hours != nil } + rows.filter { $0.hours == nil } }
        inside = known(rows.filter { $0.listing.location.areaCode == area })
        let neighbours = Set(snapshot.territory.area(area)?.neighbours ?? [])
        nearby = Array(known(rows.filter { $0.listing.location.areaCode.map(neighbours.contains) == true }).prefix(Self.mostNearby))
    }
}
