import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// One record in one language: `/{lang}/work/translations/{tag}/services/{id}`.
struct TranslationController: Sendable {
    let desk: TranslationDesk
    let kind: TranslationRecord.Kind

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let (record, language) = try await record(.see(.translation), context)
        let draft = TranslationPage.Draft(
            record: record, part: request.uri.queryParameters["part"].flatMap { Int($0) } ?? 0,
            isSaved: request.uri.queryParameters["saved"] != nil, isReviewed: request.uri.queryParameters["reviewed"] != nil)
        return try await page(draft, language, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let (record, language) = try await record(.change(.translation), context)
        try await desk.requireMine(language, context)
        let fields = try await request.formFields(context)
        let form = TranslationForm(fields: fields, kind: kind)
        var draft = TranslationPage.Draft(record: record, part: Int(fields["part"]) ?? 0, typed: fields)
        draft.problems = form.problems(record)
        draft.problems.add(desk.work.formGuard.verdict(on: fields, for: TranslationPage.formName, request, context), to: "t0")
        guard draft.problems.isEmpty else { return try await answer(draft, language, request, context) }
        if fields["act"] == "review" { return try await review(draft, language, request, context) }
        let act = try desk.act("translation.write", organization: record.organization, context)
        let outcome = try await desk.store.write(
            form.entries, kind, record.id, in: language, by: try context.requireAgent().account, act)
        guard let outcome else { throw HTTPError(.notFound) }
        guard outcome.clashes.isEmpty, outcome.gone.isEmpty else {
            draft.clashes = outcome.clashes
            draft.isGone = !outcome.gone.isEmpty
            draft.record = try await desk.store.record(kind, record.id, in: language) ?? record
            return try await answer(draft, language, request, context)
        }
        return context.redirect(to: path(record, language) + "?saved=1" + (draft.part > 0 ? "&part=\(draft.part)" : ""))
    }

    /// A second person says that what others wrote here is right.
    private func review(
        _ draft: TranslationPage.Draft, _ language: Language, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let units = draft.record.units.filter { unit in
            unit.waitsForReview
                && context.may(.review(.translation), on: .record(of: draft.record.organization, account: unit.author))
        }
        guard !units.isEmpty else {
            var draft = draft
            draft.problems.add("translate.review_none", to: "review")
            return try await answer(draft, language, request, context)
        }
        let act = try desk.act("translation.review", organization: draft.record.organization, context)
        _ = try await desk.store.review(units, kind, draft.record.id, in: language, act)
        return context.redirect(to: path(draft.record, language) + "?reviewed=1")
    }

    private func path(_ record: TranslationRecord, _ language: Language) -> String {
        "work/translations/\(language.tag)/\(kind.folder)/\(record.id)"
    }

    /// The rule is asked about the record's organization; who may not gets the answer of a record that does not exist.
    private func record(_ permission: Permission, _ context: AppContext) async throws -> (TranslationRecord, Language) {
        let record = try await desk.store.record(
            kind, context.parameters.require("id"), in: Language(try context.parameters.require("tag")))
        try context.require(permission, on: record.map { .record(of: $0.organization) })
        guard let record else { throw HTTPError(.notFound) }
        return (record, try desk.language(context))
    }

    private func answer(
        _ draft: TranslationPage.Draft, _ language: Language, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        try await page(draft, language, context, status: .unprocessableContent).response(from: request, context: context)
    }

    private func page(
        _ draft: TranslationPage.Draft, _ language: Language, _ context: AppContext, status: HTTPResponse.Status = .ok
    ) async throws -> HTML {
        let organization = draft.record.organization
        let mayWrite =
            context.may(.change(.translation), on: .record(of: organization)) ? try await desk.mine(context).contains(language) : false
        let page = TranslationPage(
            draft, language, glossary: try await desk.translators.glossary(of: language), mayWrite: mayWrite,
            token: desk.work.formGuard.token(for: TranslationPage.formName, in: context), context: context)
        return try desk.work.views.html(page, context, status: status, caching: .never)
    }
}

/// What a translator sent: by the number of the text on the page, its place, the hashes of both sides as they were shown, and the words.
struct TranslationForm: Sendable {
    let fields: FormFields
    let kind: TranslationRecord.Kind

    /// Texts on one page: a form has two hundred fields at most.
    static let most = 50

    private struct Sent {
        let number: Int
        let place: TranslationUnit.Place
        let sourceHash: String
        let opened: String?
        let text: String
        let isConfirmed: Bool
    }

    private var sent: [Sent] {
        (0..<Self.most).compactMap { number in
            let parts = fields["u\(number)"].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, let place = TranslationUnit.Place(parts[0]) else { return nil }
            return Sent(
                number: number, place: place, sourceHash: parts[1], opened: parts[2].isEmpty ? nil : parts[2],
                text: fields["t\(number)"], isConfirmed: fields["ok\(number)"] == "yes")
        }
    }

    /// What was typed, or ticked as right as it stands.
    var entries: [TranslationEntry] {
        sent.filter { !$0.text.isEmpty && ($0.isConfirmed || LocalizedText.hash($0.text) != $0.opened) }.map {
            TranslationEntry(place: $0.place, sourceHash: $0.sourceHash, text: $0.text, opened: .text($0.opened))
        }
    }

    func problems(_ record: TranslationRecord) -> FormProblems {
        var problems = FormProblems()
        for sent in sent where !sent.text.isEmpty {
            problems.check("t\(sent.number)", in: fields, longest: TranslationStore.longest)
            let unit = record.units.first { $0.sourceHash == sent.sourceHash }
            guard kind == .sheet, let unit, SheetPiece.references(in: sent.text) != SheetPiece.references(in: unit.source) else { continue }
            problems.add("translate.references", to: "t\(sent.number)")
        }
        return problems
    }
}
