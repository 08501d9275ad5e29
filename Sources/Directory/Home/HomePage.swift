import Core
import Web

/// The first page: what do you need? Pictograms and words, in the reader's language.
struct HomePage: Page {
    static let template = "directory/home"

    let title: Text
    let action: String
    let themes: [ThemeView]
    let calls: [CallView]
    let hasCalls: Bool
    let sheets: [SheetsPage.Entry]
    let sheetsPath: String
    let missing: String
    let languages: [LanguageLink]

    struct ThemeView {
        let path: String
        let text: Text
        let pictogram: Pictogram?
    }

    /// A free line one can call from anywhere.
    struct CallView {
        let path: String
        let number: String
        let name: Text
    }

    init(_ snapshot: DirectorySnapshot, calls: [CallView], context: AppContext) {
        let root = "/\(context.language.tag)"
        title = context.catalogue("home.title")
        action = root + "/find"
        themes = snapshot.taxonomy.terms(of: .theme).compactMap { term in
            guard let label = term.label.reading(in: context.language) else { return nil }
            return ThemeView(
                path: FindQuery(themes: [term.id]).path(root + "/find"), text: Text(label), pictogram: term.pictogram.map(Pictogram.init))
        }
        self.calls = calls
        hasCalls = !calls.isEmpty
        sheets = Array(SheetsPage(snapshot, context: context).sheets.prefix(4))
        sheetsPath = root + "/sheets"
        missing = root + "/missing"
        languages = Language.all.filter { $0 != context.language }.map { LanguageLink($0, path: "") }
    }
}

/// A language by its own name, leading to the same page in it.
struct LanguageLink {
    let path: String
    let language: Language

    /// - Parameter path: what follows the language in the address.
    init(_ language: Language, path: String) {
        self.path = "/\(language.tag)/\(path)"
        self.language = language
    }
}
