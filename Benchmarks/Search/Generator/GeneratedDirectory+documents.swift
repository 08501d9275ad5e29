import Core
import Search

extension GeneratedDirectory {
    /// The services as the index takes them; equal hours are parsed once, as a reader of a database would.
    package func documents(_ numbers: Range<Int>? = nil) -> [SearchDocument] {
        var parsed: [String: OpeningHours] = [:]
        let holidays = Holidays()
        return (numbers ?? 0..<count).map { number in
            let service = service(number)
            if let text = service.hours, parsed[text] == nil { parsed[text] = try? OpeningHours(text) }
            return document(service, service.hours.flatMap { parsed[$0] }, holidays)
        }
    }

    private func document(_ service: GeneratedService, _ hours: OpeningHours?, _ holidays: Holidays) -> SearchDocument {
        SearchDocument(
            id: service.id, serviceID: service.serviceID, name: service.name, coordinate: service.coordinate, areaCode: service.area,
            texts: [.init(.name, service.name), .init(.organization, service.organization)]
                + service.descriptions.map { .init(.description, $0) },
            facets: service.facets, hours: hours,
            hoursContext: HoursContext(
                zone: .paris, holidays: holidays, coordinate: (service.coordinate.latitude, service.coordinate.longitude),
                closures: service.closure.map { [Closure(from: $0.from, to: $0.to)] } ?? []),
            card: service.card)
    }
}
