import Core
import Hummingbird

/// Every component with its examples, printed from the same templates as the pages.
struct StyleguidePage: Page {
    static let template = "styleguide"

    struct Shown {
        let name: String
        let html: Markup
    }

    let title: Text
    let components: [Shown]
    var isHiddenFromSearchEngines: Bool { true }
    var scripts: [String] { ["js/copy.js"] }

    init(views: Views, context: AppContext) throws {
        title = Text("Style guide", in: .english, isFallback: context.language != .english)
        components = try ComponentExample.all(context, views: views).map { example in
            Shown(name: example.name, html: try views.component(example.name, example.value, context))
        }
    }
}

extension Views {
    /// One component's HTML.
    package func component(_ name: String, _ value: any Sendable, _ context: AppContext) throws -> Markup {
        Markup(try templates.render("components/\(name)", values(of: value, context)))
    }
}

extension RouterMethods where Context == AppContext {
    /// `/{lang}/styleguide`
    @discardableResult
    package func addStyleguide(views: Views) -> Self {
        get("{language}/styleguide") { _, context in
            guard context.isLanguageExplicit else { throw HTTPError(.notFound) }
            return try views.html(StyleguidePage(views: views, context: context), context)
        }
    }
}
