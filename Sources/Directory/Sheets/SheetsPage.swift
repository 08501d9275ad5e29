import Core
import Web

/// The list of rights sheets.
struct SheetsPage: Page {
    static let template = "directory/sheets"

    let title: Text
    let sheets: [Entry]

    struct Entry {
        let path: String
        let title: Text
        let summary: Text
        let pictogram: Pictogram?
    }

    init(_ snapshot: DirectorySnapshot, context: AppContext) {
        title = context.catalogue("sheet.title")
        sheets = snapshot.sheets.compactMap { sheet in
            guard let (version, language) = sheet.reading(in: context.language) else { return nil }
            let isFallback = language != context.language
            return Entry(
                path: "/\(context.language.tag)/sheets/\(sheet.id)",
                title: Text(version.title, in: language, state: version.state, isFallback: isFallback),
                summary: Text(version.summary, in: language, state: version.state, isFallback: isFallback),
                pictogram: snapshot.taxonomy[sheet.theme]?.pictogram.map(Pictogram.init))
        }
    }
}
