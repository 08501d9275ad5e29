import Core
import Foundation
import Web

/// What somebody asks to have printed: the same order gives the same paper as long as nothing changes.
package struct PaperOrder: Hashable, Sendable {
    package let subject: Subject
    package let language: Language
    /// Stands under the reader's words, so that staff can point; nil where both would be the same.
    let companion: Language?

    package enum Subject: Hashable, Sendable {
        /// A4, to hand out: who offers a theme in an area, and when in seven days from the given one.
        case flyer(theme: String, area: String, from: Day)
        /// A5, to keep: sheets and services of a theme, of an area, or of a theme in an area.
        case guide(theme: String?, area: String?)
        /// A4, for the door of a service.
        case poster(service: String)
        /// A6, for one person: where to go, with room to write when.
        case card(service: String)
        /// A4, to stick where people wait: a code a theme, of an area or of the whole city.
        case stickers(area: String?)
    }

    /// What there is to choose from.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case flyer, guide, poster, card, stickers
    }

    package var kind: Kind {
        switch subject {
        case .flyer: .flyer
        case .guide: .guide
        case .poster: .poster
        case .card: .card
        case .stickers: .stickers
        }
    }

    /// `flyer-eat-75118-ar.pdf`
    package var fileName: String {
        let parts: [String?] =
            switch subject {
            case .flyer(let theme, let area, _): [theme, area]
            case .guide(let theme, let area): [theme, area]
            case .poster(let service), .card(let service): [service]
            case .stickers(let area): [area]
            }
        return ([kind.rawValue] + parts.compactMap(\.self) + [language.tag]).joined(separator: "-") + ".pdf"
    }
}

/// What an address or a command says of an order, before it is understood.
package struct PaperWish: Codable, Hashable, Sendable {
    package var theme: String?
    package var area: String?
    package var service: String?
    package var companion: String?
    /// The first day of a flyer.
    package var from: String?

    package init(
        theme: String? = nil, area: String? = nil, service: String? = nil, companion: String? = Language.french.tag, from: String? = nil
    ) {
        self.theme = theme
        self.area = area
        self.service = service
        self.companion = companion
        self.from = from
    }
}

extension PaperPress {
    /// Understands a wish.
    ///
    /// - Throws: a `Refusal` that names the values there are.
    package func order(_ kind: PaperOrder.Kind, _ wish: PaperWish, in language: Language) throws(Refusal) -> PaperOrder {
        guard let snapshot = directory.current else { throw Refusal("there is no city yet; load a city pack first (parvis import pack)") }
        let theme = try wish.theme.map { theme throws(Refusal) in try Self.theme(theme, snapshot) }
        let area = try wish.area.map { area throws(Refusal) in try Self.area(area, snapshot) }
        let companion = try wish.companion.map { tag throws(Refusal) in try self.language(tag) }
        let subject: PaperOrder.Subject
        switch kind {
        case .flyer:
            // What is missing is refused as what is not known: with the values there are.
            subject = .flyer(
                theme: try Self.theme(theme ?? "", snapshot), area: try Self.area(area ?? "", snapshot),
                from: try FlyerWeek.first(wish.from, today: snapshot.local(directory.now()).day))
        case .guide:
            guard theme != nil || area != nil else { throw Refusal("a guide needs a theme, an area or both", at: .init(field: "theme")) }
            subject = .guide(theme: theme, area: area)
        case .poster: subject = .poster(service: try Self.service(wish))
        case .card: subject = .card(service: try Self.service(wish))
        case .stickers: subject = .stickers(area: area)
        }
        return PaperOrder(
            subject: subject, language: language, companion: companion?.primarySubtag == language.primarySubtag ? nil : companion)
    }

    /// The language of a tag.
    ///
    /// - Throws: a `Refusal` that names those there are.
    package func language(_ tag: String) throws(Refusal) -> Language {
        if let language = catalogues.language(tag: tag) { return language }
        let tags = catalogues.languages.map(\.tag).joined(separator: ", ")
        throw Refusal("“\(tag)” is no language of this Parvis; use \(tags)", at: .init(field: "lang"))
    }

    private static func theme(_ theme: String, _ snapshot: DirectorySnapshot) throws(Refusal) -> String {
        let themes = snapshot.taxonomy.terms(of: .theme).map(\.id)
        if themes.contains(theme) { return theme }
        throw Refusal("“\(theme)” is no theme; use \(themes.joined(separator: ", "))", at: .init(field: "theme"))
    }

    /// - Returns: the INSEE code of what may be a postal code.
    private static func area(_ area: String, _ snapshot: DirectorySnapshot) throws(Refusal) -> String {
        if let known = snapshot.territory.area(area) { return known.code }
        let areas = snapshot.territory.areas.map { $0.aliases.first ?? $0.code }.joined(separator: ", ")
        throw Refusal("“\(area)” is no area of this city; use \(areas)", at: .init(field: "area"))
    }

    private static func service(_ wish: PaperWish) throws(Refusal) -> String {
        if let service = wish.service, UUID(uuidString: service) != nil { return service.lowercased() }
        throw Refusal(
            "“\(wish.service ?? "")” is no service; give its identifier, as in the address of its page", at: .init(field: "service"))
    }
}

/// The seven days of a flyer.
struct FlyerWeek: Hashable, Sendable {
    let from: Day

    static let days = 7
    /// Hours further away are not known well enough to be printed.
    static let furthest = 60

    var lastDay: Day { from.advanced(by: Self.days - 1) }

    static func first(_ text: String?, today: Day) throws(Refusal) -> Day {
        guard let text, !text.isEmpty else { return today }
        guard let day = Day(text) else { throw Refusal("“\(text)” is no day; write it as 2026-11-29", at: .init(field: "from")) }
        guard (0...furthest).contains(today.distance(to: day)) else {
            throw Refusal("a flyer begins between today, \(today), and \(furthest) days later", at: .init(field: "from"))
        }
        return day
    }
}
