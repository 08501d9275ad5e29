import Core
import Web

@testable import Directory

extension PageContractTests {
    /// The translation desk, each page with everything it can say and with as little as it can.
    static func translationSamples(_ context: AppContext) -> [any Page] {
        let pashto = Language("ps")
        let glossary = Glossary(entries: [.init(term: "règle", translation: "قاعده", note: "Remarque inventée")])
        var counts = TranslationCounts(InventedCity.sheet.units(in: Language("ar")))
        counts.human = 1
        let record = TranslationRecord(InventedCity.sheet, in: Language("ar"), [])
        func list(_ tasks: [TranslationTask], next: String?, _ report: TranslationExchange.Report?, _ problem: Refusal?)
            -> TranslationListPage
        {
            TranslationListPage(
                pashto, .missing, tasks, next: next, mayWrite: report != nil, report: report, problem: problem, token: "t", context: context
            )
        }
        func page(_ draft: TranslationPage.Draft, _ language: Language, mayWrite: Bool = true) -> TranslationPage {
            TranslationPage(draft, language, glossary: glossary, mayWrite: mayWrite, token: "t", context: context)
        }
        var problems = FormProblems()
        problems.add("translate.references", to: "t2")
        for field in ["term", "translation", "note"] { problems.add("form.required", to: field) }
        var report = TranslationExchange.Report()
        report.refused = [Refusal("inventé", at: .init(file: "ps.po", line: 3))]
        var clashed = TranslationPage.Draft(record: record, part: 0, problems: problems, clashes: [.init("title"): "autre"])
        clashed.isGone = true
        var done = TranslationPage.Draft(record: record, part: 0, isSaved: true)
        done.isReviewed = true
        var long = record
        long = TranslationRecord(
            kind: .sheet, id: "long", name: "Longue", organization: nil,
            units: (0..<120).map { TranslationUnit(.init("text", $0), source: "Phrase \($0)") })
        func glossaryPage(_ glossary: Glossary, _ problems: FormProblems, mayWrite: Bool) -> GlossaryPage {
            GlossaryPage(
                glossary, pashto, fields: FormFields(), problems: problems, mayWrite: mayWrite, token: "t", context: context)
        }
        let sheet = TranslationTask(kind: .sheet, id: "droit", name: "Vos droits", organization: nil, counts: counts)
        let service = TranslationTask(kind: .service, id: "s", name: "Douche", organization: "Association Inventée", counts: counts)
        return [
            TranslationsPage([pashto: counts], mine: [pashto], isCoordinator: true, context: context),
            TranslationsPage([:], mine: [], isCoordinator: false, context: context),
            list([sheet, service], next: "s", report, nil), list([], next: nil, nil, Refusal("inventé", at: .init(file: "ps.po", line: 1))),
            list([], next: nil, .init(), nil),
            page(clashed, Language("ar")), page(done, Language("ar"), mayWrite: false), page(.init(record: long, part: 1), pashto),
            page(.init(record: long, part: 0), pashto), page(.init(record: long, part: 9), pashto),
            glossaryPage(glossary, problems, mayWrite: true), glossaryPage(Glossary(), FormProblems(), mayWrite: false),
            TranslatorsPage(["a": "Personne inventée", "b": "Autre"], languages: ["a": [pashto]], token: "t", context: context),
            TranslatorsPage([:], languages: [:], token: "t", context: context),
        ]
    }
}
