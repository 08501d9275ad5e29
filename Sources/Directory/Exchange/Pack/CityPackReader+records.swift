import Core

extension CityPackReader {
    mutating func readRecords(source: String) -> DirectoryRecords {
        let organizations = entries(PackFile.Organization.self, folder: "organizations") { $0.id }
        let sites = entries(PackFile.Site.self, folder: "sites") { $0.id }
        let services = entries(PackFile.Service.self, folder: "services") { $0.id }
        let knownOrganizations = Set(organizations.map(\.value.id))
        let knownSites = Dictionary(sites.map { ($0.value.id, $0.value) }) { first, _ in first }

        var records = DirectoryRecords()
        for entry in organizations {
            checkFacts(entry, entry.value.facts, entry.value.sources, needed: ["website", "phone", "email"])
            records.organizations.append(organization(entry.value, source: source))
        }
        for entry in sites {
            check(entry, organizations: knownOrganizations)
            records.locations.append(location(entry, source: source))
        }
        for entry in services {
            check(entry, organizations: knownOrganizations, sites: knownSites)
            add(entry, source: source, to: &records)
        }
        return records
    }

    // MARK: Organizations

    private func organization(_ value: PackFile.Organization, source: String) -> Organization {
        let provenance = provenance(value.id, source: source, value.facts, value.sources)
        var organization = Organization(id: provenance.identifier("organization"), name: value.name, provenance: provenance)
        organization.alternateNames = value.also
        organization.kind = value.kind
        organization.description = text(value.description)
        organization.website = value.website
        organization.email = value.email
        organization.phones = value.phone.map { [Phone(number: $0)] } ?? []
        organization.extra["member_of_platform"] = value.memberOfPlatform == true ? "true" : nil
        organization.extra["as_printed"] = value.asPrinted
        organization.extra["source_date"] = date(value.sources)
        return organization
    }

    // MARK: Sites

    private mutating func check(_ entry: PackEntry<PackFile.Site>, organizations: Set<String>) {
        let site = entry.value
        checkFacts(entry, site.facts, site.sources, needed: ["address", "at"])
        for (field, id) in [("organization", site.organization), ("owner", site.owner), ("funder", site.funder)] {
            if let id, !organizations.contains(id) { refuse("no organization has the id “\(id)”", at: entry.place(field)) }
        }
        if let area = site.area, isUnknown(area: area) { refuse("territory.yaml has no area “\(area)”", at: entry.place("area")) }
        checkTerms(site.accessibility, [.accessibility], at: entry.place("accessibility"))
    }

    private mutating func location(_ entry: PackEntry<PackFile.Site>, source: String) -> Location {
        let site = entry.value
        let provenance = provenance(site.id, source: source, site.facts, site.sources)
        var location = Location(id: provenance.identifier("location"), provenance: provenance)
        location.organizationID = identifier("organization", site.organization, source: source)
        location.name = site.name
        location.description = text(site.description)
        location.directions = text(site.directions)
        location.accessibility = site.accessibility
        location.areaCode = site.area
        location.address = site.address.map { address in
            Address(street: address.street, postalCode: address.postalCode ?? "", city: address.city, cityCode: site.area)
        }
        if let at = site.at {
            location.coordinate = coordinate(at, at: entry.place("at"))
            location.precision = .exact
        } else if let area = site.area.flatMap({ areas[$0] }) {
            location.coordinate = area.center
            location.precision = .area
        }
        location.extra = [
            "opened": site.opened, "closed": site.closed, "capacity": site.capacity.map { "\($0.places)" },
            "capacity_unit": site.capacity?.unit,
            "owner": site.owner, "funder": site.funder, "source_date": date(site.sources),
        ].compactMapValues(\.self)
        return location
    }

    // MARK: Services

    private mutating func check(_ entry: PackEntry<PackFile.Service>, organizations: Set<String>, sites: [String: PackFile.Site]) {
        let service = entry.value
        // Hours that say themselves that they are unknown send nobody anywhere: the record's own source is enough.
        let sayHours = service.hours.map { !$0.contains("unknown") } ?? false
        checkFacts(entry, service.facts, service.sources, needed: sayHours ? ["hours", "phone", "website"] : ["phone", "website"])
        if !organizations.contains(service.organization) {
            refuse("no organization has the id “\(service.organization)”", at: entry.place("organization"))
        }
        for id in service.sites where sites[id] == nil { refuse("no site has the id “\(id)”", at: entry.place("sites")) }
        for code in service.areas where isUnknown(area: code) { refuse("territory.yaml has no area “\(code)”", at: entry.place("areas")) }
        checkTerms(service.needs, [.theme, .need], at: entry.place("needs"))
        checkTerms(service.audiences, [.audience], at: entry.place("audiences"))
        checkTerms(service.situations, [.situation], at: entry.place("situations"))
        checkTerms(service.conditions, [.condition], at: entry.place("conditions"))
        checkHours(entry)
        let closed = service.sites.compactMap { sites[$0] }.filter { $0.closed != nil }
        if service.status == .active, !closed.isEmpty, closed.count == service.sites.count, service.areas.isEmpty {
            warn("is active, and every site it is at is closed", at: entry.place("sites"), record: service.id)
        }
    }

    private mutating func checkHours(_ entry: PackEntry<PackFile.Service>) {
        let hours = SourceHours(entry.value.hours)
        guard let text = hours.text, let problem = hours.problem else { return }
        refuse("“\(text)” is not opening_hours: \(problem)", at: entry.place("hours"))
    }

    private mutating func add(_ entry: PackEntry<PackFile.Service>, source: String, to records: inout DirectoryRecords) {
        let service = service(entry.value, source: source)
        records.services.append(service)
        for location in locations(of: entry.value, source: source, in: &records) {
            var provenance = service.provenance
            provenance.sourceID = "\(entry.value.id)@\(location.name)"
            let id = provenance.identifier("service_at_location")
            var occurrence = ServiceAtLocation(id: id, serviceID: service.id, locationID: location.id, provenance: provenance)
            occurrence.hours = entry.value.hours
            records.servicesAtLocations.append(occurrence)
        }
    }

    private func service(_ value: PackFile.Service, source: String) -> Service {
        let provenance = provenance(value.id, source: source, value.facts, value.sources)
        let organization = identifier("organization", value.organization, source: source)
        var service = Service(
            id: provenance.identifier("service"), organizationID: organization, name: text(value.name), provenance: provenance)
        service.description = text(value.description)
        service.status = value.status
        service.needs = value.needs
        service.audiences = value.audiences
        service.situations = value.situations
        service.conditions = value.conditions
        service.conditionsText = text(value.conditionsText)
        service.languages = value.languages
        service.cost = Cost(kind: value.cost)
        service.phones = value.phone.map { [Phone(number: $0)] } ?? []
        service.website = value.website
        service.minimumAge = value.minimumAge
        service.maximumAge = value.maximumAge
        service.professional.capacity = value.capacity?.places
        service.extra = [
            "state": value.state, "from": value.period?.from, "to": value.period?.to, "capacity_unit": value.capacity?.unit,
            "source_date": date(value.sources),
        ].compactMapValues(\.self)
        return service
    }

    /// The sites of a service; where the plan gives only an area, its centre; with neither, the telephone or the whole city.
    private func locations(
        of value: PackFile.Service, source: String, in records: inout DirectoryRecords
    ) -> [(name: String, id: String)] {
        let sites = value.sites.map { ($0, identifier("location", $0, source: source)) }
        let centres = value.areas.compactMap { areas[$0] }.map { area in
            location("area-\(area.code)", source: source, in: &records) { location in
                location.name = area.name.reading(in: .french)?.text
                location.areaCode = area.code
                location.coordinate = area.center
                location.precision = .area
            }
        }
        guard sites.isEmpty, centres.isEmpty else { return sites + centres }
        return [location("everywhere", source: source, in: &records) { $0.kind = .virtual }]
    }

    /// A location no site stands for, made once.
    private func location(
        _ name: String, source: String, in records: inout DirectoryRecords, _ complete: (inout Location) -> Void
    ) -> (name: String, id: String) {
        let provenance = Provenance(source: source, sourceID: name)
        let id = provenance.identifier("location")
        if !records.locations.contains(where: { $0.id == id }) {
            var location = Location(id: id, provenance: provenance)
            complete(&location)
            records.locations.append(location)
        }
        return (name, id)
    }
}
