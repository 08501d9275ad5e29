import Core
import Database
import TestKit

@testable import Directory

/// A small invented city in which everything a page can say is said at least once.
enum InventedCity {
    private static func text(_ words: String) -> LocalizedText { LocalizedText(words, in: .french) }
    private static func day(_ text: String) -> Day { Day(text) ?? Day(daysSinceEpoch: 0) }

    private static func center(_ latitude: Double) -> Coordinate {
        guard let coordinate = Coordinate(latitude: latitude, longitude: 2.35) else { preconditionFailure("not on the Earth") }
        return coordinate
    }

    /// Monday, 23 November 2026.
    static let today = day("2026-11-23")
    static let label = CityLabel(
        name: text("Label inventé"),
        criteria: [.init(id: "open", text: text("Ouvert à tous"), source: "Plan inventé"), .init(id: "sign", text: text("Une affiche"))],
        isComplete: false)
    static let freshness = FreshnessRhythm(days: 90, themes: ["wash": 20])
    static let terms = [
        Taxonomy.Term(id: "wash", facet: .theme, pictogram: "wash", label: text("Se laver")),
        Taxonomy.Term(id: "shower", facet: .need, parentID: "wash", pictogram: "shower", label: text("Douche")),
        Taxonomy.Term(id: "laundry", facet: .need, parentID: "wash", label: text("Lessive")),
        Taxonomy.Term(id: "alone", facet: .audience, pictogram: "alone-man", label: text("Personne seule")),
        Taxonomy.Term(id: "ticket", facet: .condition, pictogram: "entry-card", label: text("Ticket")),
        Taxonomy.Term(id: "lift", facet: .accessibility, pictogram: "lift", label: text("Ascenseur")),
    ]
    static let areas = [
        Area(
            code: "99001", aliases: [], name: text("Quartier inventé"), kind: "arrondissement",
            center: center(48.85), neighbours: ["99002"], tile: .init(column: 1, row: 1)),
        Area(
            code: "99002", aliases: [], name: text("Banlieue inventée"), kind: "commune",
            center: center(48.95), neighbours: ["99001"], tile: .init(column: 1, row: 0)),
    ]
    static let sheet = Sheet(
        id: "droit", theme: "wash", order: 1, situations: [], review: "to-be-reviewed-by-a-lawyer",
        sources: [
            SheetSource(
                id: "loi", title: "Loi inventée", publisher: "Journal inventé", url: "https://loi.example/1", read: day("2026-11-01"),
                legal: "article 1", version: nil, checked: false, note: nil),
            SheetSource(
                id: "autre", title: "Autre loi", publisher: nil, url: nil, read: nil, legal: nil, version: nil, checked: nil, note: nil),
        ],
        texts: [
            .french: SheetText(title: "Vos droits", summary: "En bref.", markdown: "Une règle. [[loi]]", state: .human),
            Language("ar"): SheetText(title: "حقوقك", summary: "باختصار.", markdown: "قاعدة. [[loi]]", state: .outdated),
        ])

    /// A rich service at two places, and a bare one.
    static var listings: [Listing] {
        let rich = service("rich") { service in
            service.description = text("Une douche chaude.")
            service.needs = ["shower"]
            service.audiences = ["alone"]
            service.conditions = ["ticket"]
            service.conditionsText = text("Un ticket par personne.")
            service.applicationProcess = text("Demander au guichet.")
            service.documents = [text("Un papier")]
            service.languages = [.french]
            service.interpretation = text("Interprète au téléphone")
            service.cost = Cost(kind: .free, text: text("Savon compris"))
            service.phones = [Phone(number: "01 99 00 00 01", note: text("le matin"))]
            service.minimumAge = 18
            service.alert = text("Travaux dans la rue.")
            service.saturation = Saturation(
                level: .few, since: PageContractTests.monday, until: Instant(seconds: PageContractTests.monday.seconds + 3600))
            service.label = Label(grantedOn: day("2026-01-01"))
            service.provenance.title = "Liste inventée"
            service.provenance.url = "https://liste.example/"
            service.provenance.updatedOn = day("2026-10-01")
            service.provenance.checkedOn = day("2026-11-01")
            service.provenance.facts = [
                .init(field: "hours", title: "Affiche", url: "https://affiche.example/", readOn: day("2026-11-01")),
                .init(field: "address", title: "Visite"),
            ]
        }
        let bare = service("bare") { $0.needs = ["laundry"] }
        var open = place("open", of: rich, hours: "Mo-Fr 09:00-17:00; Sa unknown \"sur rendez-vous\"")
        open.0.closures = [
            DatedHours(from: day("2026-12-24"), to: day("2026-12-26"), reason: text("fêtes")),
            DatedHours(from: day("2026-12-31"), to: day("2026-12-31")),
        ]
        open.1.address = Address(street: "1 rue Inventée", postalCode: "99001", city: "Ville inventée")
        open.1.coordinate = Coordinate(latitude: 48.85, longitude: 2.35)
        open.1.precision = .exact
        open.1.name = "Maison inventée"
        open.1.directions = text("Au fond de la cour.")
        open.1.description = text("Bâtiment rouge.")
        open.1.accessibility = ["lift"]
        var written = place("written", of: rich, hours: nil)
        written.0.hoursText = "le mardi matin"
        written.1.coordinate = areas[1].center
        written.1.precision = .area
        written.1.areaCode = "99002"
        let nowhere = place("nowhere", of: bare, hours: nil)
        return [
            listing(rich, open), listing(bare, (nowhere.0, nowhere.1.changed { $0.kind = .virtual })), listing(rich, written),
        ]
    }

    /// A service that does not run for now, in an area only.
    static var paused: Listing {
        let service = service("paused") { $0.status = .temporarilyClosed }
        let (place, location) = place("paused", of: service, hours: "24/7")
        return listing(service, (place, location.changed { $0.areaCode = "99001" }))
    }

    /// A free line of three figures, answered from anywhere.
    private static var line: Listing {
        let service = service("line") {
            $0.phones = [Phone(number: "115")]
            $0.cost = Cost(kind: .free)
        }
        let (place, location) = place("line", of: service, hours: nil)
        return listing(service, (place, location.changed { $0.kind = .virtual }))
    }

    static func snapshot(at now: Instant) async throws -> DirectorySnapshot {
        let database = try await TestDatabase.open(.sqlite, migrations: CityDirectory.migrations)
        let source = CityProfile.Source(
            id: "a", title: "Plan inventé", publisher: "Ville inventée", url: "https://plan.example/", readOn: day("2026-11-01"))
        let bare = CityProfile.Source(id: "b", title: "Carnet", publisher: nil, url: nil, readOn: nil)
        let profile = CityProfile(
            id: "invented", name: text("Ville inventée"), zone: "Europe/Paris", defaultLanguage: .french, licence: nil,
            sources: [source, bare], label: label, freshness: freshness)
        let parts = CityParts(profile: profile, areas: areas, places: [], terms: terms, sheets: [sheet])
        try await database.write(Act("test", by: .system, for: "test")) { try parts.save(in: $0) }
        var records = DirectoryRecords()
        for listing in listings + [line] {
            records.organizations = [listing.organization]
            if !records.services.contains(listing.service) { records.services.append(listing.service) }
            records.locations.append(listing.location)
            records.servicesAtLocations.append(listing.place)
        }
        _ = try await DirectoryImport(database: database).run(InventedDirectory.reading(records), from: "test")
        return try await SnapshotStore(database: database).snapshot(at: now) ?? { throw Refusal("there is no invented city") }()
    }

    private static func service(_ id: String, _ fill: (inout Service) -> Void) -> Service {
        let provenance = InventedDirectory.provenance(id)
        var service = Service(
            id: provenance.identifier("service"), organizationID: organization.id, name: text("Douche inventée \(id)"),
            provenance: provenance)
        fill(&service)
        return service
    }

    private static func place(_ id: String, of service: Service, hours: String?) -> (ServiceAtLocation, Location) {
        let provenance = InventedDirectory.provenance(id)
        let location = Location(id: provenance.identifier("location"), provenance: provenance)
        var place = ServiceAtLocation(
            id: provenance.identifier("service_at_location"), serviceID: service.id, locationID: location.id, provenance: provenance)
        place.hours = hours
        return (place, location)
    }

    private static func listing(_ service: Service, _ place: (ServiceAtLocation, Location)) -> Listing {
        Listing(service: service, organization: organization, location: place.1, place: place.0)
    }

    private static let organization = Organization(
        id: InventedDirectory.provenance("org").identifier("organization"), name: "Association Inventée",
        provenance: InventedDirectory.provenance("org"))
}

extension Location {
    fileprivate func changed(_ change: (inout Location) -> Void) -> Location {
        var location = self
        change(&location)
        return location
    }
}
