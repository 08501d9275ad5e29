import Core
import Foundation
import Search
import Web

/// What a flyer says: the places of a theme in an area and next to it, and when each is open in one week.
struct Flyer: Sendable {
    let question: FlyerQuestion
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
    init(_ question: FlyerQuestion, found: [Listing], in snapshot: DirectorySnapshot) {
        self.question = question
        let rows = found.filter(\.service.isRunning).map { listing in
            Row(
                listing: listing, hours: listing.place.hours.flatMap(OpeningHours.init(readable:)),
                hoursContext: snapshot.hoursContext(of: listing))
        }
        func known(_ rows: [Row]) -> [Row] { rows.filter { $0.hours != nil } + rows.filter { $0.hours == nil } }
        inside = known(rows.filter { $0.listing.location.areaCode == question.area })
        let neighbours = Set(snapshot.territory.area(question.area)?.neighbours ?? [])
        nearby = Array(known(rows.filter { $0.listing.location.areaCode.map(neighbours.contains) == true }).prefix(Self.mostNearby))
    }

    /// The places a search for the theme finds in the area and its neighbours, from near to far.
    static func places(_ question: FlyerQuestion, in snapshot: DirectorySnapshot, at now: Instant) throws -> [String] {
        guard let area = snapshot.territory.area(question.area) else { return [] }
        let result = try snapshot.index.search(
            SearchQuery(
                place: area.center, at: now,
                selections: [.theme: [question.theme], .area: [area.code] + area.neighbours], limit: SearchQuery.largestPage,
                wantsFacets: false))
        let decoder = JSONDecoder()
        // The order of a search begins with what is open now; paper is read at another hour.
        let cards = result.hits.compactMap { hit in
            // A card is written by this process, so it is always readable.
            (try? decoder.decode(Card.self, from: Data(hit.card))).map { (id: $0.id, distance: hit.distance ?? .infinity) }
        }
        return cards.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.map(\.id)
    }
}
