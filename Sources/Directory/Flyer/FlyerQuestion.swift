import Core
import Web

/// Which flyer: a theme, an area, a language to read, another one for whoever points at it, and a week.
package struct FlyerQuestion: Hashable, Sendable {
    package let theme: String
    /// INSEE code.
    package let area: String
    package let language: Language
    /// Stands under the reader's words, so that staff can point; nil where both would be the same.
    let companion: Language?
    /// The first of seven days.
    let from: Day

    /// - Throws: a `Refusal` that names the values there are.
    init(theme: String, area: String, language: Language, companion: Language?, from: Day?, today: Day, in snapshot: DirectorySnapshot)
        throws(Refusal)
    {
        let themes = snapshot.taxonomy.terms(of: .theme).map(\.id)
        guard themes.contains(theme) else {
            throw Refusal("“\(theme)” is no theme; use \(themes.joined(separator: ", "))", at: .init(field: "theme"))
        }
        guard let known = snapshot.territory.area(area) else {
            let areas = snapshot.territory.areas.map { $0.aliases.first ?? $0.code }.joined(separator: ", ")
            throw Refusal("“\(area)” is no area of this city; use \(areas)", at: .init(field: "area"))
        }
        let from = from ?? today
        guard (0...Self.furthest).contains(today.distance(to: from)) else {
            throw Refusal("a flyer begins between today, \(today), and \(Self.furthest) days later", at: .init(field: "from"))
        }
        self.theme = theme
        self.area = known.code
        self.language = language
        self.companion = companion?.primarySubtag == language.primarySubtag ? nil : companion
        self.from = from
    }

    /// Hours further away are not known well enough to be printed.
    static let furthest = 60
    static let days = 7

    var lastDay: Day { from.advanced(by: Self.days - 1) }
}
