import Core
import Search

/// The directory as one node serves it: immutable, swapped whole when the journal moves.
package struct DirectorySnapshot: Sendable {
    let city: CityProfile
    let zone: Zone
    let territory: Territory
    let taxonomy: TaxonomyLookup
    let placeFinder: PlaceFinder
    let sheets: [Sheet]
    /// Shown on the first page.
    let nationalLines: [NationalLine]
    /// What is not served because a record of it cannot be read, by identifier of the service at its location.
    let leftOut: [String: UnreadableRecord]
    let index: SearchIndex
    /// Position in the journal this was read at.
    let sequence: Int64
    /// Answers of the API already written; nil keeps none.
    var finished: FinishedAnswers? = FinishedAnswers()

    /// How many services at locations can be found.
    package var count: Int { index.count }

    /// The stored records that this version cannot read.
    package var unreadable: Set<UnreadableRecord> { Set(leftOut.values) }

    /// Position in the journal this was read at.
    package var position: Int64 { sequence }

    func hoursContext(of listing: Listing) -> HoursContext {
        HoursContext(of: listing, zone: zone, holidays: city.holidays)
    }

    /// Day and minute on the city's clock.
    func local(_ instant: Instant) -> LocalMoment {
        let local = zone.local(instant)
        return LocalMoment(day: local.day, minute: local.minute)
    }
}

extension Territory {
    /// The middle of the areas: where the sun rises for hours that follow it and belong to no place.
    var middle: (latitude: Double, longitude: Double)? {
        guard !areas.isEmpty else { return nil }
        let count = Double(areas.count)
        return (areas.map(\.center.latitude).reduce(0, +) / count, areas.map(\.center.longitude).reduce(0, +) / count)
    }
}

/// A moment on the city's clock.
struct LocalMoment: Hashable, Sendable {
    let day: Day
    /// From 0 to 1439.
    let minute: Int
}

extension HoursContext {
    /// What decides whether a listing is open, besides its hours.
    init(of listing: Listing, zone: Zone, holidays: Holidays) {
        self.init(
            zone: zone, holidays: holidays,
            coordinate: listing.location.coordinate.map { ($0.latitude, $0.longitude) },
            closures: listing.place.closures.map(Closure.init))
    }
}

extension Closure {
    /// Hours of a dated exception that cannot be read close the day: nobody is sent to a closed door.
    init(_ dated: DatedHours) {
        self.init(
            from: dated.from, to: dated.to, hours: dated.hours.flatMap(OpeningHours.init(readable:)),
            reason: dated.reason.reading(in: .french)?.text)
    }
}

extension OpeningHours {
    /// Nil for a text that is not `opening_hours`; importers have already told where and why.
    init?(readable text: String) {
        do { try self.init(text) } catch { return nil }
    }
}
