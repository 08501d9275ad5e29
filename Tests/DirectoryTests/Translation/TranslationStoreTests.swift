import Access
import Core
import Database
import Foundation
import TestKit
import Testing

@testable import Directory

/// Translations are kept beside their source, on both engines.
@Suite struct TranslationStoreTests {
    private let act = Act("translation.write", by: .person("translator"), for: "public-information")
    private let arabic = Language("ar")

    private struct Desk: Sendable {
        let database: Database
        let store: TranslationStore
        let service: Service
    }

    private func desk(_ engine: TestDatabase.Engine) async throws -> Desk {
        let database = try await TestDatabase.open(engine, migrations: CityDirectory.migrations)
        let profile = CityProfile(
            id: "invented", name: LocalizedText("Ville \"inventée\"", in: .french), zone: "Europe/Paris", defaultLanguage: .french,
            licence: nil, sources: [])
        let parts = CityParts(profile: profile, areas: [], places: [], terms: InventedCity.terms, sheets: [InventedCity.sheet])
        try await database.write(Act("test", by: .system, for: "test")) { try parts.save(in: $0) }
        let records = records()
        _ = try await DirectoryImport(database: database).run(InventedDirectory.reading(records), from: "test")
        return Desk(database: database, store: TranslationStore(database: database), service: records.services[0])
    }

    private func records() -> DirectoryRecords {
        var records = InventedDirectory.records(services: 1...2)
        records.services[0].description = LocalizedText("Une \"douche\"\nchaude.", in: .french)
        records.services[0].documents = [LocalizedText("Un papier", in: .french)]
        return records
    }

    private func entry(_ place: String, _ source: String, _ text: String) throws -> TranslationEntry {
        TranslationEntry(
            place: try #require(TranslationUnit.Place(place)), sourceHash: LocalizedText.hash(source), text: text, opened: .text(nil))
    }

    private func service(_ desk: Desk) async throws -> Service {
        try #require(try await EditStore(database: desk.database).open(Service.self, desk.service.id)).record
    }

    @Test(arguments: TestDatabase.engines)
    func aServiceIsTranslatedAndNoImportTakesItBack(engine: TestDatabase.Engine) async throws {
        let desk = try await desk(engine)
        let entries = [try entry("name", "Douche inventée 1", "دوش"), try entry("documents", "Un papier", "ورقة")]
        let outcome = try await desk.store.write(entries, .service, desk.service.id, in: arabic, by: "translator", act)
        #expect(outcome?.written == 2)
        let translated = try await service(desk)
        #expect(translated.name[arabic] == "دوش" && translated.documents[0].state(in: arabic) == .human)
        let again = try await DirectoryImport(database: desk.database).run(InventedDirectory.reading(records()), from: "test")
        #expect(again.changed.isEmpty)
        var changed = records()
        changed.services[0].name = LocalizedText("Bain inventé", in: .french)
        changed.services[0].name.set("حمام", state: .machine, in: arabic)
        _ = try await DirectoryImport(database: desk.database).run(InventedDirectory.reading(changed), from: "test")
        let after = try await service(desk)
        #expect(after.name[.french] == "Bain inventé", "the source still changes its own words")
        #expect(after.name[arabic] == "دوش" && after.name.reading(in: arabic)?.state == .outdated)
    }

    @Test(arguments: TestDatabase.engines)
    func howFarALanguageIsIsCountedWithEveryWrite(engine: TestDatabase.Engine) async throws {
        let desk = try await desk(engine)
        let city = try await scope()
        #expect(try await desk.store.progress(in: city)[.french]?.units == 4)
        _ = try await desk.store.write([try entry("name", "Douche inventée 1", "دوش")], .service, desk.service.id, in: arabic, by: "t", act)
        let progress = try await desk.store.progress(in: city)
        #expect(progress[arabic]?.human == 1)
        #expect(try await desk.store.tasks(.human, in: arabic, city, after: "", limit: 10).map(\.id) == [desk.service.id])
        #expect(try await desk.store.tasks(nil, in: arabic, city, after: "", limit: 10).count == 2)
        #expect(try await desk.store.tasks(nil, in: arabic, .nothing, after: "", limit: 10).isEmpty)
        try await desk.database.write(act) {
            try $0.execute("DELETE FROM directory_service_text WHERE 1 = 1")
            try $0.journal(.changed, "test", "test")
        }
        try await desk.store.complete()
        #expect(try await desk.store.progress(in: city) == progress, "services of a former version are counted")
    }

    private func scope() async throws -> AccessScope {
        let agent = Agent(
            account: "c", grants: [Grant(role: "city-coordinator", at: .city, from: Instant(seconds: 0))], roles: .standard,
            session: SessionFacts(secondFactorAt: SnapshotTests.monday))
        return AccessRule.scope(of: .list(.translation), for: agent, at: SnapshotTests.monday)
    }

    @Test(arguments: TestDatabase.engines)
    func twoTranslatorsOfOneTextAreAskedAndASecondPersonReviews(engine: TestDatabase.Engine) async throws {
        let desk = try await desk(engine)
        let id = desk.service.id
        _ = try await desk.store.write([try entry("name", "Douche inventée 1", "دوش")], .service, id, in: arabic, by: "a", act)
        let clash = try await desk.store.write([try entry("name", "Douche inventée 1", "دش")], .service, id, in: arabic, by: "b", act)
        #expect(clash?.written == 0 && clash?.clashes.values.first == "دوش")
        let record = try #require(try await desk.store.record(.service, id, in: arabic))
        let unit = try #require(record.units.first { $0.place.field == "name" })
        #expect(unit.author == "a" && unit.waitsForReview)
        #expect(try await desk.store.review([unit], .service, id, in: arabic, act) == 1)
        let reviewed = try await service(desk)
        #expect(reviewed.name.state(in: arabic) == .reviewed)
        #expect(try await desk.store.review([unit], .service, id, in: arabic, act) == 0, "it is not what was read any more")
    }

    @Test(arguments: TestDatabase.engines)
    func aSheetTranslatedHereIsReadAndOutlivesItsPack(engine: TestDatabase.Engine) async throws {
        let desk = try await desk(engine)
        let english = Language("en")
        let snapshot = try #require(try await SnapshotStore(database: desk.database).snapshot(at: SnapshotTests.monday))
        #expect(snapshot.sheets[0].texts[english] == nil)
        let entries = [
            try entry("title", "Vos droits", "Your rights"), try entry("summary", "En bref.", "In short."),
            try entry("text", "Une règle. [[loi]]", "A rule. [[loi]]"),
        ]
        #expect(try await desk.store.write(entries, .sheet, "droit", in: english, by: "t", act)?.written == 3)
        let store = SnapshotStore(database: desk.database)
        let next = try #require(try await store.refreshed(snapshot, at: SnapshotTests.monday))
        #expect(next.sheets[0].texts[english]?.markdown == "A rule. [[loi]]" && next.sheets[0].texts[english]?.state == .human)
        // The pack is loaded again with a machine's draft.
        var texts = InventedCity.sheet.texts
        texts[english] = SheetText(title: "Draft", summary: "Draft.", markdown: "Draft. [[loi]]", state: .machine)
        let sheet = InventedCity.sheet
        let drafted = Sheet(
            id: sheet.id, theme: sheet.theme, order: 1, situations: [], review: sheet.review, sources: sheet.sources, texts: texts)
        try await desk.database.write(act) { try $0.replaceCityRecords(.sheet, [drafted], id: \.id) }
        let kept = try await desk.database.read { try $0.translatedSheets() }
        #expect(kept[0].texts[english]?.title == "Your rights")
    }

    @Test(arguments: TestDatabase.engines)
    func aFileGoesOutToATranslatorAndComesBack(engine: TestDatabase.Engine) async throws {
        let desk = try await desk(engine)
        let exchange = TranslationExchange(database: desk.database)
        let sent = try await exchange.export("ar", at: SnapshotTests.monday)
        try checkWithGettext(sent)
        #expect(sent.contains(#"msgctxt "service/\#(desk.service.id)/description""#) && sent.contains("#, fuzzy"))
        let translated = sent.replacing("msgid \"Douche inventée 1\"\nmsgstr \"\"", with: "msgid \"Douche inventée 1\"\nmsgstr \"دوش\"")
        #expect(translated != sent)
        let report = try await exchange.bring(translated, file: "ar.po")
        #expect(report.written == 1 && report.fuzzy == 3 && report.refused.isEmpty, "\(report)")
        #expect(try await service(desk).name[arabic] == "دوش")
        let before = try await desk.database.lastSequence()
        let again = try await exchange.bring(try await exchange.export("ar", at: SnapshotTests.monday), file: "ar.po")
        #expect(again.written == 0 && again.unchanged == 1)
        #expect(try await desk.database.lastSequence() == before, "what comes back as it went out writes nothing")
    }

    @Test func aBrokenFileIsRefusedWithItsLine() async throws {
        let desk = try await desk(.sqlite)
        let exchange = TranslationExchange(database: desk.database)
        let header = "msgid \"\"\nmsgstr \"Language: ar\\n\"\n\n"
        for (content, line) in [
            (header + "msgctxt \"service/x/name\"\nmsgid \"a\nmsgstr \"\"\n", 5), (header + "msgid \"a\"\nmsgstr \"b\"\n", 4),
            ("msgid \"\"\nmsgstr \"Language: xx\\n\"\n", nil), (header + "nonsense\n", 4),
        ] as [(String, Int?)] {
            await #expect { _ = try await exchange.bring(content, file: "ar.po") } throws: { error in
                guard let refusal = error as? Refusal else { return false }
                return line == nil || refusal.description.contains("\(line ?? 0)")
            }
        }
        let unknown = header + "msgctxt \"service/none/name\"\nmsgid \"a\"\nmsgstr \"b\"\n"
        #expect(try await exchange.bring(unknown, file: "ar.po").refused.count == 1)
        let unlinked = header + "msgctxt \"sheet/droit/text\"\nmsgid \"Une règle. [[loi]]\"\nmsgstr \"قاعدة.\"\n"
        #expect(try await exchange.bring(unlinked, file: "ar.po").refused.count == 1)
    }

    /// Where gettext is installed, its own judgement.
    private func checkWithGettext(_ text: String) throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/msgfmt") else { return }
        let file = TestFolder.shared.newPath("ar.po")
        try Data(text.utf8).write(to: URL(filePath: file))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/msgfmt")
        process.arguments = ["--check", "-o", "/dev/null", file]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
