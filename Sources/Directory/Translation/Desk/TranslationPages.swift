import Core
import Web

/// How far every language is.
struct TranslationsPage: Page {
    static let template = "directory/work/translations"

    let title: Text
    let back: String
    let peoplePath: String?
    let languages: [Row]
    let hasNone: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct Row {
        let name: Text
        let path: String
        let isMine: Bool
        let done: Int
        let units: Int
        let figures: Text
    }

    init(_ progress: [Language: TranslationCounts], mine: Set<Language>, isCoordinator: Bool, context: AppContext) {
        let root = "/\(context.language.tag)/work"
        title = context.catalogue("translate.title")
        back = root
        peoplePath = isCoordinator ? "\(root)/translations/people" : nil
        hasNone = mine.isEmpty
        languages = TranslationDesk.languages.sorted { (mine.contains($0) ? 0 : 1) < (mine.contains($1) ? 0 : 1) }.map { language in
            let counts = progress[language] ?? TranslationCounts()
            return Row(
                name: Text(language.endonym, in: language, isFallback: language != context.language),
                path: "\(root)/translations/\(language.tag)", isMine: mine.contains(language), done: counts.human + counts.reviewed,
                units: max(1, counts.units), figures: counts.words(context))
        }
    }
}

extension TranslationCounts {
    /// The figures of one language as a sentence.
    func words(_ context: AppContext) -> Text {
        context.catalogue(
            "translate.figures", count: units,
            [
                "human": context.formats.number(human), "reviewed": context.formats.number(reviewed),
                "machine": context.formats.number(machine), "outdated": context.formats.number(outdated),
                "missing": context.formats.number(missing),
            ])
    }
}

/// What there is to do in one language.
struct TranslationListPage: Page {
    static let template = "directory/work/translation-list"
    static let formName = "translation-file"
    static let most = 50

    let title: Text
    let back: String
    let filters: [FilterLink]
    let tasks: [TaskView]
    let isEmpty: Bool
    let next: String?
    let glossaryPath: String
    let exportPath: String
    let uploadPath: String?
    let token: String
    let report: ReportView?
    let problem: Text?
    var isHiddenFromSearchEngines: Bool { true }

    enum Filter: String, CaseIterable {
        case missing, machine, outdated, human, reviewed

        var state: TranslationState? { TranslationState(rawValue: rawValue) }
    }

    struct FilterLink {
        let path: String
        let text: Text
        let isOn: Bool
    }

    struct TaskView {
        let name: Text
        let path: String
        let owner: Text
        let figures: Text
    }

    struct ReportView {
        let text: Text
        let refused: [String]
        let hasRefused: Bool
    }

    init(
        _ language: Language, _ filter: Filter, _ tasks: [TranslationTask], next: String?, mayWrite: Bool,
        report: TranslationExchange.Report?, problem: Refusal?, token: String, context: AppContext
    ) {
        let words = context.catalogue
        let root = "/\(context.language.tag)/work/translations"
        let path = "\(root)/\(language.tag)"
        title = words("translate.language_title", ["language": language.endonym])
        back = root
        filters = Filter.allCases.map {
            FilterLink(path: "\(path)?state=\($0.rawValue)", text: words("translate.\($0.rawValue)"), isOn: $0 == filter)
        }
        self.tasks = tasks.map { task in
            TaskView(
                name: Text(task.name, in: .french, isFallback: context.language.primarySubtag != "fr"),
                path: "\(path)/\(task.kind.folder)/\(task.id)",
                owner: task.organization.map { Text($0, in: .french, isFallback: context.language.primarySubtag != "fr") }
                    ?? words("translate.sheet"), figures: task.counts.words(context))
        }
        isEmpty = tasks.isEmpty
        self.next = next.map { "\(path)?state=\(filter.rawValue)&after=\($0)" }
        glossaryPath = "\(path)/glossary"
        exportPath = "\(path)/export"
        uploadPath = mayWrite ? "\(path)/upload" : nil
        self.token = token
        self.report = report.map { ReportView($0, context) }
        self.problem = problem.map { Text("\($0)", in: .english, isFallback: context.language != .english) }
    }
}

extension TranslationListPage.ReportView {
    static let mostRefused = 20

    init(_ report: TranslationExchange.Report, _ context: AppContext) {
        text = context.catalogue(
            "translate.report", count: report.written,
            [
                "unchanged": context.formats.number(report.unchanged), "fuzzy": context.formats.number(report.fuzzy),
                "empty": context.formats.number(report.empty), "refused": context.formats.number(report.refused.count),
            ])
        refused = report.refused.prefix(Self.mostRefused).map(\.description)
        hasRefused = !report.refused.isEmpty
    }
}

/// One record, paragraph by paragraph: the source and its translation side by side.
struct TranslationPage: Page {
    static let template = "directory/work/translation"
    static let formName = "translation"

    let title: Text
    let back: String
    let glossaryPath: String
    let publicPath: String
    let action: String
    let token: String
    let part: String
    let summary: ErrorSummary?
    let isSaved: Bool
    let isReviewed: Bool
    let isGone: Bool
    let clash: Text?
    let mayWrite: Bool
    /// The language translated into; `language` is the page's own in every template.
    let target: Language
    let units: [UnitView]
    let previous: String?
    let next: String?
    let hasPages: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct UnitView {
        let id: String
        let label: Text
        let source: Markup
        let words: [WordView]
        let hasWords: Bool
        let state: Text
        let isWeak: Bool
        let text: String
        let lines: Int
        let error: Text?
        let isInvalid: Bool
        let name: String
        let value: String
        let confirmation: Checkbox?
    }

    struct WordView {
        let term: String
        let translation: Text
    }

    /// What the page is made from.
    struct Draft {
        var record: TranslationRecord
        var part: Int
        var typed: FormFields?
        var problems = FormProblems()
        var clashes: [TranslationUnit.Place: String] = [:]
        var isGone = false
        var isSaved = false
        var isReviewed = false
    }

    init(
        _ draft: Draft, _ language: Language, glossary: Glossary, mayWrite: Bool, token: String, context: AppContext
    ) {
        let words = context.catalogue
        let root = "/\(context.language.tag)"
        let desk = "\(root)/work/translations/\(language.tag)"
        let record = draft.record
        title = words("translate.record_title", ["name": record.name, "language": language.endonym])
        back = desk
        glossaryPath = "\(desk)/glossary"
        publicPath = "/\(language.tag)/\(record.kind.folder)/\(record.id)"
        action = "\(desk)/\(record.kind.folder)/\(record.id)"
        self.token = token
        target = language
        summary = draft.problems.summary(in: words)
        isSaved = draft.isSaved
        isReviewed = draft.isReviewed
        isGone = draft.isGone
        clash = draft.clashes.isEmpty ? nil : words("edit.clash", count: draft.clashes.count)
        self.mayWrite = mayWrite
        let parts = max(1, (record.units.count + TranslationForm.most - 1) / TranslationForm.most)
        let part = min(max(0, draft.part), parts - 1)
        self.part = String(part)
        let shown = record.units.dropFirst(part * TranslationForm.most).prefix(TranslationForm.most)
        units = shown.enumerated().map { UnitView($1, number: $0, draft, language, glossary, context) }
        let action = action
        func link(_ part: Int) -> String? { (0..<parts).contains(part) ? "\(action)?part=\(part)" : nil }
        previous = link(part - 1)
        next = link(part + 1)
        hasPages = parts > 1
    }
}

extension TranslationPage.UnitView {
    init(
        _ unit: TranslationUnit, number: Int, _ draft: TranslationPage.Draft, _ language: Language, _ glossary: Glossary,
        _ context: AppContext
    ) {
        let catalogue = context.catalogue
        id = "t\(number)"
        label = catalogue("translate.field_\(unit.place.field.inCatalogue)")
        source = glossary.marked(unit.source)
        var seen: Set<String> = []
        words = glossary.found(in: unit.source).compactMap { _, entry in
            guard seen.insert(entry.term).inserted else { return nil }
            return .init(term: entry.term, translation: Text(entry.translation, in: language, isFallback: true))
        }
        hasWords = !words.isEmpty
        state = catalogue("translate.\(unit.state?.rawValue ?? "missing")")
        isWeak = unit.state == nil || unit.state == .outdated || unit.state == .machine
        text = draft.typed?["t\(number)"] ?? unit.translation ?? ""
        lines = min(12, max(2, unit.source.count / 45 + 1))
        let problem = draft.problems.text(of: "t\(number)", in: catalogue)
        error = problem ?? draft.clashes[unit.place].map { catalogue("edit.theirs", ["value": $0.isEmpty ? "–" : $0]) }
        isInvalid = error != nil
        name = "u\(number)"
        value = "\(unit.place)|\(unit.sourceHash)|\(unit.translation.map(LocalizedText.hash) ?? "")"
        confirmation =
            unit.state == .outdated || unit.state == .machine
            ? Checkbox("ok\(number)", text: catalogue("translate.confirm"), isOn: draft.typed?["ok\(number)"] == "yes") : nil
    }
}
