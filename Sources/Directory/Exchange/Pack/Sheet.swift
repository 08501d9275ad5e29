import Core
import Foundation

/// A rights sheet: what the law says about one step, in words people read, with the sources of every rule.
package struct Sheet: Codable, Hashable, Sendable, Identifiable {
    package let id: String
    /// A theme of the taxonomy.
    package let theme: String
    package let order: Int
    /// Situations of the taxonomy it concerns.
    package let situations: [String]
    /// `to-be-reviewed-by-a-lawyer`…
    package let review: String
    package let sources: [SheetSource]
    package let texts: [Language: SheetText]
}

/// What a rule of a sheet was read in.
package struct SheetSource: Codable, Hashable, Sendable, Identifiable {
    package let id: String
    package let title: String
    package let publisher: String?
    package let url: String?
    package let read: Day?
    /// The article: `CESEDA L554-1`.
    package let legal: String?
    /// Day of the version that was read.
    package let version: String?
    package let checked: Bool?
    package let note: String?
}

/// A sheet in one language.
package struct SheetText: Codable, Hashable, Sendable {
    package let title: String
    package let summary: String
    /// CommonMark; `[[source-id]]` after a rule names its source.
    package let markdown: String
    package let state: TranslationState

    /// What a translation notes of the French text it was made from (`source_hash`): when this no longer equals it, it is outdated.
    package var sourceHash: String { nameBasedUUID("sheet", [title, summary, markdown.trimmed].joined(separator: "\n")) }
}
