import Core

/// The city's label for places: its name, and what is checked before it is granted. Data of the city pack.
package struct CityLabel: Codable, Hashable, Sendable {
    package let name: LocalizedText
    package let criteria: [Criterion]
    /// False: the city has still to write criteria of its own, and pages say so.
    package let isComplete: Bool

    /// One thing that is checked on its own.
    package struct Criterion: Codable, Hashable, Sendable, Identifiable {
        package let id: String
        package let text: LocalizedText
        /// Title of the document it comes from.
        package let source: String?

        package init(id: String, text: LocalizedText, source: String? = nil) {
            self.id = id
            self.text = text
            self.source = source
        }
    }

    package init(name: LocalizedText, criteria: [Criterion], isComplete: Bool) {
        self.name = name
        self.criteria = criteria
        self.isComplete = isComplete
    }
}
