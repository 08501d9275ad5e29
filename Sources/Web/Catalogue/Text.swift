import Core

/// A text as one reader gets it: the words, the language they are really in, and how far the translation is trusted.
///
/// In a template `{{name}}` marks a text in another language than the page with its own `lang` and `dir`; inside an
/// attribute write `{{name.plain}}`.
package struct Text: Hashable, Sendable, CustomStringConvertible {
    package let plain: String
    package let language: Language
    package let state: TranslationState
    /// The reader asked for another language.
    package let isFallback: Bool

    package init(_ plain: String, in language: Language, state: TranslationState = .human, isFallback: Bool = false) {
        self.plain = plain
        self.language = language
        self.state = state
        self.isFallback = isFallback
    }

    package init(_ reading: LocalizedText.Reading) {
        self.init(reading.text, in: reading.language, state: reading.state, isFallback: reading.isFallback)
    }

    package var description: String { plain }

    /// The same words in another shape, keeping their language and state.
    package func map(_ change: (String) -> String) -> Text {
        Text(change(plain), in: language, state: state, isFallback: isFallback)
    }
}

extension Language {
    /// `rtl` or `ltr` for a page in this language, pseudo-locales included.
    package var pageDirection: String { self == .pseudoMirrored ? "rtl" : direction }

    /// What `lang` says: pseudo-locales are English to a screen reader.
    package var htmlTag: String {
        switch self {
        case .pseudoAccented: "en-x-ploc"
        case .pseudoMirrored: "en-x-plocm"
        default: tag
        }
    }

    /// English with accents and about 40 % longer, to see what is not in the catalogue or does not fit.
    package static let pseudoAccented = Language("qps-ploc")
    /// English read from right to left, to see what does not mirror.
    package static let pseudoMirrored = Language("qps-plocm")
}
