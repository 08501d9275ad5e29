import Core

/// What `layout.mustache` prints around every page.
struct LayoutPage {
    struct Link {
        let text: Text
        let path: String
    }

    let title: String
    let siteName: String
    let style: Markup
    let main: Markup
    let scripts: [String]
    let isHidden: Bool
    /// Where the choice of language leads, with the page to come back to.
    let languagesPath: String
    let links: [Link]
    /// The interface itself is a draft in this language.
    let draft: Text?
    let icon: String?

    init(_ page: some Page, main: String, views: Views, context: AppContext) {
        let name = views.site.name
        title = page.title.plain == name ? name : "\(page.title.plain) · \(name)"
        siteName = name
        style = Markup(views.style)
        self.main = Markup(main)
        scripts = page.scripts.map(views.assets.path)
        isHidden = page.isHiddenFromSearchEngines
        languagesPath = "/\(context.language.tag)/languages?to=" + percentEncoded(context.target)
        links = views.site.links.map { Link(text: context.catalogue($0.key), path: $0.path) }
        draft = context.catalogue.isDraft ? context.catalogue("layout.draft") : nil
        icon = views.assets.has("icon.svg") ? views.assets.path("icon.svg") : nil
    }
}

extension Catalogue {
    /// Most of the words there are in this language were translated by a machine.
    var isDraft: Bool { coverage.machine * 2 > coverage.total - coverage.missing }
}
