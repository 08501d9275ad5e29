import Core
import Foundation

/// What a list shows of one listing; kept as JSON beside the index, so that a search reads no database.
struct Card: Codable, Hashable, Sendable {
    /// Identifier of the service at its location.
    let id: String
    let service: String
    let name: [String: String]
    let organization: String
    let locationName: String?
    let address: String?
    let area: String?
    let at: [Double]?
    /// False: the position is the centre of its area, or not known.
    let exact: Bool
    let needs: [String]
    let audiences: [String]
    let conditions: [String]
    let languages: [String]
    let cost: Cost.Kind?
    let label: Bool
    let saturation: Saturation?
    let status: Service.Status
    let phone: String?
    let hours: String?
    let source: String
    let updated: Day?
    let checked: Day?

    /// - Parameter day: today, for what expires.
    init(_ listing: Listing, on day: Day) {
        let service = listing.service
        let location = listing.location
        id = listing.place.id
        self.service = service.id
        name = Dictionary(uniqueKeysWithValues: service.name.versions.map { ($0.key.tag, $0.value.text) })
        organization = listing.organization.name
        locationName = location.name
        address = location.address.map { address in
            [address.street, (address.postalCode + " " + address.city).trimmed].filter { !$0.trimmed.isEmpty }.joined(separator: ", ")
        }
        area = location.areaCode
        at = location.coordinate.map { [$0.latitude, $0.longitude] }
        exact = location.precision == .exact
        needs = service.needs
        audiences = service.audiences + service.situations
        conditions = service.conditions
        languages = service.languages.map(\.tag)
        cost = service.cost.kind
        label = service.label?.holds(on: day) == true
        saturation = service.saturation
        status = service.status
        phone = (service.phones + listing.organization.phones).first?.number
        hours = listing.place.hours
        source = service.provenance.title ?? service.provenance.source
        updated = service.provenance.updatedOn
        checked = service.provenance.checkedOn
    }

    /// The name a reader gets, in the best language there is.
    func name(for language: Language) -> LocalizedText.Reading? {
        LocalizedText(
            Dictionary(uniqueKeysWithValues: name.map { (Language($0.key), LocalizedText.Version(text: $0.value, state: .human)) })
        ).reading(in: language)
    }
}
