import Core
import Web

/// One rights sheet with its sources and the state of its translation.
struct SheetPage: Page {
    static let template = "directory/sheet"

    let title: Text
    let summary: Text
    /// What the text is really written in, which may not be the reader's.
    let textLanguage: Language
    let body: Markup
    let notice: Text?
    let sources: [SourceView]
    let languages: [LanguageLink]

    struct SourceView {
        let anchor: String
        let number: String
        let title: String
        let publisher: String?
        let legal: String?
        let url: String?
        let readOn: Text?
        let isUnverified: Bool
    }

    /// Nil for a sheet without any text.
    init?(_ sheet: Sheet, in snapshot: DirectorySnapshot, context: AppContext) throws {
        guard let (version, language) = sheet.reading(in: context.language) else { return nil }
        let words = context.catalogue
        let isFallback = language != context.language
        title = Text(version.title, in: language, state: version.state, isFallback: isFallback)
        summary = Text(version.summary, in: language, state: version.state, isFallback: isFallback)
        textLanguage = language
        body = try SheetMarkup(sheet: sheet, root: "/\(context.language.tag)", unverified: words("sheet.unverified").plain).html(
            version.markdown)
        notice = Self.notice(version.state, isFallback: isFallback, words)
        sources = sheet.sources.enumerated().map { number, source in
            SourceView(
                anchor: "source-\(source.id)", number: String(number + 1), title: source.title, publisher: source.publisher,
                legal: source.legal, url: source.url?.webAddress,
                readOn: source.read.map { words("sheet.read_on", ["date": context.formats.day($0).plain]) },
                isUnverified: !source.isChecked)
        }
        languages = Language.all.filter { $0 != language && sheet.texts[$0] != nil }.map { LanguageLink($0, path: "sheets/\(sheet.id)") }
    }

    private static func notice(_ state: TranslationState, isFallback: Bool, _ words: Catalogue) -> Text? {
        if isFallback { return words("sheet.missing") }
        switch state {
        case .machine: return words("notice.machine")
        case .outdated: return words("notice.outdated")
        case .human, .reviewed: return nil
        }
    }
}
