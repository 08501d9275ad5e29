import Core
import Web

/// What a guide says: the sheets and the places of a theme, of an area, or of a theme in an area.
struct Guide: Sendable {
    let theme: String?
    /// INSEE code.
    let area: String?
    let sheets: [Sheet]
    let chapters: [Chapter]
    /// Every place once, in the order of its number.
    let places: [Listing]

    /// The places of one theme.
    struct Chapter: Sendable {
        let theme: String
        /// Numbers on the map, from 1.
        let numbers: [Int]
    }

    /// More is no guide: nobody finds anything in it, and nobody carries it.
    static let mostPlaces = 400

    /// - Parameter found: the listings, in the order of a search.
    init(theme: String?, area: String?, found: [Listing], in snapshot: DirectorySnapshot) {
        self.theme = theme
        self.area = area
        let themes = theme.map { [$0] } ?? snapshot.taxonomy.terms(of: .theme).map(\.id)
        sheets = snapshot.sheets.filter { themes.contains($0.theme) }.sorted {
            (themes.firstIndex(of: $0.theme) ?? 0, $0.order, $0.id) < (themes.firstIndex(of: $1.theme) ?? 0, $1.order, $1.id)
        }
        var numbers: [String: Int] = [:]
        var places: [Listing] = []
        chapters = themes.compactMap { theme in
            let own = found.filter { snapshot.taxonomy.themes(of: $0.service.needs).contains(theme) }.sorted(by: Self.isBefore)
            for listing in own where numbers[listing.place.id] == nil {
                places.append(listing)
                numbers[listing.place.id] = places.count
            }
            return own.isEmpty ? nil : Chapter(theme: theme, numbers: own.compactMap { numbers[$0.place.id] })
        }
        self.places = places
    }

    /// By area, as somebody walks; those without one at the end.
    private static func isBefore(_ one: Listing, _ other: Listing) -> Bool {
        func key(_ listing: Listing) -> (String, String, String) {
            (listing.location.areaCode ?? "~", listing.organization.name, listing.place.id)
        }
        return key(one) < key(other)
    }
}
