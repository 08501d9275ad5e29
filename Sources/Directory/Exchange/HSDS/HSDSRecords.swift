import Core

/// The directory as HSDS objects, one record at a time.
package struct HSDSRecords: Sendable {
    let taxonomy: Taxonomy
    let language: Language
    let details: Details
    let organizations: [String: Organization]
    let locations: [String: Location]
    let services: [String: Service]
    let occurrences: [String: ServiceAtLocation]
    let occurrencesOfService: [String: [ServiceAtLocation]]
    let servicesOfOrganization: [String: [String]]
    let locationsOfOrganization: [String: [String]]
    let terms: [String: Taxonomy.Term]
    /// The terms these services name, as they stand inside them, made once.
    private(set) var shortTerms: [String: HSDS.TaxonomyTerm] = [:]

    /// Who reads: the public never gets what only professionals read, nor a source's own leftovers.
    package enum Details: Sendable {
        case everyone, exchange
    }

    /// - Parameter language: of the plain fields; every other language is in the profile.
    package init(_ records: DirectoryRecords, taxonomy: Taxonomy, language: Language = .french, details: Details = .everyone) {
        self.taxonomy = taxonomy
        self.language = language
        self.details = details
        organizations = Dictionary(records.organizations.map { ($0.id, $0) }) { first, _ in first }
        locations = Dictionary(records.locations.map { ($0.id, $0) }) { first, _ in first }
        services = Dictionary(records.services.map { ($0.id, $0) }) { first, _ in first }
        occurrences = Dictionary(records.servicesAtLocations.map { ($0.id, $0) }) { first, _ in first }
        occurrencesOfService = Dictionary(grouping: records.servicesAtLocations, by: \.serviceID)
        servicesOfOrganization = Dictionary(grouping: records.services, by: \.organizationID).mapValues { $0.map(\.id) }
        locationsOfOrganization = Dictionary(grouping: records.locations.filter { $0.organizationID != nil }) { $0.organizationID ?? "" }
            .mapValues { $0.map(\.id) }
        terms = Dictionary(taxonomy.terms.map { ($0.id, $0) }) { first, _ in first }
        let named = Set(records.services.flatMap { $0.needs + $0.audiences + $0.situations + $0.conditions })
        shortTerms = terms.filter { named.contains($0.key) }.mapValues { taxonomyTerm($0, short: true) }
    }

    /// One service; full: with its organization, locations, schedules, phones, terms…
    package func service(_ id: String, full: Bool) -> HSDS.Service? {
        services[id].map { service($0, full: full, nested: full) }
    }

    /// One organization; full: with its phones, identifiers, locations and the short form of its services.
    package func organization(_ id: String, full: Bool) -> HSDS.Organization? {
        guard let record = organizations[id] else { return nil }
        var organization = organization(record, full: full)
        guard full else { return organization }
        organization.locations = (locationsOfOrganization[id] ?? []).compactMap { locations[$0] }.map(location).unlessEmpty
        organization.services =
            (servicesOfOrganization[id] ?? []).compactMap { services[$0] }
            .map { service($0, full: false, nested: false) }.unlessEmpty
        return organization
    }

    /// One service at one location; full: with both.
    package func serviceAtLocation(_ id: String, full: Bool) -> HSDS.ServiceAtLocation? {
        guard let record = occurrences[id] else { return nil }
        var occurrence = serviceAtLocation(record, full: full)
        guard let service = services[record.serviceID] else { return occurrence }
        occurrence.service = self.service(service, full: full, nested: false)
        if full { occurrence.service?.organization = organizations[service.organizationID].map { organization($0, full: true) } }
        return occurrence
    }

    // MARK: Parts

    func serviceAtLocation(_ record: ServiceAtLocation, full: Bool) -> HSDS.ServiceAtLocation {
        var occurrence = HSDS.ServiceAtLocation(id: record.id, serviceId: record.serviceID, locationId: record.locationID)
        occurrence.location = locations[record.locationID].map(location)
        if full { occurrence.schedules = schedules(record) }
        occurrence.description = record.hoursText
        occurrence.xParvis = .init(
            openingHours: record.hours, openingHoursText: record.hoursText, closures: record.closures.unlessEmpty,
            provenance: provenance(record.provenance))
        return occurrence
    }

    private func schedules(_ record: ServiceAtLocation) -> [HSDS.Schedule]? {
        // Hours in storage were read when they came in; what this version no longer reads stays in the profile.
        guard let text = record.hours, let hours = try? OpeningHours(text) else { return nil }
        return hours.hsdsSchedules().schedules.enumerated().map { index, schedule in
            HSDS.Schedule(id: part("schedule", record.id, index), recurrence: schedule)
        }
    }

    func organization(_ record: Organization, full: Bool) -> HSDS.Organization {
        var organization = HSDS.Organization(id: record.id, name: record.name, description: plain(record.description) ?? record.name)
        organization.alternateName = record.alternateNames.first
        organization.email = record.email.flatMap(HSDSText.email)
        organization.website = record.website.flatMap(HSDSText.uri)
        organization.legalStatus = record.kind
        organization.parentOrganizationId = record.parentID
        if full {
            organization.phones = phones(record.phones, of: record.id)
            organization.organizationIdentifiers = record.siret.map {
                [.init(id: part("identifier", record.id, 0), identifierType: "SIRET", identifier: $0)]
            }
        }
        // The name stands where there is no description; a real one that equals the name is told apart by the profile.
        let isName = plain(record.description) == record.name
        organization.xParvis = .init(
            text: isName ? ["description": record.description] : texts(["description": record.description]),
            alternateNames: record.alternateNames.unlessEmpty,
            networks: record.networks.unlessEmpty, website: organization.website == nil ? record.website : nil,
            email: organization.email == nil ? record.email : nil, provenance: provenance(record.provenance), extra: extra(record.extra))
        return organization
    }

    func location(_ record: Location) -> HSDS.Location {
        var location = HSDS.Location(id: record.id, locationType: record.kind.rawValue)
        location.organizationId = record.organizationID
        location.name = record.name
        location.description = plain(record.description)
        location.transportation = plain(record.directions)
        location.latitude = record.coordinate?.latitude
        location.longitude = record.coordinate?.longitude
        location.addresses = record.address.map { [address($0, of: record)] }
        location.accessibility = accessibility(record)
        location.xParvis = .init(
            text: texts(["description": record.description, "transportation": record.directions]), precision: record.precision,
            areaCode: record.areaCode, cityCode: record.address?.cityCode, provenance: provenance(record.provenance),
            extra: extra(record.extra))
        return location
    }

    private func address(_ address: Address, of record: Location) -> HSDS.Address {
        HSDS.Address(
            id: part("address", record.id, 0), address1: address.street, address2: address.complement, city: address.city,
            stateProvince: HSDSText.department(address.cityCode ?? address.postalCode), postalCode: address.postalCode,
            country: address.country, addressType: record.kind.rawValue)
    }

    private func accessibility(_ record: Location) -> [HSDS.Accessibility]? {
        var parts = record.accessibility.enumerated().map { index, id in
            HSDS.Accessibility(
                id: part("accessibility", record.id, index), description: terms[id].flatMap { plain($0.label) } ?? id, details: id)
        }
        if let url = record.accessibilityURL.flatMap(HSDSText.uri) {
            parts.append(.init(id: part("accessibility", record.id, parts.count), url: url))
        }
        return parts.unlessEmpty
    }
}
