import Core
import Hummingbird

/// The choice of language: each name in its own script, leading back to the page one came from.
package struct LanguagesPage: Page {
    package static let template = "languages"

    package let title: Text
    let languages: [LanguageLink]
    package var isHiddenFromSearchEngines: Bool { true }

    /// - Parameter target: what follows the language in the address of the page to come back to.
    package init(languages: [Language], target: String, context: AppContext) {
        title = context.catalogue("layout.languages")
        let target = Self.safe(target)
        self.languages = languages.map {
            LanguageLink($0, path: target, isCurrent: $0 == context.language)
        }
    }

    /// Only a path of ours: never another site, never longer than an address may be.
    package static func safe(_ target: String) -> String {
        let isOurs =
            target.utf8.count <= 2000 && !target.hasPrefix("/") && !target.hasPrefix("\\")
            && target.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\\" && $0 != "\u{7f}" }
        return isOurs ? target : ""
    }
}

extension RouterMethods where Context == AppContext {
    /// `/{lang}/languages?to=find%3Fq%3D…`
    @discardableResult
    package func addLanguageChoice(views: Views, catalogues: Catalogues) -> Self {
        get("{language}/languages") { request, context in
            guard context.isLanguageExplicit else { throw HTTPError(.notFound) }
            let target = request.uri.queryParameters["to"].map(String.init) ?? ""
            let page = LanguagesPage(languages: catalogues.languages, target: target, context: context)
            return try views.html(page, context)
        }
    }
}
