import Core
import Web

/// The first page: what do you need? Pictograms and words, in the reader's language.
struct HomePage: Page {
    static let template = "directory/home"

    let title: Text
    let action: String
    let needs: [NeedLink]
    let calls: [CallView]
    let hasCalls: Bool
    let sheets: [SheetsPage.Entry]
    let sheetsPath: String
    let missing: String
    let languages: [LanguageLink]

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
        needs = snapshot.taxonomy.terms(of: .theme).compactMap { term -> NeedLink? in
            guard let label = term.label.reading(in: context.language) else { return nil }
            return NeedLink(FindQuery(themes: [term.id]).path(root + "/find"), Text(label), term.pictogram.map(Pictogram.init))
        }
        self.calls = calls
        hasCalls = !calls.isEmpty
        sheets = Array(SheetsPage(snapshot, context: context).sheets.prefix(4))
        sheetsPath = root + "/sheets"
        missing = root + "/missing"
        languages = Language.all.filter { $0 != context.language }.map { LanguageLink($0, path: "") }
    }
}
