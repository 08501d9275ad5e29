import Core
import Web

/// What a team is in charge of: its services, with what needs a look first.
struct WorkPage: Page {
    static let template = "directory/work/home"

    let title: Text
    let lead: Text
    let organizations: [OrganizationView]
    let isEmpty: Bool
    let closuresPath: String
    let queuePath: String
    let labelsPath: String
    let confirmPath: String
    let draftsPath: String
    /// How many changes came back.
    let returned: Text?
    /// The city's board of what nobody confirms, for whoever may see it.
    let boardPath: String?
    let translationsPath: String
    let listsPath: String
    let more: Text?
    var isHiddenFromSearchEngines: Bool { true }

    struct OrganizationView {
        let name: String
        let services: [ServiceView]
    }

    struct ServiceView {
        let name: Text
        let path: String
        let publicPath: String
        let historyPath: String
        let labelPath: String
        let status: Badge?
        let saturation: Text?
        let saturationPath: String
        let token: String
        let confirmed: Text
        let isLate: Bool
        let confirmPath: String
        let places: [PlaceLine]
    }

    struct PlaceLine {
        let name: String
        let hours: Text
        let path: String
        let isUnknown: Bool
    }

    static let formName = "work"
    static let most = 400

    /// - Parameter listings: in the order of their organizations and services.
    init(_ listings: [Listing], hasMore: Bool, seesBoard: Bool = false, returned: Int = 0, token: String, now: Instant, reader: Reader) {
        let words = reader.context.catalogue
        title = words("work.title")
        lead = words("work.lead")
        closuresPath = "/\(reader.context.language.tag)/work/closures"
        queuePath = "/\(reader.context.language.tag)/work/queue"
        labelsPath = "/\(reader.context.language.tag)/work/labels"
        confirmPath = "/\(reader.context.language.tag)/work/confirm"
        draftsPath = "/\(reader.context.language.tag)/work/drafts"
        self.returned = returned > 0 ? words("draft.returned", count: returned) : nil
        boardPath = seesBoard ? "/\(reader.context.language.tag)/work/freshness" : nil
        translationsPath = "/\(reader.context.language.tag)/work/translations"
        listsPath = "/\(reader.context.language.tag)/work/lists"
        let maker = Maker(token: token, now: now, reader: reader)
        let groups = Dictionary(grouping: listings, by: \.organization.id)
        organizations = groups.values.compactMap { group in
            group.first.map { OrganizationView(name: $0.organization.name, services: maker.services(group)) }
        }.sorted { $0.name < $1.name }
        isEmpty = listings.isEmpty
        more = hasMore ? words("work.more", count: Self.most) : nil
    }

    private struct Maker {
        let token: String
        let now: Instant
        let reader: Reader

        func services(_ listings: [Listing]) -> [ServiceView] {
            let services = Dictionary(grouping: listings, by: \.service.id)
            return services.values.compactMap { $0.first.map { view($0, of: services[$0.service.id] ?? []) } }
                .sorted { ($0.isLate ? 0 : 1, $0.name.plain, $0.path) < ($1.isLate ? 0 : 1, $1.name.plain, $1.path) }
        }

        private func view(_ listing: Listing, of listings: [Listing]) -> ServiceView {
            let words = reader.context.catalogue
            let service = listing.service
            let root = "/\(reader.context.language.tag)"
            let today = reader.snapshot.local(now).day
            let freshness = reader.snapshot.freshness(of: service, today: today)
            return ServiceView(
                name: reader.text(service.name) ?? Text(listing.organization.name, in: .french),
                path: "\(root)/work/services/\(service.id)", publicPath: "\(root)/services/\(service.id)",
                historyPath: "\(root)/work/services/\(service.id)/history", labelPath: "\(root)/work/services/\(service.id)/label",
                status: Badge(status: service.status, catalogue: words),
                saturation: service.saturation.flatMap { $0.until > now ? words("service.\($0.level.rawValue)") : nil },
                saturationPath: "\(root)/work/services/\(service.id)/saturation", token: token,
                confirmed: freshness.checkedOn.map { words("work.confirmed", ["date": reader.context.formats.day($0).plain]) }
                    ?? words("work.never_confirmed"),
                isLate: freshness.isLate, confirmPath: "\(root)/work/services/\(service.id)/confirm",
                places: listings.map { place($0, root) })
        }

        private func place(_ listing: Listing, _ root: String) -> PlaceLine {
            let hours = listing.place.hours
            return PlaceLine(
                name: listing.location.name ?? listing.location.address?.street
                    ?? reader.areaName(listing.location.areaCode)?.plain ?? listing.organization.name,
                hours: hours.map { Text($0, in: .english) } ?? reader.context.catalogue("hours.unknown"),
                path: "\(root)/work/places/\(listing.place.id)/hours", isUnknown: hours == nil)
        }
    }
}
