import Core

/// Words on paper in one language, which decides their letters and their direction.
package struct PrintText: Hashable, Sendable {
    package let text: String
    package let language: Language

    package init(_ text: String, in language: Language) {
        self.text = text
        self.language = language
    }

    /// Hours, telephone numbers, addresses on the web: the same in every language, and always from left to right.
    package static func figures(_ text: String) -> PrintText { PrintText(text, in: .english) }
}

/// What a text is on its page: its size, its weight and, for whoever hears the page read aloud, its place in the structure.
package enum PrintStyle: String, Sendable, CaseIterable {
    case display, title, heading, entry, large, body, small, figures

    /// In points, on A4.
    var size: Double {
        switch self {
        case .display: 34
        case .title: 22
        case .heading, .large: 14
        case .entry: 10.5
        case .body: 9.5
        case .small: 7.5
        case .figures: 8.5
        }
    }

    var isBold: Bool { self == .display || self == .title || self == .heading || self == .entry }

    /// The tag of PDF's structure tree.
    var tag: String {
        switch self {
        case .display, .title: "H1"
        case .heading: "H2"
        case .entry: "H3"
        case .large, .body, .small, .figures: "P"
        }
    }
}
