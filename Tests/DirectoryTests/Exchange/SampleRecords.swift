import Core
import Directory

/// Invented directories, the same for the same seed.
struct SampleRecords {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    static let taxonomy = Taxonomy(terms: [
        .init(id: "wash", facet: .theme, label: LocalizedText("Se laver", in: .french)),
        .init(id: "shower", facet: .need, parentID: "wash", label: LocalizedText("Douche", in: .french)),
        .init(id: "admin-help", facet: .need, parentID: "wash", label: LocalizedText("Aide", in: .french)),
        .init(
            id: "computer-help", facet: .need, parentID: "wash", label: LocalizedText("Ordinateur", in: .french),
            dataInclusion: ["numerique--acceder-a-des-services-en-ligne"]),
        .init(id: "women", facet: .audience, label: LocalizedText("Femmes", in: .french), dataInclusion: ["femmes"]),
        .init(id: "refugee", facet: .situation, label: LocalizedText("Personne réfugiée", in: .french)),
        .init(id: "appointment", facet: .condition, label: LocalizedText("Rendez-vous", in: .french)),
        .init(id: "step-free", facet: .accessibility, label: LocalizedText("Sans marche", in: .french)),
    ])

    mutating func records(services count: Int) -> DirectoryRecords {
        var records = DirectoryRecords()
        for number in 0..<count {
            let organization = organization(number)
            records.organizations.append(organization)
            let location = location(number, of: organization.id)
            records.locations.append(location)
            let service = service(number, of: organization.id)
            records.services.append(service)
            records.servicesAtLocations.append(occurrence(number, service: service.id, location: location.id))
        }
        return records
    }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    private mutating func sometimes<Value>(_ value: Value) -> Value? { next(2) == 0 ? value : nil }

    private mutating func words() -> String {
        let pieces = ["l’épicerie", "“x”", "a,b", "c;d", "two\nlines", "دوش", "\\ back", "tab\there", "é", "=1+1", "{}", "🚿", "'"]
        return "mot " + (0...next(4)).map { _ in pieces[next(pieces.count)] }.joined(separator: " ")
    }

    private mutating func text() -> LocalizedText {
        var text = LocalizedText()
        if next(4) > 0 { text.set(words(), state: .human, in: .french) }
        if next(3) == 0 { text.set(words(), state: .machine, in: Language("ar")) }
        if next(4) == 0 { text.set(words(), state: .reviewed, in: .english) }
        return text
    }

    private mutating func provenance(_ kind: String, _ number: Int) -> Provenance {
        var provenance = Provenance(source: "sample", sourceID: "sample--\(kind)-\(number)")
        provenance.title = sometimes("Un titre")
        provenance.url = sometimes("https://example.org/\(number)")
        provenance.updatedOn = sometimes(Day(year: 2025, month: 1 + next(12), day: 1 + next(28)))
        provenance.checkedOn = sometimes(Day(year: 2026, month: 2, day: 3))
        if next(3) == 0 { provenance.facts = [.init(field: "phone", title: "Un titre", readOn: Day(year: 2026, month: 1, day: 1))] }
        return provenance
    }

    private mutating func organization(_ number: Int) -> Organization {
        let provenance = provenance("organization", number)
        var organization = Organization(
            id: provenance.identifier("organization"), name: "Organisme inventé \(number)", provenance: provenance)
        organization.alternateNames = next(3) == 0 ? ["OI\(number)", words()] : []
        organization.description = text()
        organization.kind = sometimes("association")
        organization.website = sometimes("https://example.org/o\(number)?a=b&c")
        organization.email = sometimes("contact@example.org")
        organization.phones = next(2) == 0 ? [Phone(number: "01 00 00 00 00", note: text(), languages: [.english])] : []
        organization.siret = sometimes("00000000000000")
        organization.networks = next(3) == 0 ? ["cada"] : []
        organization.extra = next(3) == 0 ? ["horaires_accueil": words()] : [:]
        return organization
    }

    private mutating func location(_ number: Int, of organization: String) -> Location {
        let provenance = provenance("location", number)
        var location = Location(id: provenance.identifier("location"), provenance: provenance)
        location.organizationID = organization
        location.name = sometimes(words())
        location.description = text()
        location.directions = text()
        if next(3) > 0 {
            location.address = Address(
                street: words(), complement: sometimes("Bât. A"), postalCode: "75018", city: "Paris", cityCode: sometimes("75118"))
        }
        location.coordinate = sometimes(Coordinate(latitude: 48.8 + Double(next(1_000)) / 7_000, longitude: 2.3) ?? nil) ?? nil
        location.precision = location.coordinate == nil ? .unknown : next(2) == 0 ? .exact : .area
        location.areaCode = sometimes("75118")
        location.accessibility = next(3) == 0 ? ["step-free"] : []
        location.accessibilityURL = sometimes("https://example.org/acces")
        return location
    }

    private mutating func service(_ number: Int, of organization: String) -> Service {
        let provenance = provenance("service", number)
        let name = LocalizedText("Service inventé \(number)", in: .french)
        var service = Service(id: provenance.identifier("service"), organizationID: organization, name: name, provenance: provenance)
        service.description = text()
        service.status = next(5) == 0 ? .temporarilyClosed : .active
        service.needs = next(2) == 0 ? ["computer-help"] : ["wash", "shower"]
        service.audiences = next(2) == 0 ? ["women"] : []
        service.situations = next(2) == 0 ? ["refugee"] : []
        service.conditions = next(2) == 0 ? ["appointment"] : []
        service.conditionsText = text()
        service.applicationProcess = text()
        service.documents = (0..<next(3)).map { _ in text() }.filter { !$0.isEmpty }
        service.languages = next(2) == 0 ? [Language("ps"), Language("zh-Hans")] : []
        service.interpretation = text()
        service.cost = Cost(kind: [.free, .paid, .varies, nil][next(4)], text: text())
        service.phones = next(2) == 0 ? [Phone(number: "0100000000")] : []
        service.email = sometimes("accueil@example.org")
        service.website = sometimes("https://example.org/s")
        service.minimumAge = sometimes(18)
        service.maximumAge = sometimes(25)
        service.alert = text()
        service.label = sometimes(Label(grantedOn: Day(year: 2026, month: 1, day: 2)))
        service.saturation = sometimes(
            Saturation(level: .few, since: Instant(seconds: 1_790_000_000), until: Instant(seconds: 1_790_003_600)))
        service.serviceAreas = next(3) == 0 ? ["75", "75118"] : []
        service.professional.capacity = sometimes(12)
        service.professional.note = sometimes(words())
        service.extra = next(3) == 0 ? ["type": "atelier", "publics_precisions": words()] : [:]
        return service
    }

    private mutating func occurrence(_ number: Int, service: String, location: String) -> ServiceAtLocation {
        let provenance = provenance("service_at_location", number)
        let id = provenance.identifier("service_at_location")
        var occurrence = ServiceAtLocation(id: id, serviceID: service, locationID: location, provenance: provenance)
        occurrence.hours = sometimes(
            ["Mo-Fr 09:00-12:00,14:00-17:00; PH off", "24/7", "Tu[1] 10:00-11:00", "Mo-Su unknown \"le soir\""][next(4)])
        if occurrence.hours == nil { occurrence.hoursText = sometimes("Le matin, sauf s’il pleut") }
        if next(4) == 0 {
            occurrence.closures = [
                DatedHours(from: Day(year: 2026, month: 8, day: 1), to: Day(year: 2026, month: 8, day: 15), reason: text())
            ]
        }
        return occurrence
    }
}
