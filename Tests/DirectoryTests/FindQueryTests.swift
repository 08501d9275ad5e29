import Core
import Testing

@testable import Directory

@Suite struct FindQueryTests {
    @Test func anAddressAndItsQueryAreTheSame() {
        var query = FindQuery()
        query.words = "douche & repas"
        query.near = Coordinate(latitude: 48.8975, longitude: 2.3597)
        query.themes = ["wash", "eat"]
        query.people = ["women"]
        query.openOnly = true
        let (read, problems) = FindQuery.read(query.parameters, zone: .paris, now: SnapshotTests.monday)
        #expect(problems.isEmpty)
        #expect(read == query)
        #expect(query.path("/fr/find") == "/fr/find?q=douche%20%26%20repas&near=48.8975%2C2.3597&open=1&theme=wash&theme=eat&for=women")
    }

    @Test func aMomentOfAFormIsOnTheCitysClock() {
        let (query, _) = FindQuery.read([("at", "2026-11-29T19:30")], zone: .paris, now: SnapshotTests.monday)
        #expect(query.at?.description == "2026-11-29T18:30:00Z")
        let (summer, _) = FindQuery.read([("at", "2026-07-05T19:30")], zone: .paris, now: SnapshotTests.monday)
        #expect(summer.at?.description == "2026-07-05T17:30:00Z")
    }

    @Test(arguments: [
        ("near", "12"), ("near", "100,2"), ("at", "2026-13-01T10:00"), ("at", "2026-11-29T25:00"), ("at", "2031-01-01T10:00"),
        ("open", "peut-être"), ("limit", "-1"),
        ("colour", "red"), ("place", "Chap\u{fffd}lle"), ("place", "\0"),
    ])
    func whatIsNotUnderstoodIsNamedAndLeftOut(name: String, value: String) {
        let (query, problems) = FindQuery.read([("q", "douche"), (name, value)], zone: .paris, now: SnapshotTests.monday)
        #expect(problems.map(\.parameter) == [name])
        #expect(query == FindQuery(words: "douche"))
    }

    @Test func aPrecisePositionIsTheOneItsAddressSays() {
        let (query, _) = FindQuery.read([("near", "48.8975123456,2.3597")], zone: .paris, now: SnapshotTests.monday)
        let (again, _) = FindQuery.read(query.parameters, zone: .paris, now: SnapshotTests.monday)
        #expect(again == query)
    }

    @Test func thousandsOfValuesAreRefused() {
        let (query, problems) = FindQuery.read((0..<500).map { ("need", "n\($0)") }, zone: .paris, now: SnapshotTests.monday)
        #expect(query.needs.count == FindQuery.mostChoices)
        #expect(problems.count == 500 - FindQuery.mostChoices)
    }

    @Test func aValueChosenTwiceCountsOnce() {
        let (query, _) = FindQuery.read(
            [("theme", "eat"), ("theme", "eat"), ("area", "75118"), ("area", "75118")], zone: .paris, now: SnapshotTests.monday)
        #expect(query.themes == ["eat"])
        #expect(query.areas == ["75118"])
        let (either, none) = FindQuery.read([("area", "75118"), ("area", "75119")], zone: .paris, now: SnapshotTests.monday)
        #expect(either.areas == ["75118", "75119"] && none.isEmpty)
        let (_, tooMany) = FindQuery.read((0..<9).map { ("area", "\($0)") }, zone: .paris, now: SnapshotTests.monday)
        #expect(tooMany.map(\.parameter) == ["area"])
    }
}

@Suite struct PlaceFinderTests {
    private let finder = PlaceFinder(
        Territory(
            areas: [
                Area(
                    code: "75118", aliases: ["75018", "18e"], name: LocalizedText("Paris 18e", in: .french), kind: "arrondissement",
                    center: Coordinate(latitude: 48.892, longitude: 2.348)!, neighbours: [], tile: nil)
            ],
            places: [
                NamedPlace(
                    id: "porte", name: LocalizedText("Porte de la Chapelle", in: .french), also: ["بورت دو لا شابيل"],
                    at: Coordinate(latitude: 48.898, longitude: 2.359)!, area: "75118")
            ]))

    @Test(arguments: [
        "Porte de la Chapelle", "porte de la chapelle", "PORTE DE LA CHAPELE", "porte chapelle", "chapelle", "بورت دو لا شابيل",
    ])
    func aPlaceIsFoundAsPeopleTypeIt(typed: String) {
        #expect(finder.find(typed)?.coordinate.latitude == 48.898)
    }

    @Test(arguments: ["75018", "75118", "18e", "paris 18e"])
    func anAreaIsFoundByItsCodes(typed: String) {
        #expect(finder.find(typed)?.coordinate.latitude == 48.892)
    }

    @Test(arguments: ["", "x", "Atlantis", String(repeating: "a", count: 500)])
    func whatIsNowhereIsNotFound(typed: String) {
        #expect(finder.find(typed) == nil)
    }
}
