import Core

/// A city as its folder of data describes it: territory, words, organizations, sites, services, sources and rights sheets.
package struct CityPack: Sendable {
    package let info: Info
    package let territory: Territory
    package let taxonomy: Taxonomy
    package let sources: [Source]
    package let records: DirectoryRecords
    /// In the order they are shown.
    package let sheets: [Sheet]
    package let schoolHolidays: SchoolHolidays
    /// Nil in a city without a label.
    package let label: CityLabel?
    package let freshness: FreshnessRhythm?
    /// What was taken but is worth a look.
    package let warnings: [ImportIssue]

    /// What `pack.yaml` says.
    package struct Info: Codable, Hashable, Sendable {
        package let id: String
        package let name: LocalizedText
        /// ISO 3166-1 alpha-2.
        package let country: String
        package let timeZone: String
        /// French school holidays: A, B or C.
        package let schoolZone: String?
        package let defaultLanguage: Language
        package let licence: String
        package let languages: [Language]

        /// The `source` of the provenance of every record of the pack.
        package var source: String { "pack:\(id)" }
    }

    /// Where facts come from.
    package struct Source: Codable, Hashable, Sendable, Identifiable {
        package let id: String
        package let title: String
        package let publisher: String
        package let url: String?
        /// Year, month or day, as precisely as it is known.
        package let date: String?
        /// Day it was read.
        package let read: Day?
        package let licence: String?
    }

    /// Everything wrong with a pack, so that it can be put right in one go. Nothing of it was taken.
    package struct Problems: Error, CustomStringConvertible {
        package let refusals: [Refusal]

        package var description: String { refusals.map(\.description).joined(separator: "\n") }
    }

    /// Reads the folder of a pack; checks every reference.
    package static func read(folder: String) throws(Problems) -> CityPack {
        var reader = CityPackReader(folder: PackFolder(path: folder))
        return try reader.pack()
    }
}
