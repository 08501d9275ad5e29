import Core

/// What a node knows of its city besides the services: read from the city pack, kept in the database.
package struct CityProfile: Codable, Hashable, Sendable {
    /// Short name of the pack: `paris`.
    package let id: String
    package let name: LocalizedText
    /// IANA name of the time zone.
    package let zone: String
    package let defaultLanguage: Language
    package let licence: String?
    /// Titles and addresses of the sources of the pack, for the page about the data.
    package let sources: [Source]
    package let schoolZone: SchoolZone?
    package let schoolHolidays: SchoolHolidays
    /// What the slugs of data·inclusion are worth in the city's words, when they come in.
    package let dataInclusionImport: [String: [String]]
    /// Nil in a city without a label.
    package let label: CityLabel?
    /// How often a team is asked; nil in a city whose pack does not say.
    package let freshness: FreshnessRhythm?

    package struct Source: Codable, Hashable, Sendable {
        package let id: String
        package let title: String
        package let publisher: String?
        package let url: String?
        package let readOn: Day?

        package init(id: String, title: String, publisher: String?, url: String?, readOn: Day?) {
            self.id = id
            self.title = title
            self.publisher = publisher
            self.url = url
            self.readOn = readOn
        }
    }

    package init(
        id: String, name: LocalizedText, zone: String, defaultLanguage: Language, licence: String?, sources: [Source],
        schoolZone: SchoolZone? = nil, schoolHolidays: SchoolHolidays = SchoolHolidays(years: []),
        dataInclusionImport: [String: [String]] = [:], label: CityLabel? = nil, freshness: FreshnessRhythm? = nil
    ) {
        self.id = id
        self.name = name
        self.zone = zone
        self.defaultLanguage = defaultLanguage
        self.licence = licence
        self.sources = sources
        self.schoolZone = schoolZone
        self.schoolHolidays = schoolHolidays
        self.dataInclusionImport = dataInclusionImport
        self.label = label
        self.freshness = freshness
    }

    /// Public and school holidays of the city.
    var holidays: Holidays { Holidays(school: schoolHolidays, schoolZone: schoolZone) }
}
