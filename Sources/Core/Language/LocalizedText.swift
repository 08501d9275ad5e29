/// One text in several languages, each with the state of its translation.
package struct LocalizedText: Hashable, Sendable {
    package private(set) var versions: [Language: Version]

    package struct Version: Hashable, Sendable, Codable {
        package let text: String
        package let state: TranslationState

        package init(text: String, state: TranslationState) {
            self.text = text
            self.state = state
        }
    }

    package init(_ versions: [Language: Version] = [:]) { self.versions = versions }

    /// A text somebody wrote in one language.
    package init(_ text: String, in language: Language) {
        versions = text.isEmpty ? [:] : [language: Version(text: text, state: .human)]
    }

    package var isEmpty: Bool { versions.isEmpty }

    /// The languages this text exists in, by tag, so that the order never depends on chance.
    package var languages: [Language] { versions.keys.sorted() }

    package subscript(language: Language) -> String? { versions[language]?.text }

    package mutating func set(_ text: String, state: TranslationState, in language: Language) {
        versions[language] = text.isEmpty ? nil : Version(text: text, state: state)
    }

    /// The best version for a reader, with the language it is really in; nil when the text exists in no language.
    package func reading(in language: Language) -> Reading? {
        let candidates = language.preference + languages
        for candidate in candidates {
            if let version = versions[candidate] {
                return Reading(text: version.text, language: candidate, state: version.state, isFallback: candidate != language)
            }
        }
        return nil
    }

    /// A text as one reader gets it.
    package struct Reading: Hashable, Sendable {
        package let text: String
        package let language: Language
        package let state: TranslationState
        /// The reader asked for another language: the page marks it and sets `lang` and `dir`.
        package let isFallback: Bool
    }
}

extension LocalizedText: Codable {
    /// `{"fr": {"text": "…", "state": "human"}}`
    package init(from decoder: any Decoder) throws {
        versions = try decoder.singleValueContainer().decode([Language: Version].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(versions)
    }
}
