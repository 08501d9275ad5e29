import Core

/// What an organization offers: HSDS `service`.
package struct Service: Codable, Hashable, Sendable, Identifiable {
    /// UUID.
    package let id: String
    package var organizationID: String
    package var name: LocalizedText
    package var description = LocalizedText()
    package var status = Status.active
    /// Identifiers of the taxonomy's terms.
    package var needs: [String] = []
    package var audiences: [String] = []
    package var situations: [String] = []
    package var conditions: [String] = []
    /// Conditions in words, where the terms do not say everything (HSDS `eligibility_description`).
    package var conditionsText = LocalizedText()
    /// How to ask for it, in words (HSDS `application_process`).
    package var applicationProcess = LocalizedText()
    /// Papers to bring, one text each (HSDS `required_document`).
    package var documents: [LocalizedText] = []
    /// Languages spoken there.
    package var languages: [Language] = []
    /// An interpreter can be called.
    package var interpretation: LocalizedText = LocalizedText()
    package var cost = Cost()
    package var phones: [Phone] = []
    package var email: String?
    package var website: String?
    /// Years of age.
    package var minimumAge: Int?
    package var maximumAge: Int?
    /// Something the reader must know first (HSDS `alert`).
    package var alert = LocalizedText()
    package var saturation: Saturation?
    package var label: Label?
    /// Identifiers of duplicates that were merged into this one; nil: none.
    package var replaces: [String]?
    /// Codes of the areas whose inhabitants it serves; empty: everybody.
    package var serviceAreas: [String] = []
    package var professional = ProfessionalDetails()
    package var provenance: Provenance
    package var extra: [String: String] = [:]

    /// HSDS `status`.
    package enum Status: String, Codable, Sendable, CaseIterable {
        case active
        case inactive
        case defunct
        case temporarilyClosed = "temporarily closed"
    }

    package init(id: String, organizationID: String, name: LocalizedText, provenance: Provenance) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.provenance = provenance
    }
}

/// One service at one location, with its own hours: HSDS `service_at_location`. It is what a search finds.
package struct ServiceAtLocation: Codable, Hashable, Sendable, Identifiable {
    /// UUID.
    package let id: String
    package var serviceID: String
    package var locationID: String
    /// OSM `opening_hours`; nil: not known.
    package var hours: String?
    /// Hours as their source wrote them, where they could not be read as `opening_hours`.
    package var hoursText: String?
    package var closures: [DatedHours] = []
    package var provenance: Provenance

    package init(id: String, serviceID: String, locationID: String, provenance: Provenance) {
        self.id = id
        self.serviceID = serviceID
        self.locationID = locationID
        self.provenance = provenance
    }
}

/// Days on which the usual hours do not hold.
package struct DatedHours: Codable, Hashable, Sendable {
    package var from: Day
    /// Inclusive.
    package var to: Day
    /// OSM `opening_hours` of these days; nil: closed.
    package var hours: String?
    package var reason: LocalizedText

    package init(from: Day, to: Day, hours: String? = nil, reason: LocalizedText = LocalizedText()) {
        self.from = from
        self.to = to
        self.hours = hours
        self.reason = reason
    }
}
