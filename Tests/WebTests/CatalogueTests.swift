import Core
import Foundation
import TestKit
import Testing

@testable import Web

@Suite struct CatalogueTests {
    let web: TestWeb

    init() throws { web = try TestWeb(pseudo: true) }

    @Test("Every catalogue that ships loads, and shows something for every key", arguments: Language.all)
    func everyKeyIsShown(language: Language) {
        let catalogue = web.catalogues[language]
        #expect(catalogue.entries.keys == web.catalogues[.english].entries.keys)
        for entry in catalogue.entries.values {
            #expect(entry.forms.count == (entry.isPlural ? PluralRule(entry.language).categories.count : 1))
        }
    }

    @Test func frenchAndEasyFrenchAreComplete() {
        #expect(web.catalogues[.french].coverage.missing == 0)
        #expect(web.catalogues[.easyFrench].coverage.missing == 0)
    }

    @Test func fillsValuesAndCounts() {
        let french = web.catalogues[.french]
        #expect(french("hours.open_until", ["time": "18:00"]).plain == "Ouvert jusqu’à 18:00")
        #expect(french("hours.opens_in_minutes", count: 1).plain == "Ouvre dans 1 minute")
        #expect(french("hours.opens_in_minutes", count: 20).plain == "Ouvre dans 20 minutes")
        #expect(french("hours.open_until").plain.contains("{time}"))
    }

    @Test func aMissingTextComesFromTheNextLanguageAndSaysSo() throws {
        let files: [Language: CatalogueFile] = [
            .english: try file(.english, "msgctxt \"a.b\"\nmsgid \"Hello\"\nmsgstr \"\"\n"),
            .french: try file(.french, "msgctxt \"a.b\"\nmsgid \"Hello\"\nmsgstr \"Bonjour\"\n"),
            Language("ff"): try file(Language("ff"), "msgctxt \"a.b\"\nmsgid \"Hello\"\nmsgstr \"\"\n"),
        ]
        let catalogues = try Catalogues(files: files)
        let text = catalogues[Language("ff")]("a.b")
        #expect(text == Text("Bonjour", in: .french, state: .machine, isFallback: true))
        #expect(catalogues[Language("so")]("a.b").language == .english)
    }

    @Test func whenEnglishChangesItsTranslationIsOutdated() throws {
        let files: [Language: CatalogueFile] = [
            .english: try file(.english, "msgctxt \"a.b\"\nmsgid \"Hello you\"\nmsgstr \"\"\n"),
            .french: try file(.french, "# state: reviewed\nmsgctxt \"a.b\"\nmsgid \"Hello\"\nmsgstr \"Bonjour\"\n"),
        ]
        #expect(try Catalogues(files: files)[.french]("a.b").state == .outdated)
    }

    @Test func aTranslationWithOtherPlaceholdersIsRefused() throws {
        let files: [Language: CatalogueFile] = [
            .english: try file(.english, "msgctxt \"a.b\"\nmsgid \"At {time}\"\nmsgstr \"\"\n"),
            .french: try file(.french, "\n\nmsgctxt \"a.b\"\nmsgid \"At {time}\"\nmsgstr \"À {heure}\"\n"),
        ]
        let error = #expect(throws: Refusal.self) { try Catalogues(files: files) }
        #expect(error?.description.hasPrefix("fr.po, line 8") == true)
    }

    @Test func aKeyNobodyWroteFailsBoot() {
        let error = #expect(throws: Refusal.self) { try web.catalogues.require(["layout.home", "nowhere.at_all"]) }
        #expect(error?.description.contains("nowhere.at_all") == true)
    }

    @Test func valuesKeepTheirOrderInTextFromRightToLeft() throws {
        let message = try #require(Message("مفتوح حتى {time}"))
        #expect(message.filled(with: ["time": "18:00"], isolating: true) == "مفتوح حتى \u{2068}18:00\u{2069}")
    }

    @Test("Pseudo-locales are longer and keep their placeholders", arguments: [Language.pseudoAccented, .pseudoMirrored])
    func pseudoLocales(language: Language) throws {
        let english = web.catalogues[.english]
        let pseudo = web.catalogues[language]
        for (key, entry) in english.entries {
            let disguised = try #require(pseudo.entries[key])
            #expect(disguised.forms.map(\.names) == entry.forms.map(\.names), "\(key)")
        }
        let plain = english("form.wait").plain
        #expect(Double(pseudo("form.wait").plain.count) >= Double(plain.count) * 1.35)
        #expect(web.catalogues.languages.contains(language))
        #expect(try !TestWeb().catalogues.languages.contains(language))
    }

    @Test func everyKeyNamedInTheCodeIsInTheCatalogue() throws {
        let call = #/\b(?:catalogue|words|problems\.add)\("([a-z_]+(?:\.[a-z0-9_]+)+)"/#
        var found: Set<String> = []
        let folder = TestFiles.root.appending(path: "Sources")
        for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() where path.hasSuffix(".swift") {
            let source = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                .split(separator: "\n").filter { !$0.contains("///") }.joined(separator: "\n")
            found.formUnion(source.matches(of: call).map { String($0.output.1) })
        }
        #expect(found.count > 20)
        try web.catalogues.require(found)
    }

    private func file(_ language: Language, _ body: String) throws -> CatalogueFile {
        let header = "msgid \"\"\nmsgstr \"\"\n\"Language: \(language)\\n\"\n\"Plural-Forms: \(PluralRule(language).header)\\n\"\n\n"
        return try CatalogueFile(PortableObject(header + body, file: "\(language).po"), language: language)
    }
}
