/// One text in several languages, each with the state of its translation.
package struct LocalizedText: Hashable, Sendable {
    package private(set) var versions: [Language: Version]

    package struct Version: Hashable, Sendable, Codable {
        package let text: String
        /// How it was made; a translation whose source changed since is outdated all the same: ask ``LocalizedText/state(in:)``.
        package let state: TranslationState
        /// The hash of the French text it was made from; nil where nobody noted it.
        package let source: String?

        package init(text: String, state: TranslationState, source: String? = nil) {
            self.text = text
            self.state = state
            self.source = source
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

    /// - Parameter source: the hash of the French text a translation was made from.
    package mutating func set(_ text: String, state: TranslationState, in language: Language, source: String? = nil) {
        versions[language] = text.isEmpty ? nil : Version(text: text, state: state, source: source)
    }

    /// The language the others are translated from.
    package static let source = Language.french

    /// What a translation notes of its source, to know later whether it changed.
    package static func hash(_ text: String) -> String { nameBasedUUID("text", text) }

    /// How far the version in one language can be trusted; nil when there is none.
    package func state(in language: Language) -> TranslationState? {
        guard let version = versions[language] else { return nil }
        guard language != Self.source, let made = version.source, let source = versions[Self.source] else { return version.state }
        return made == Self.hash(source.text) ? version.state : .outdated
    }

    /// The texts with their states and nothing else: what is told to others.
    package var told: LocalizedText {
        LocalizedText(
            Dictionary(
                uniqueKeysWithValues: versions.map { language, version in
                    (language, Version(text: version.text, state: state(in: language) ?? version.state))
                }))
    }

    /// The best version for a reader, with the language it is really in; nil when the text exists in no language.
    package func reading(in language: Language) -> Reading? {
        let candidates = language.preference + languages
        for candidate in candidates {
            if let version = versions[candidate] {
                return Reading(
                    text: version.text, language: candidate, state: state(in: candidate) ?? version.state, isFallback: candidate != language
                )
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
    /// `{"fr": {"text": "…", "state": "human"}, "en": {"text": "…", "state": "machine", "source": "…"}}`
    package init(from decoder: any Decoder) throws {
        versions = try decoder.singleValueContainer().decode([Language: Version].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(versions)
    }
}
