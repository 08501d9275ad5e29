import Core
import Web

/// Where the data comes from, and how far the translations are.
struct AboutPage: Page {
    static let template = "directory/about"

    let title: Text
    let lead: Text
    let sources: [SourceView]
    let languages: [Progress]
    let count: Text
    let licence: String?

    struct SourceView {
        let title: String
        let publisher: String?
        let url: String?
        let readOn: Text?
    }

    struct Progress {
        let language: Language
        let text: Text
    }

    /// The catalogue's areas that somebody without an account reads; what professionals read would say nothing to them.
    static let publicAreas: Set<String> = [
        "about", "error", "fact", "feedback", "find", "form", "format", "home", "hours", "join", "layout", "missing", "notice", "place",
        "print", "service", "share", "sheet", "show",
    ]

    init(_ snapshot: DirectorySnapshot, catalogues: Catalogues, context: AppContext) {
        let words = context.catalogue
        title = words("about.title")
        lead = words("about.lead", ["city": snapshot.city.name.reading(in: context.language)?.text ?? ""])
        sources = snapshot.city.sources.map { source in
            SourceView(
                title: source.title, publisher: source.publisher, url: source.url?.webAddress,
                readOn: source.readOn.map { words("sheet.read_on", ["date": context.formats.day($0).plain]) })
        }
        languages = Language.all.map { language in
            let coverage = catalogues[language].coverage(of: Self.publicAreas)
            let share = 100 * (coverage.total - coverage.missing) / max(1, coverage.total)
            let read = 100 * (coverage.total - coverage.missing - coverage.machine) / max(1, coverage.total)
            return Progress(language: language, text: words("about.translated", ["share": String(share), "reviewed": String(read)]))
        }
        count = words("find.count", count: snapshot.count)
        licence = snapshot.city.licence
    }
}
