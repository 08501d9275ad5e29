import Core

/// The interface's words for readers of one language, each with what is shown when it is missing there.
///
///     catalogue("find.title")
///     catalogue("find.count", count: 3)
///     catalogue("find.opens", ["time": "18:00"])
package struct Catalogue: Sendable {
    struct Entry: Sendable {
        let forms: [Message]
        let isPlural: Bool
        let language: Language
        let state: TranslationState
    }

    package let language: Language
    let entries: [String: Entry]
    /// How far this language's own words can be trusted.
    package let coverage: Coverage

    init(language: Language, entries: [String: Entry]) {
        self.language = language
        self.entries = entries
        coverage = Coverage(of: entries, in: language)
    }

    /// Before any catalogue is loaded: every lookup answers its key.
    package static let empty = Catalogue(language: .english, entries: [:])

    /// The text of a key; a key that no catalogue has answers itself, so that the gap is seen in every test.
    package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> Text {
        guard let entry = entries[key] else { return Text(key, in: language) }
        return text(entry, form: entry.forms.count - 1, values)
    }

    /// The text of a key for a number of things, which fills `{count}`.
    package func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> Text {
        guard let entry = entries[key] else { return Text(key, in: language) }
        let form = entry.isPlural ? PluralRule(entry.language).index(of: count) : 0
        return text(entry, form: form, values.merging(["count": grouped(count)]) { given, _ in given })
    }

    /// Whether some catalogue has the key.
    package func has(_ key: String) -> Bool { entries[key] != nil }

    /// How far the texts of some areas are translated; an area is what stands before the first dot of a key.
    package func coverage(of areas: Set<String>) -> Coverage {
        Coverage(of: entries.filter { key, _ in areas.contains(String(key.prefix { $0 != "." })) }, in: language)
    }

    package struct Coverage: Hashable, Sendable {
        package let missing: Int
        package let machine: Int
        package let outdated: Int
        package let total: Int

        init(of entries: [String: Entry], in language: Language) {
            let own = entries.values.filter { $0.language == language }
            missing = entries.count - own.count
            machine = own.count { $0.state == .machine }
            outdated = own.count { $0.state == .outdated }
            total = entries.count
        }
    }

    private func text(_ entry: Entry, form: Int, _ values: [String: String]) -> Text {
        let isolating = entry.language.pageDirection == "rtl"
        let plain = entry.forms[min(form, entry.forms.count - 1)].filled(with: values, isolating: isolating)
        return Text(plain, in: entry.language, state: entry.state, isFallback: entry.language != language)
    }
}

/// Latin digits, a narrow no-break space between thousands, in every language.
func grouped(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
    return (count < 0 ? "−" : "") + groups.reversed().joined(separator: "\u{202f}")
}
