/// Days after which the team of a service is asked whether its page is still right: data of the city pack.
package struct FreshnessRhythm: Codable, Hashable, Sendable {
    /// For a theme that is not named.
    package let days: Int
    /// By theme.
    package let themes: [String: Int]

    package init(days: Int, themes: [String: Int] = [:]) {
        self.days = days
        self.themes = themes
    }

    /// Of a city whose pack does not say.
    static let standard = FreshnessRhythm(days: 90)

    /// The shortest of the themes of what a service offers.
    func days(ofThemes names: [String]) -> Int { names.map { themes[$0] ?? days }.min() ?? days }
}
