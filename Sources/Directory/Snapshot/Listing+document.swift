import Core
import Search

extension SearchDocument {
    /// What the index must know of a listing.
    init(_ listing: Listing, context: HoursContext, taxonomy: TaxonomyLookup, cards: CardEncoder, on day: Day) throws {
        let service = listing.service
        self.init(
            id: listing.place.id, serviceID: service.id,
            name: service.name.reading(in: .french)?.text ?? listing.organization.name,
            coordinate: listing.location.coordinate, areaCode: listing.location.areaCode,
            texts: Self.texts(of: listing),
            facets: [
                .theme: taxonomy.themes(of: service.needs),
                .need: service.needs.filter { taxonomy[$0]?.facet == .need },
                .audience: service.audiences + service.situations,
                .speaks: service.languages.map(\.tag),
                .condition: service.conditions,
                .accessibility: listing.location.accessibility,
                .label: service.label?.holds(on: day) == true ? ["1"] : [],
            ],
            hours: service.isRunning ? listing.place.hours.flatMap(OpeningHours.init(readable:)) : .never,
            hoursContext: context,
            card: try cards.encode(Card(listing, on: day)))
    }

    private static func texts(of listing: Listing) -> [Text] {
        let service = listing.service
        let organization = listing.organization
        let location = listing.location
        var texts = service.name.versions.values.map { Text(.name, $0.text) }
        texts.append(Text(.organization, ([organization.name] + organization.alternateNames).joined(separator: " ")))
        texts.append(
            Text(.place, [location.name, location.address?.street, location.address?.city].compactMap(\.self).joined(separator: " ")))
        texts += service.description.versions.values.map { Text(.description, $0.text) }
        return texts
    }
}

extension Service {
    /// It can be used at present; what has ended or paused is shown as such and is never open.
    var isRunning: Bool { status == .active }
}

extension OpeningHours {
    /// Closed at every moment.
    static let never = OpeningHours(readable: "off")
}
