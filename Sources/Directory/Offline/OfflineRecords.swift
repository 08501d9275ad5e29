import Core

/// A text as a pack has it: the words alone where they are in the pack's language, else `[words, language]`.
struct OfflineText: Encodable, Sendable {
    private let words: String
    /// Nil: the pack's own.
    private let language: String?

    init?(_ text: LocalizedText, for language: Language) {
        guard let reading = text.reading(in: language) else { return nil }
        words = reading.text
        self.language = reading.isFallback ? reading.language.tag : nil
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let language { try container.encode([words, language]) } else { try container.encode(words) }
    }
}

/// What a list shows of one service at one location, beside its hours and its distance.
struct OfflineCard: Encodable {
    let name: OfflineText?
    let organization: String
    let place: String?
    let isExact: Bool
    let conditions: [String]
    let languages: [String]
    let label: Bool
    /// What a service that does not run says instead of its hours.
    let status: String?
    let isUnchecked: Bool
    let hours: String?

    init(_ card: Card, snapshot: DirectorySnapshot, language: Language) {
        let versions = card.name.map { (Language($0.key), LocalizedText.Version(text: $0.value, state: .human)) }
        name = OfflineText(LocalizedText(Dictionary(versions) { first, _ in first }), for: language)
        organization = card.organization
        place = card.address ?? card.area.flatMap { snapshot.territory.area($0)?.name.reading(in: language)?.text }
        isExact = card.exact
        conditions = card.conditions
        languages = card.languages.map(Language.nameOf)
        label = card.label
        status = card.status == .active ? nil : card.status.rawValue
        isUnchecked = card.checked == nil
        hours = card.hours
    }
}

/// What the page of a service says beside its list entry.
struct OfflineService: Encodable, Sendable {
    let id: String
    let description: OfflineText?
    let alert: OfflineText?
    let conditions: OfflineText?
    let process: OfflineText?
    let documents: [OfflineText]
    let phones: [String]
    let email: String?
    let website: String?
    let cost: String?

    init(_ listing: Listing, language: Language) {
        let service = listing.service
        id = service.id
        description = OfflineText(service.description, for: language)
        alert = OfflineText(service.alert, for: language)
        conditions = OfflineText(service.conditionsText, for: language)
        process = OfflineText(service.applicationProcess, for: language)
        documents = service.documents.compactMap { OfflineText($0, for: language) }
        phones = (service.phones + listing.organization.phones).map(\.number)
        email = service.email ?? listing.organization.email
        website = service.website ?? listing.organization.website
        cost = service.cost.kind?.rawValue
    }
}

/// An area or a named place: where somebody may start from.
struct OfflineArea: Encodable {
    let code: String
    let aliases: [String]?
    let name: OfflineText?
    let at: [Double]
}

/// A term of the taxonomy: how a filter is called.
struct OfflineTerm: Encodable {
    let id: String
    let facet: String
    let parent: String?
    let pictogram: String?
    let label: OfflineText?

    init(_ term: Taxonomy.Term, text: (LocalizedText) -> OfflineText?) {
        id = term.id
        facet = term.facet.rawValue
        parent = term.parentID
        pictogram = term.pictogram
        label = text(term.label)
    }
}

/// A rights sheet in the best language there is.
struct OfflineSheet: Encodable {
    let id: String
    let theme: String
    let language: String
    let title: String
    let summary: String
    let markdown: String

    /// Nil when the sheet exists in no language.
    init?(_ sheet: Sheet, language: Language) {
        let known = (language.preference + sheet.texts.keys.sorted()).first { sheet.texts[$0] != nil }
        guard let known, let text = sheet.texts[known] else { return nil }
        id = sheet.id
        theme = sheet.theme
        self.language = known.tag
        title = text.title
        summary = text.summary
        markdown = text.markdown
    }
}

/// A short number that anybody can call from anywhere.
struct OfflineCall: Encodable {
    let number: String
    let name: OfflineText?
    let service: String
}
