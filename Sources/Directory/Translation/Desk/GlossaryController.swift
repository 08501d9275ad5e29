import Access
import Core
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/translations/{tag}/glossary`: the same word for the same thing.
struct GlossaryController: Sendable {
    let desk: TranslationDesk

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.requireScope(of: .list(.translation))
        return try await page(FormFields(), FormProblems(), context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        // The glossary is the city's: whoever translates for one organization only proposes words to those who translate for all.
        try context.require(.change(.translation), on: .record(of: nil))
        let language = try desk.language(context)
        try await desk.requireMine(language, context)
        let fields = try await request.formFields(context)
        var problems = FormProblems()
        problems.check("term", in: fields, isRequired: true, longest: Glossary.longest)
        problems.check("translation", in: fields, longest: Glossary.longest)
        problems.check("note", in: fields, longest: Glossary.longestNote)
        problems.add(desk.work.formGuard.verdict(on: fields, for: GlossaryPage.formName, request, context), to: "term")
        if problems.isEmpty {
            let entry = Glossary.Entry(term: fields["term"], translation: fields["translation"], note: fields["note"])
            if try await desk.translators.set(entry, in: language, desk.act("translation.glossary", context)) {
                return context.redirect(to: "work/translations/\(language.tag)/glossary")
            }
            problems.add("translate.glossary_full", to: "term")
        }
        return try await page(fields, problems, context, status: .unprocessableContent).response(from: request, context: context)
    }

    private func page(
        _ fields: FormFields, _ problems: FormProblems, _ context: AppContext, status: HTTPResponse.Status = .ok
    ) async throws -> HTML {
        let language = try desk.language(context)
        let mayWrite =
            context.may(.change(.translation), on: .record(of: nil)) ? try await desk.mine(context).contains(language) : false
        let page = GlossaryPage(
            try await desk.translators.glossary(of: language), language, fields: fields, problems: problems, mayWrite: mayWrite,
            token: desk.work.formGuard.token(for: GlossaryPage.formName, in: context), context: context)
        return try desk.work.views.html(page, context, status: status, caching: .never)
    }
}

/// The words of one language, and a form for one more.
struct GlossaryPage: Page {
    static let template = "directory/work/glossary"
    static let formName = "glossary"

    let title: Text
    let back: String
    let action: String
    let token: String
    let entries: [EntryView]
    let isEmpty: Bool
    let summary: ErrorSummary?
    let fields: [Field]
    let mayWrite: Bool
    var isHiddenFromSearchEngines: Bool { true }

    struct EntryView {
        let term: String
        let translation: Text
        let note: String
    }

    init(
        _ glossary: Glossary, _ language: Language, fields: FormFields, problems: FormProblems, mayWrite: Bool, token: String,
        context: AppContext
    ) {
        let words = context.catalogue
        let root = "/\(context.language.tag)/work/translations/\(language.tag)"
        title = words("translate.glossary_title", ["language": language.endonym])
        back = root
        action = "\(root)/glossary"
        self.token = token
        self.mayWrite = mayWrite
        entries = glossary.entries.sorted { $0.term < $1.term }.map {
            EntryView(term: $0.term, translation: Text($0.translation, in: language, isFallback: true), note: $0.note)
        }
        isEmpty = entries.isEmpty
        summary = problems.summary(in: words)
        func field(_ name: String, _ longest: Int, isOptional: Bool) -> Field {
            Field(
                name, label: words("translate.\(name)"), value: fields[name], longest: longest,
                hint: name == "translation" ? words("translate.translation_hint") : nil, error: problems.text(of: name, in: words),
                isOptional: isOptional)
        }
        self.fields = [
            field("term", Glossary.longest, isOptional: false), field("translation", Glossary.longest, isOptional: true),
            field("note", Glossary.longestNote, isOptional: true),
        ]
    }
}
