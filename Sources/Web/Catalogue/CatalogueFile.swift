import Core

/// One language's strings with their state, checked against the English they translate.
struct CatalogueFile: Sendable {
    struct Entry: Sendable {
        let line: Int
        /// English as it was when this was translated; two for what counts.
        let source: [String]
        /// One form, or one per plural category; empty when not translated yet.
        let forms: [Message]
        let state: TranslationState
        var isPlural: Bool { source.count == 2 }
    }

    let language: Language
    let entries: [String: Entry]

    init(_ object: PortableObject, language: Language) throws {
        self.language = language
        let rule = PluralRule(language)
        let written = object.header["Plural-Forms"] ?? ""
        guard written.filter({ !$0.isWhitespace }) == rule.header.filter({ !$0.isWhitespace }) else {
            throw object.refusal("Plural-Forms of \(language) must be “\(rule.header)”, not “\(written)”", line: 1)
        }
        guard object.header["Language"] == language.tag.replacing("-", with: "_") || object.header["Language"] == language.tag else {
            throw object.refusal("the header must say “Language: \(language.tag)”", line: 1)
        }
        let usual = try Self.usualState(object, language)
        var entries: [String: Entry] = [:]
        for entry in object.entries {
            guard let key = entry.context, Self.isKey(key) else {
                throw object.refusal("msgctxt must be a key such as “find.open_until”", line: entry.line)
            }
            guard entries[key] == nil else { throw object.refusal("\(key) is there twice", line: entry.line) }
            entries[key] = try Self.entry(entry, in: object, language, rule, usual)
        }
        self.entries = entries
    }

    private static func entry(
        _ entry: PortableObject.Entry, in object: PortableObject, _ language: Language, _ rule: PluralRule, _ usual: TranslationState
    ) throws -> Entry {
        let source = [entry.source, entry.sourcePlural].compactMap(\.self)
        guard source.allSatisfy({ !$0.isEmpty }) else {
            throw object.refusal("msgid is the English text; it cannot be empty", line: entry.line)
        }
        let expected = source.count == 2 ? rule.categories.count : 1
        var forms = (0..<expected).map { entry.translations[$0] ?? "" }
        guard entry.translations.keys.allSatisfy({ $0 < expected }) else {
            throw object.refusal("\(language) has \(expected) plural forms, numbered from 0", line: entry.line)
        }
        if language == .english { forms = zip(forms, source).map { $0.isEmpty ? $1 : $0 } }
        if forms.allSatisfy(\.isEmpty) { return Entry(line: entry.line, source: source, forms: [], state: .machine) }
        guard !forms.contains("") else { throw object.refusal("every plural form needs its text, or none", line: entry.line) }
        let messages = forms.compactMap(Message.init)
        guard messages.count == forms.count else {
            throw object.refusal("braces must hold a lower-case name, as in {count}", line: entry.line)
        }
        let state = entry.isFuzzy ? .outdated : try state(of: entry, in: object) ?? usual
        return Entry(line: entry.line, source: source, forms: messages, state: state)
    }

    /// What the header's `X-State` says of entries that say nothing; never better than a draft without it.
    private static func usualState(_ object: PortableObject, _ language: Language) throws -> TranslationState {
        guard let written = object.header["X-State"] else { return .machine }
        guard let state = TranslationState(rawValue: written) else {
            throw object.refusal("X-State is machine, human or reviewed, not “\(written)”", line: 1)
        }
        return state
    }

    private static func state(of entry: PortableObject.Entry, in object: PortableObject) throws -> TranslationState? {
        guard let comment = entry.comments.first(where: { $0.hasPrefix("# state:") }) else { return nil }
        let word = comment.dropFirst("# state:".count).trimmed
        guard let state = TranslationState(rawValue: word) else {
            throw object.refusal("state is machine, human, reviewed or outdated, not “\(word)”", line: entry.line)
        }
        return state
    }

    private static func isKey(_ key: String) -> Bool {
        let parts = key.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count >= 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
            }
    }
}
