extension Language {
    package static let french = Language("fr")
    package static let easyFrench = Language("fr-x-falc")
    package static let english = Language("en")

    /// The 23 languages of the interface, in the order the choice of language shows them.
    package static let all: [Language] = details.map { Language($0.tag) }

    /// The language's own name in its own script, so that its readers recognise it; the tag when it has no catalogue.
    package var endonym: String { Self.detail[tag]?.endonym ?? tag }

    /// Whether the script runs from right to left.
    package var isRightToLeft: Bool { Self.rightToLeft.contains(primarySubtag) }

    /// `rtl` or `ltr`, as HTML's `dir` wants it.
    package var direction: String { isRightToLeft ? "rtl" : "ltr" }

    /// Scripts whose letters stack or hang need taller lines (Nastaliq, Tibetan, Ethiopic).
    package var needsTallLines: Bool { ["ur", "bo", "ti", "am"].contains(primarySubtag) }

    /// Languages to show instead, best first, when a text is missing in this one.
    ///
    /// Dari and Persian readers understand each other's text; easy French readers read French; everybody falls back
    /// to English then French, except readers of a language of French-speaking West Africa, who get French first.
    package var fallbacks: [Language] {
        (Self.detail[tag]?.near ?? []).map(Language.init) + [.english, .french].filter { $0 != self }
    }

    /// Every language this text could be shown in, best first, beginning with itself.
    package var preference: [Language] {
        [self] + fallbacks
    }

    /// The first subtag: `fr` for `fr-x-falc`.
    package var primarySubtag: String { String(tag.prefix { $0 != "-" }) }

    private static let rightToLeft: Set<String> = ["ar", "ps", "prs", "fa", "ur", "he", "ckb", "yi", "sd", "ug", "dv"]
    private static let detail = Dictionary(uniqueKeysWithValues: details.map { ($0.tag, $0) })

    private static let details: [(tag: String, endonym: String, near: [String])] = [
        ("fr", "Français", []),
        ("fr-x-falc", "Français facile", ["fr"]),
        ("en", "English", []),
        ("ar", "العربية", []),
        ("ps", "پښتو", ["prs", "fa"]),
        ("prs", "دری", ["fa"]),
        ("fa", "فارسی", ["prs"]),
        ("ti", "ትግርኛ", []),
        ("am", "አማርኛ", []),
        ("so", "Soomaali", []),
        ("bn", "বাংলা", []),
        ("bo", "བོད་ཡིག", []),
        ("ur", "اردو", []),
        ("ru", "Русский", []),
        ("uk", "Українська", []),
        ("es", "Español", []),
        ("tr", "Türkçe", []),
        ("ka", "ქართული", []),
        ("sq", "Shqip", []),
        ("ff", "Pulaar", ["fr"]),
        ("snk", "Sooninkanxanne", ["fr"]),
        ("bm", "Bamanankan", ["fr"]),
        ("zh-Hans", "简体中文", []),
    ]
}
