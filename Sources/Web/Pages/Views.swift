import Core
import Crypto
import Foundation
import HTTPTypes

/// Prints pages: their template inside the layout, in the reader's language.
package struct Views: Sendable {
    /// Who runs this Parvis, and the links under every page.
    package struct Site: Sendable {
        package let name: String
        /// CSS custom properties that replace ours, such as `--accent:#0a5`.
        package let tokens: String
        package let links: [Link]

        /// A link under every page: its catalogue key and its path below the language, such as `privacy`.
        package struct Link: Sendable {
            package let key: String
            package let path: String

            package init(key: String, path: String) {
                self.key = key
                self.path = path
            }
        }

        package init(name: String, tokens: String = "", links: [Link] = []) {
            self.name = name
            self.tokens = tokens
            self.links = links
        }
    }

    let templates: Templates
    package let assets: Assets
    let site: Site
    let style: String
    /// What the browser is told of the inline style, so that no other one runs.
    let contentSecurityPolicy: String

    /// Reads every template, the style and the pictograms.
    ///
    /// - Throws: a `Refusal` naming file and line; the server does not start on a page that could not be printed.
    package init(templates: URL, assets: Assets, catalogues: Catalogues, site: Site) throws {
        try catalogues.require(site.links.map(\.key))
        self.templates = try Templates(folder: templates, catalogue: catalogues[.english])
        self.assets = assets
        self.site = site
        guard let style = assets.text("style.css") else {
            throw Refusal("the style of every page is missing", at: .init(file: "Public/style.css"))
        }
        self.style = Self.compact(style + (site.tokens.isEmpty ? "" : ":root{\(site.tokens)}"))
        let hash = Data(SHA256.hash(data: Data(self.style.utf8))).base64EncodedString()
        contentSecurityPolicy = """
            default-src 'none'; style-src 'sha256-\(hash)'; script-src 'self'; img-src 'self'; connect-src 'self'; \
            manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
            """
    }

    /// A page as an answer.
    package func html(
        _ page: some Page, _ context: AppContext, status: HTTPResponse.Status = .ok, caching: HTML.Caching = .revalidated
    ) throws -> HTML {
        HTML(
            body: try render(page, context), status: status, language: context.language,
            caching: caching, contentSecurityPolicy: contentSecurityPolicy)
    }

    /// The page's HTML, layout included.
    func render(_ page: some Page, _ context: AppContext) throws -> String {
        let main = try templates.render(type(of: page).template, values(of: page, context))
        let layout = LayoutPage(page, main: main, views: self, context: context)
        return try templates.render("layout", values(of: layout, context))
    }

    /// The names a template can use: the page's own, and those every page has.
    func values(of page: Any, _ context: AppContext) -> [String: Any] {
        let values = TemplateValue(pictograms: assets.pictograms)
        var names = values.fields(of: Mirror(reflecting: page))
        names["t"] = PrintedCatalogue(catalogue: context.catalogue)
        names["language"] = values.of(context.language)
        names["direction"] = context.language.pageDirection
        names["root"] = "/\(context.language.tag)"
        return names
    }

    /// Without comments, indentation and line ends.
    private static func compact(_ style: String) -> String {
        style.replacing(#/\/\*[\s\S]*?\*\//#, with: "")
            .split(whereSeparator: \.isNewline).map(\.trimmed).joined()
            .replacing(": ", with: ":").replacing(" {", with: "{").replacing(", ", with: ",").replacing(";}", with: "}")
    }
}
