import Core
import Directory
import SearchGenerator

extension GeneratedDirectory {
    /// The generated services as an import gives them: three services a location, one organization a location.
    func reading(_ numbers: Range<Int>, source: String = "generated") -> ImportReading {
        var reading = ImportReading()
        var location = -1
        for number in numbers {
            let service = service(number)
            if number / 3 != location {
                location = number / 3
                reading.records.organizations.append(organization(service, location, source))
                reading.records.locations.append(self.location(service, location, source))
            }
            reading.records.services.append(record(service, location, source))
            reading.records.servicesAtLocations.append(place(service, location, source))
        }
        reading.read = numbers.count
        return reading
    }

    private func organization(_ service: GeneratedService, _ number: Int, _ source: String) -> Organization {
        let provenance = Provenance(source: source, sourceID: "o\(number)")
        return Organization(id: provenance.identifier("organization"), name: service.organization, provenance: provenance)
    }

    private func location(_ service: GeneratedService, _ number: Int, _ source: String) -> Location {
        let provenance = Provenance(source: source, sourceID: "l\(number)")
        var location = Location(id: provenance.identifier("location"), provenance: provenance)
        location.coordinate = service.coordinate
        location.precision = .exact
        location.areaCode = service.area
        location.accessibility = service.accessibility
        return location
    }

    private func record(_ generated: GeneratedService, _ location: Int, _ source: String) -> Service {
        let provenance = Provenance(source: source, sourceID: "s\(generated.number)")
        var service = Service(
            id: provenance.identifier("service"),
            organizationID: Provenance(source: source, sourceID: "o\(location)").identifier("organization"),
            name: LocalizedText(generated.name, in: .french), provenance: provenance)
        service.description = LocalizedText(generated.descriptions[0], in: .french)
        if generated.descriptions.count > 1 { service.description.set(generated.descriptions[1], state: .human, in: .english) }
        service.needs = generated.needs
        service.audiences = generated.audiences
        service.conditions = generated.conditions
        service.languages = generated.speaks.map { Language($0) }
        if generated.isLabelled { service.label = Label(grantedOn: today) }
        return service
    }

    private func place(_ service: GeneratedService, _ location: Int, _ source: String) -> ServiceAtLocation {
        let provenance = Provenance(source: source, sourceID: "s\(service.number)")
        var place = ServiceAtLocation(
            id: provenance.identifier("service_at_location"), serviceID: provenance.identifier("service"),
            locationID: Provenance(source: source, sourceID: "l\(location)").identifier("location"), provenance: provenance)
        place.hours = service.hours
        if let closure = service.closure { place.closures = [DatedHours(from: closure.from, to: closure.to)] }
        return place
    }
}
