import Core

/// One right or one procedure, explained with its sources (S02).
package struct Sheet: Codable, Hashable, Sendable, Identifiable {
    package let id: String
    package let theme: String
    package let sources: [Source]
    package let texts: [Language: Version]

    /// The sheet in one language.
    package struct Version: Codable, Hashable, Sendable {
        package let title: String
        package let summary: String
        /// CommonMark; `[[source]]` cites, `need:shower` links to a search.
        package let markdown: String
        package let state: TranslationState

        package init(title: String, summary: String, markdown: String, state: TranslationState) {
            self.title = title
            self.summary = summary
            self.markdown = markdown
            self.state = state
        }
    }

    /// An official text a rule comes from.
    package struct Source: Codable, Hashable, Sendable {
        package let id: String
        package let title: String
        package let publisher: String?
        package let url: String?
        /// Article of law.
        package let legal: String?
        package let readOn: Day?
        /// False: the text could not be read; the sheet says so where it cites it.
        package let isChecked: Bool

        package init(id: String, title: String, publisher: String?, url: String?, legal: String?, readOn: Day?, isChecked: Bool) {
            self.id = id
            self.title = title
            self.publisher = publisher
            self.url = url
            self.legal = legal
            self.readOn = readOn
            self.isChecked = isChecked
        }
    }

    package init(id: String, theme: String, sources: [Source], texts: [Language: Version]) {
        self.id = id
        self.theme = theme
        self.sources = sources
        self.texts = texts
    }

    /// The version for a reader and the language it is really in.
    func reading(in language: Language) -> (version: Version, language: Language)? {
        for candidate in language.preference + texts.keys.sorted() {
            if let version = texts[candidate] { return (version, candidate) }
        }
        return nil
    }
}
