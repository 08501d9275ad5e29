import Core
import Directory
import Testing

@Suite("Two records of one place are shown to a person")
struct DuplicateSuspectsTests {
    private func place(_ source: String, _ name: String, at: Coordinate?, phone: String? = nil, street: String? = nil) -> DirectoryRecords {
        var records = DirectoryRecords()
        let provenance = Provenance(source: source, sourceID: name)
        var location = Location(id: provenance.identifier("location"), provenance: provenance)
        location.name = name
        location.coordinate = at
        location.precision = .exact
        location.address = street.map { Address(street: $0, postalCode: "75018", city: "Paris") }
        var service = Service(
            id: provenance.identifier("service"), organizationID: "o", name: LocalizedText(name, in: .french), provenance: provenance)
        service.phones = phone.map { [Phone(number: $0)] } ?? []
        records.locations = [location]
        records.services = [service]
        records.servicesAtLocations = [
            ServiceAtLocation(id: provenance.identifier("s"), serviceID: service.id, locationID: location.id, provenance: provenance)
        ]
        return records
    }

    private func pairs(_ first: DirectoryRecords, _ second: DirectoryRecords) -> [DuplicateSuspect] {
        var all = first
        all.locations += second.locations
        all.services += second.services
        all.servicesAtLocations += second.servicesAtLocations
        return DuplicateSuspects(all).pairs()
    }

    private let here = Coordinate(latitude: 48.89, longitude: 2.36)
    private let near = Coordinate(latitude: 48.8902, longitude: 2.3601)
    private let far = Coordinate(latitude: 48.95, longitude: 2.36)

    @Test func theSameNameNearbyIsSuspected() {
        let found = pairs(place("a", "Maison inventée de l’Été", at: here), place("b", "MAISON INVENTEE DE L'ETE", at: near))
        #expect(found.count == 1)
        #expect(found.first?.reasons.first == "same name")
    }

    @Test func theSameTelephoneWrittenOtherwiseCounts() {
        let found = pairs(
            place("a", "Maison inventée", at: here, phone: "+33 1 00 00 00 01"),
            place("b", "Maison inventée nord", at: near, phone: "01.00.00.00.01"))
        #expect(found.first?.reasons.contains("same telephone") == true)
    }

    @Test func theSameNameFarAwayIsAnotherPlace() {
        #expect(
            pairs(place("a", "Mairie inventée", at: here, phone: "0100000001"), place("b", "Mairie inventée", at: far, phone: "0100000001"))
                .isEmpty)
    }

    @Test func oneSourceIsNotItsOwnDuplicate() {
        #expect(pairs(place("a", "Maison inventée", at: here), place("a", "Maison inventée.", at: here)).isEmpty)
    }

    @Test func neighboursWithOtherNamesAreNotSuspected() {
        #expect(pairs(place("a", "Maison inventée", at: here), place("b", "Atelier imaginaire", at: here)).isEmpty)
    }
}
