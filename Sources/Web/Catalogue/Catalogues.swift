import Core
import Foundation

/// The catalogues of every language, read once at boot from `Locales/<tag>.po`.
package struct Catalogues: Sendable {
    private let byLanguage: [Language: Catalogue]
    /// Languages a reader can choose, in the order the choice shows them.
    package let languages: [Language]

    /// Reads every language's file; a missing file is a language whose texts all fall back.
    ///
    /// - Parameter pseudo: also offer `qps-ploc` and `qps-plocm`, made from English.
    /// - Throws: a `Refusal` with file and line for a file that is not valid, or when English is missing.
    package init(folder: URL, pseudo: Bool = false) throws {
        var files: [Language: CatalogueFile] = [:]
        for language in Language.all {
            let file = folder.appending(path: "\(language.tag).po")
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            files[language] = try Self.read(file, language)
        }
        try self.init(files: files, pseudo: pseudo)
    }

    init(files: [Language: CatalogueFile], pseudo: Bool = false) throws {
        guard let english = files[.english] else {
            throw Refusal("the English catalogue is missing; every other one is a translation of it", at: .init(file: "en.po"))
        }
        for (language, file) in files { try file.check(against: english, language) }
        var catalogues: [Language: Catalogue] = [:]
        for language in Language.all { catalogues[language] = Self.catalogue(language, files, english) }
        if pseudo {
            catalogues[.pseudoAccented] = Self.pseudo(english, .pseudoAccented)
            catalogues[.pseudoMirrored] = Self.pseudo(english, .pseudoMirrored)
        }
        byLanguage = catalogues
        languages = Language.all + (pseudo ? [.pseudoAccented, .pseudoMirrored] : [])
    }

    /// The catalogue of a language; English for one that has none.
    package subscript(language: Language) -> Catalogue { byLanguage[language] ?? byLanguage[.english] ?? .empty }

    /// The language of a path segment such as `fr`, when a reader can choose it.
    package func language(tag: some StringProtocol) -> Language? {
        languages.first { $0.tag == tag }
    }

    /// Boot fails on a key that no catalogue has, naming it.
    package func require(_ keys: some Sequence<String>) throws {
        let missing = Set(keys).filter { !self[.english].has($0) }.sorted()
        guard missing.isEmpty else {
            throw Refusal("add \(missing.joined(separator: ", ")): used by the code, written nowhere", at: .init(file: "Locales/en.po"))
        }
    }

    private static func read(_ file: URL, _ language: Language) throws -> CatalogueFile {
        let data = try Data(contentsOf: file)
        guard let content = String(validating: data, as: UTF8.self) else {
            throw Refusal("the file is not UTF-8", at: .init(file: file.lastPathComponent))
        }
        return try CatalogueFile(PortableObject(content, file: file.lastPathComponent), language: language)
    }

    /// For each English key the first usable text along the reader's preference.
    private static func catalogue(_ language: Language, _ files: [Language: CatalogueFile], _ english: CatalogueFile) -> Catalogue {
        let entries = english.entries.map { key, source in
            let found = language.preference.lazy.compactMap { candidate in
                files[candidate]?.entries[key].flatMap { $0.usable(for: source) }.map { (candidate, $0) }
            }.first
            let (from, entry) = found ?? (.english, source)
            return (key, Catalogue.Entry(forms: entry.forms, isPlural: entry.isPlural, language: from, state: entry.state(for: source)))
        }
        return Catalogue(language: language, entries: Dictionary(uniqueKeysWithValues: entries))
    }

    private static func pseudo(_ english: CatalogueFile, _ language: Language) -> Catalogue {
        let entries = english.entries.mapValues { entry in
            Catalogue.Entry(
                forms: entry.forms.map { $0.pseudo(mirrored: language == .pseudoMirrored) }, isPlural: entry.isPlural,
                language: language, state: .machine)
        }
        return Catalogue(language: language, entries: entries)
    }
}

extension CatalogueFile {
    /// A translation of today's English has its placeholders, and no key that English lacks.
    fileprivate func check(against english: CatalogueFile, _ language: Language) throws {
        for (key, entry) in entries.sorted(by: { $0.value.line < $1.value.line }) {
            let place = Refusal.Place(file: "\(language.tag).po", line: entry.line)
            guard let source = english.entries[key] else { throw Refusal("\(key) is not in en.po", at: place) }
            guard entry.source == source.source, entry.state != .outdated else { continue }
            let wanted = source.placeholders
            for form in entry.forms where !form.names.union(["count"]).isSuperset(of: wanted) || !form.names.isSubset(of: wanted) {
                throw Refusal("\(key) must have the placeholders \(wanted.sorted().map { "{\($0)}" }.joined(separator: " "))", at: place)
            }
        }
    }
}

extension CatalogueFile.Entry {
    /// The names English uses. `{count}` may be left out of a form ("one place").
    fileprivate var placeholders: Set<String> { forms.reduce(into: []) { $0.formUnion($1.names) } }

    /// Nil when there is no text, or when the text is so old that it counts or fills something else.
    fileprivate func usable(for english: Self) -> Self? {
        guard !forms.isEmpty, isPlural == english.isPlural else { return nil }
        return forms.allSatisfy { $0.names.isSubset(of: english.placeholders) } ? self : nil
    }

    /// Outdated as soon as the English it translated has changed.
    fileprivate func state(for english: Self) -> TranslationState { source == english.source ? state : .outdated }
}
