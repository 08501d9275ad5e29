import Core

/// What a search finds: one service at one location.
package struct SearchDocument: Sendable {
    /// Of the service at the location: UUID.
    package var id: String
    package var serviceID: String
    /// Orders results when no place is given.
    package var name: String
    package var coordinate: Coordinate?
    /// Code of the area it lies in; counted and selected as ``Facet/area``.
    package var areaCode: String?
    /// Texts people may search in, in any languages.
    package var texts: [Text]
    package var facets: [Facet: [String]]
    /// Nil: not known.
    package var hours: OpeningHours?
    package var hoursContext: HoursContext
    /// Given back with the hit, never read: what the caller prints.
    package var card: [UInt8]

    /// One text, and what it is.
    package struct Text: Sendable {
        package let field: Field
        package let text: String

        package init(_ field: Field, _ text: String) {
            self.field = field
            self.text = text
        }
    }

    /// What a text is; all but descriptions name the service, and come before them.
    package enum Field: Sendable {
        case name, need, organization, place, description
    }

    package init(
        id: String, serviceID: String, name: String, coordinate: Coordinate? = nil, areaCode: String? = nil, texts: [Text] = [],
        facets: [Facet: [String]] = [:], hours: OpeningHours? = nil, hoursContext: HoursContext = HoursContext(), card: [UInt8] = []
    ) {
        self.id = id
        self.serviceID = serviceID
        self.name = name
        self.coordinate = coordinate
        self.areaCode = areaCode
        self.texts = texts
        self.facets = facets
        self.hours = hours
        self.hoursContext = hoursContext
        self.card = card
    }
}
