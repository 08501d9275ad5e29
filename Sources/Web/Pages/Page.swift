import Core

/// Exactly what one template prints: texts, numbers and classes already prepared.
///
/// Every stored property is a name of the template: `String`, `Text`, `Bool`, `Int`, `Language`, `Markup`, `Pictogram`,
/// optionals and arrays of them, and structs of them. A nil or an empty array is a section that is not printed. Besides
/// its own, a template knows `t` (the catalogue: `{{t.find.title}}`), `language`, `direction` and `root` (`/fr`).
package protocol Page: Sendable {
    /// The file below `Templates/`, without its extension.
    static var template: String { get }
    /// What the tab, the history and a screen reader say first.
    var title: Text { get }
    /// ES modules below `Public/`, such as `js/place.js`; the page works without them.
    var scripts: [String] { get }
    /// Kept out of search engines: answers to forms, lists for one person.
    var isHiddenFromSearchEngines: Bool { get }
}

extension Page {
    package var scripts: [String] { [] }
    package var isHiddenFromSearchEngines: Bool { false }
}

/// HTML that is printed as it is, with three braces: made by us, never typed by anybody.
package struct Markup: Hashable, Sendable {
    package let html: String
    package init(_ html: String) { self.html = html }
}

/// A drawing of `Public/pictograms/<name>.svg`, put inside the page with three braces; nothing when it does not exist.
package struct Pictogram: Hashable, Sendable {
    package let name: String
    package init(_ name: String) { self.name = name }
}
