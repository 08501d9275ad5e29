import Core
import Web

/// Turns a sheet's text into HTML: `[[source]]` becomes a numbered citation, `need:shower` a search.
struct SheetMarkup {
    let sheet: Sheet
    /// `/fr`
    let root: String
    /// What follows a citation whose source could not be read.
    let unverified: String

    func html(_ markdown: String) throws -> Markup {
        let linked = markdown.replacing(#/\]\(need:([a-z0-9-]+)\)/#) { match in "](\(root)/find?need=\(match.output.1))" }
            .replacing(#/\]\(theme:([a-z0-9-]+)\)/#) { match in "](\(root)/find?theme=\(match.output.1))" }
            .replacing(#/\]\(sheet:([a-z0-9-]+)\)/#) { match in "](\(root)/sheets/\(match.output.1))" }
        let rendered = try Markdown.html(linked, headingsFrom: 1).html
        return Markup(
            rendered.replacing(#/\[\[([a-z0-9-]+)\]\](\s*[(（])?/#) { match in
                citation(String(match.output.1), saysItself: match.output.2 != nil) + (match.output.2 ?? "")
            })
    }

    /// The text for paper: a citation is the number of its source in brackets.
    static func onPaper(_ markdown: String, _ sheet: Sheet) -> String {
        markdown.replacing(#/\[\[([a-z0-9-]+)\]\]/#) { match in
            sheet.sources.firstIndex { $0.id == match.output.1 }.map { " (\($0 + 1))" } ?? ""
        }
    }

    /// - Parameter saysItself: the text goes on with a remark of its own, in its own language.
    private func citation(_ id: String, saysItself: Bool) -> String {
        guard let number = sheet.sources.firstIndex(where: { $0.id == id }) else { return "" }
        let note = sheet.sources[number].isChecked || saysItself ? "" : " <small>(\(escapedHTML(unverified)))</small>"
        return "<sup><a href=\"#source-\(id)\">\(number + 1)</a></sup>\(note)"
    }
}
