import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/queue`: what the public said, answered by the team it concerns or by the city.
struct QueueController: Sendable {
    let work: WorkController
    let store: QueueStore

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML { try await page(nil, context) }

    private func page(_ typed: QueuePage.Typed?, _ context: AppContext) async throws -> HTML {
        let scope = try context.requireScope(of: .list(.feedback))
        let waiting = try await store.waiting(in: scope, limit: QueuePage.most + 1)
        let page = QueuePage(
            Array(waiting.prefix(QueuePage.most)), hasMore: waiting.count > QueuePage.most,
            answered: try await store.answered(in: scope, limit: 20), seesNeeds: context.may(.count(.feedback), on: .place(.city)),
            typed: typed, token: work.formGuard.token(for: QueuePage.formName, in: context),
            reader: try work.reader(context))
        return try work.views.html(page, context, status: typed == nil ? .ok : .unprocessableContent, caching: .never)
    }

    @Sendable func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        let item = try await store.item(context.parameters.require("id"))
        // A missing service belongs to no organization: only who reaches the whole city answers.
        try context.require(.change(.feedback), on: item.map { .record(of: $0.organization) })
        guard let item else { throw HTTPError(.notFound) }
        let fields = try await request.formFields(context)
        guard let answer = QueueItem.Answer(rawValue: fields["answer"]), QueueItem.Answer.choices(for: item.feedback.kind).contains(answer)
        else { throw HTTPError(.unprocessableContent) }
        let field = QueuePage.Typed.field(of: item.feedback.id)
        var problems = FormProblems()
        problems.check(field, in: fields, longest: QueueItem.longestNote)
        problems.add(work.formGuard.verdict(on: fields, for: QueuePage.formName, request, context), to: field)
        guard problems.isEmpty else {
            let typed = QueuePage.Typed(item: item.feedback.id, note: fields[field], problems: problems)
            return try await page(typed, context).response(from: request, context: context)
        }
        let act = Act(
            "feedback.answer", by: .person(try context.requireAgent().account), for: "public-information", organization: item.organization)
        let isFinal = answer != .notOurs || context.scope(of: .change(.feedback)).wholeCity
        _ = try await store.answer(item.feedback.id, answer, note: fields[field], isFinal: isFinal, act)
        return context.redirect(to: "work/queue")
    }

    /// Which help is missed where: the city's own board, with small numbers; nothing of it is published.
    @Sendable func needs(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.require(.count(.feedback), on: .place(.city))
        let snapshot = try work.directory.snapshot()
        let area = request.uri.queryParameters["area"].flatMap { snapshot.territory.area(String($0))?.code }
        let page = NeedsPage(
            try await store.missedNeeds(area: area), area: area, reader: Reader(snapshot: snapshot, context: context))
        return try work.views.html(page, context, caching: .never)
    }
}
