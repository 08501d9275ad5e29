import Core
import Foundation
import Testing
import Web

@testable import Directory

/// What a translation is worth, text by text.
@Suite struct TranslationTests {
    private let arabic = Language("ar")

    private func text(_ french: String, _ english: String? = nil, _ state: TranslationState = .human, source: String? = nil)
        -> LocalizedText
    {
        var text = LocalizedText(french, in: .french)
        if let english { text.set(english, state: state, in: .english, source: source.map(LocalizedText.hash)) }
        return text
    }

    @Test func aChangedSourceMakesItsTranslationsOutdatedForReadersToo() {
        let shower = text("Douche", "Shower", .reviewed, source: "Douche")
        #expect(shower.state(in: .english) == .reviewed)
        let edited = shower.edited("Douche chaude", in: .french)
        #expect(edited.reading(in: .english)?.state == .outdated)
        #expect(edited.told.versions[.english] == .init(text: "Shower", state: .outdated), "exports say it, and carry no hash")
        #expect(edited.edited("Douche", in: .french).state(in: .english) == .reviewed, "the source is what it was again")
    }

    @Test func noImportPutsAMachineOverAPerson() {
        let stored = text("Douche", "Shower", .human, source: "Douche")
        #expect(text("Douche", "The douche", .machine).keeping(stored)[.english] == "Shower")
        #expect(text("Douche").keeping(stored)[.english] == "Shower", "what was translated here is not the source's to take back")
        #expect(text("Douche", "Showers", .human).keeping(stored)[.english] == "Shower", "made here from this very text")
        let changed = text("Douche chaude", "Hot douche", .machine).keeping(stored)
        #expect(changed[.english] == "Shower" && changed.state(in: .english) == .outdated)
        #expect(text("Douche chaude", "Hot shower", .human).keeping(stored)[.english] == "Hot shower")
        #expect(text("Douche", "Shower!", .human).keeping(text("Douche", "Shower", .human))[.english] == "Shower!", "its own word")
        #expect(text("Douche").keeping(text("Douche", "Shower", .human))[.english] == nil, "what a source gave it may take back")
    }

    @Test func theSameImportTwiceChangesNothing() {
        let texts = [
            text("Douche"), text("Douche", "Shower", .machine), text("Douche", "Shower", .human), text("Douche chaude", "Shower", .human),
            text("Douche chaude", "Hot shower", .machine), text("Douche", "Shower", .reviewed, source: "Douche"),
            text("Douche", "Shower", .human, source: "Autre"), text("Douche", "Other", .machine, source: "Douche"),
        ]
        for stored in texts {
            for incoming in texts {
                let once = incoming.keeping(stored)
                #expect(incoming.keeping(once) == once, "\(stored) then \(incoming)")
            }
        }
    }

    @Test func anUnchangedTranslationOfAChangedSourceIsOutdated() {
        let imported = text("Douche chaude", "Shower", .human).keeping(text("Douche", "Shower", .human))
        #expect(imported.state(in: .english) == .outdated)
    }

    @Test func theRealSheetsComeApartAndTogetherAgain() throws {
        let pack = try CityPack.read(folder: TranslationTests.paris)
        #expect(pack.sheets.count > 10)
        for sheet in pack.sheets {
            for (language, text) in sheet.texts {
                #expect(SheetPiece.joined(SheetPiece.pieces(of: text.markdown)) == text.markdown.trimmed, "\(sheet.id) \(language)")
                let units = sheet.units(in: language)
                #expect(language == .french || units.allSatisfy { $0.translation != nil }, "\(sheet.id) \(language)")
            }
        }
    }

    @Test func aSheetIsWrittenPieceByPiece() throws {
        let french = SheetText(title: "Droits", summary: "En bref.", markdown: "## Règle\n\n- Un [[loi]]\n- Deux", state: .human)
        let machine = SheetText(title: "Rights", summary: "In short.", markdown: "## Rule\n\n- A [[loi]]\n- Two", state: .machine)
        let sheet = Sheet(
            id: "s", theme: "t", order: 1, situations: [], review: "", sources: [], texts: [.french: french, .english: machine])
        func made(_ field: String, _ position: Int, _ source: String, _ text: String) -> SheetTranslation {
            SheetTranslation(
                place: .init(field, position), sourceHash: LocalizedText.hash(source), text: text, state: .human, author: "a")
        }
        let one = sheet.translated([.english: [made("text", 1, "Un [[loi]]", "One [[loi]]")]])
        #expect(one.texts[.english]?.markdown == "## Rule\n\n- One [[loi]]\n- Two")
        #expect(one.texts[.english]?.state == .machine, "the rest is a machine's")
        let written = [
            made("title", 0, "Droits", "حقوق"), made("summary", 0, "En bref.", "باختصار"), made("text", 0, "Règle", "قاعدة"),
            made("text", 1, "Un [[loi]]", "واحد [[loi]]"),
        ]
        #expect(sheet.translated([arabic: written]).texts[arabic] == nil, "a sheet is shown when all of it is there")
        let all = sheet.translated([arabic: written + [made("text", 2, "Deux", "اثنان")]])
        #expect(all.texts[arabic]?.markdown == "## قاعدة\n\n- واحد [[loi]]\n- اثنان" && all.texts[arabic]?.state == .human)
        let moved = SheetText(title: "Droits", summary: "En bref.", markdown: "## Règle\n\n- Zéro\n- Un [[loi]]\n- Deux", state: .human)
        let next = Sheet(id: "s", theme: "t", order: 1, situations: [], review: "", sources: [], texts: [.french: moved])
        let states = next.units(in: arabic, written + [made("text", 2, "Deux", "اثنان")]).map(\.state)
        #expect(states == [.human, .human, .human, .outdated, .human, .human], "what moved is found again")
    }

    @Test func theWordsOfTheGlossaryAreMarked() {
        let glossary = Glossary(entries: [
            .init(term: "accueil", translation: "x", note: ""), .init(term: "accueil de jour", translation: "y", note: ""),
            .init(term: "ile", translation: "z", note: ""),
        ])
        #expect(
            glossary.marked("L'Accueil de jour & les accueils").html == "L&#39;<mark>Accueil de jour</mark> &amp; les <mark>accueil</mark>s"
        )
        #expect(glossary.found(in: "la ville").isEmpty)
        #expect(glossary.found(in: "l’Île").map(\.entry.translation) == ["z"])
    }

    static let paris = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "packs/paris").path
}
