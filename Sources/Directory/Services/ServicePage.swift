import Core
import Web

/// One service: what, for whom, when, where, on which conditions, how fresh and from whom.
struct ServicePage: Page {
    static let template = "directory/service"

    let title: Text
    let back: String
    let organizationLine: Text
    let status: Badge?
    let alert: Text?
    let description: Text?
    let needs: Terms?
    let audiences: Terms?
    let hasAudience: Bool
    let ages: Text?
    let label: Bool
    let saturation: Text?
    let conditions: Terms?
    let conditionsText: Text?
    let process: Text?
    let hasConditions: Bool
    let documents: [Text]
    let hasDocuments: Bool
    let cost: Text?
    let costText: Text?
    let hasCost: Bool
    let languages: String?
    let interpretation: Text?
    let hasLanguages: Bool
    let contacts: [ContactView]
    let hasContacts: Bool
    /// The place to go to first, and the others from near to far.
    let nearest: PlaceView
    let others: [PlaceView]
    let hasOthers: Bool
    let provenance: ProvenanceView
    let share: ShareLinks
    let showStaff: String
    /// What can be printed of it.
    let poster: String
    let card: String
    let feedback: FeedbackForm
    let professional: ProfessionalView?
    let scripts = ["js/copy.js"]

    init(
        _ listings: [Listing], query: FindQuery, form: FeedbackForm, visitors: (count: Int, last: Instant?) = (0, nil),
        address: String, now: Instant, in snapshot: DirectorySnapshot,
        context: AppContext
    ) throws {
        let listing = listings[0]
        let service = listing.service
        let words = context.catalogue
        let reader = Reader(snapshot: snapshot, context: context)
        title = reader.text(service.name) ?? Text(listing.organization.name, in: .french)
        back = query.path("/\(context.language.tag)/find")
        organizationLine = words("service.by", ["organization": listing.organization.name])
        status = Badge(status: service.status, catalogue: words)
        alert = reader.text(service.alert)
        description = reader.text(service.description)
        needs = reader.terms(service.needs)
        audiences = reader.terms(service.audiences + service.situations)
        ages = Self.ages(service, words)
        hasAudience = audiences != nil || ages != nil
        label = service.label?.holds(on: snapshot.local(now).day) == true
        saturation = service.saturation.flatMap { $0.until > now ? words("service.\($0.level.rawValue)") : nil }
        conditions = reader.terms(service.conditions)
        conditionsText = reader.text(service.conditionsText)
        process = reader.text(service.applicationProcess)
        hasConditions = conditions != nil || conditionsText != nil || process != nil
        documents = service.documents.compactMap(reader.text)
        hasDocuments = !documents.isEmpty
        cost = service.cost.kind.map { words("service.\($0.rawValue)") }
        costText = reader.text(service.cost.text)
        hasCost = cost != nil || costText != nil
        languages = service.languages.isEmpty ? nil : service.languages.map(\.endonym).joined(separator: ", ")
        interpretation = service.interpretation.isEmpty ? nil : reader.text(service.interpretation) ?? words("service.interpreter")
        hasLanguages = languages != nil || interpretation != nil
        contacts = ContactView.all(of: listing, words: words)
        hasContacts = !contacts.isEmpty
        let from = StartingPoint.of(query, in: snapshot, context: context).point?.coordinate
        let places = Self.sorted(listings, from: from)
        nearest = PlaceView(places[0], from: from, hasMap: true, now: now, reader: reader)
        others = places.dropFirst().map { PlaceView($0, from: from, hasMap: false, now: now, reader: reader) }
        hasOthers = !others.isEmpty
        provenance = ProvenanceView(service, visitors: visitors, now: now, reader: reader)
        share = try ShareLinks(address: address, title: title.plain, in: words)
        showStaff = "/\(context.language.tag)/services/\(service.id)/show"
        let printed = "/\(context.language.tag)/print/"
        poster = printed + "poster?service=\(service.id)"
        card = printed + "card?service=\(service.id)"
        feedback = form
        professional = ProfessionalView(service.id, of: service.organizationID, service.professional, context: context)
    }

    /// From near to far where one knows from where, as they are stored otherwise.
    private static func sorted(_ listings: [Listing], from place: Coordinate?) -> [Listing] {
        guard let place else { return listings }
        func distance(_ listing: Listing) -> Double { listing.location.coordinate.map(place.distance) ?? .infinity }
        return listings.sorted { (distance($0), $0.place.id) < (distance($1), $1.place.id) }
    }

    private static func ages(_ service: Service, _ words: Catalogue) -> Text? {
        switch (service.minimumAge, service.maximumAge) {
        case (nil, nil): nil
        case (let from?, nil): words("service.age_from", ["from": String(from)])
        case (nil, let to?): words("service.age_to", ["to": String(to)])
        case (let from?, let to?): words("service.ages", ["from": String(from), "to": String(to)])
        }
    }
}

/// Gives texts and terms in the language of one reader.
struct Reader {
    let snapshot: DirectorySnapshot
    let context: AppContext

    func text(_ text: LocalizedText) -> Text? { text.reading(in: context.language).map { Text($0) } }

    func terms(_ ids: [String]) -> Terms? {
        Terms(
            ids.compactMap { id in
                guard let term = snapshot.taxonomy[id], let label = text(term.label) else { return nil }
                return Terms.Term(label, term.pictogram.map(Pictogram.init))
            })
    }

    /// A name or an address as the city's sources write it, which no one translates.
    func asWritten(_ name: String) -> Text {
        let language = snapshot.city.defaultLanguage
        return Text(name, in: language, isFallback: language.primarySubtag != context.language.primarySubtag)
    }

    func areaName(_ code: String?) -> Text? {
        code.flatMap(snapshot.territory.area).flatMap { text($0.name) }
    }
}

/// A number to call or an address to open.
struct ContactView {
    let path: String
    let text: Text
    let note: Text?

    static func all(of listing: Listing, words: Catalogue) -> [ContactView] {
        let service = listing.service
        let phones = service.phones.isEmpty ? listing.organization.phones : service.phones
        var contacts = phones.map { phone in
            ContactView(
                path: "tel:" + phone.number.filter { $0.isNumber || $0 == "+" }, text: words("service.call", ["number": phone.number]),
                note: phone.note.reading(in: words.language).map { Text($0) })
        }
        if let site = (service.website ?? listing.organization.website).flatMap(\.webAddress) {
            contacts.append(ContactView(path: site, text: words("service.website"), note: nil))
        }
        if let mail = service.email ?? listing.organization.email, mail.contains("@") {
            contacts.append(ContactView(path: "mailto:" + mail, text: words("service.mail"), note: nil))
        }
        return contacts
    }
}
