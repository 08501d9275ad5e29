import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/services/{id}`: the form of one service.
struct ServiceEditController: Sendable {
    let work: WorkController

    /// The language teams write in; what else a page shows is a translation of it.
    static let language = Language.french

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let id = try context.parameters.require("id")
        _ = try await work.author("directory.edit", ofService: id, context)
        guard let opened = try await work.edits.open(Service.self, id) else { throw HTTPError(.notFound) }
        let isSaved = request.uri.queryParameters["saved"] != nil
        let waiting = try await work.drafts.open(of: id)
        return try page(.init(service: opened.record, position: opened.position, isSaved: isSaved, waiting: waiting), context)
    }

    /// A draft in its form: what was typed, and where others changed the same since, their words beside it.
    func show(_ draft: RecordDraft, _ context: AppContext) async throws -> HTML {
        let typed = try draft.typed(Service.self)
        let compared = try await work.edits.database.read {
            try EditStore.clashes(Service.self, draft.record, openedAt: draft.openedAt, in: $0) { $0 = typed }
        }
        guard let compared else { throw HTTPError(.gone) }
        let publishAt = draft.state == .waiting ? PublishMoment.text(draft.publishAt, in: try work.directory.snapshot()) : ""
        return try page(
            .init(
                service: compared.opened.record, position: compared.opened.position, clashes: compared.clashes, draftID: draft.id,
                publishAt: publishAt), context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let act = try await work.author("directory.edit", ofService: id, context)
        let fields = try await request.formFields(context)
        guard let opened = try await work.edits.open(Service.self, id) else { throw HTTPError(.notFound) }
        let form = ServiceForm(fields: fields, language: Self.language)
        let snapshot = try work.directory.snapshot()
        var draft = ServiceFormPage.Draft(
            service: opened.record, position: Int64(fields["position"]) ?? opened.position,
            problems: form.problems(snapshot.taxonomy), typed: fields, draftID: fields["draft"].unlessEmpty)
        let moment = PublishMoment(fields: fields, snapshot: snapshot, now: work.directory.now()).moment
        if fields["act"] == "later", moment == nil { draft.problems.add("draft.when_wrong", to: PublishMoment.field) }
        if draft.problems.isEmpty {
            draft.problems.add(work.formGuard.verdict(on: fields, for: ServiceFormPage.formName, request, context), to: "name")
        }
        guard draft.problems.isEmpty else { return try answer(draft, request, context) }
        if fields["act"] == "preview" {
            var previewed = opened.record
            form.apply(to: &previewed)
            draft.preview = PreviewView.all(of: previewed, words: work.previewLanguages(fields["with"]), context: context)
            return try answer(draft, request, context, status: .ok)
        }
        if fields["act"] == "later", let moment {
            let plan = DraftStore.Plan(
                id: work.newID(), openedAt: draft.position, publishAt: moment, organization: opened.record.organizationID,
                replaces: draft.draftID)
            if try await work.drafts.keep(Service.self, id, plan, act, edit: { form.apply(to: &$0) }) {
                return context.redirect(to: "work/drafts")
            }
            draft.problems.add("draft.nothing", to: PublishMoment.field)
            return try answer(draft, request, context)
        }
        let outcome = try await work.edits.change(Service.self, id, openedAt: draft.position, ending: draft.draftID, act) {
            form.apply(to: &$0)
        }
        switch outcome {
        case nil: throw HTTPError(.notFound)
        case .saved, .unchanged:
            return context.redirect(to: "work/services/\(id)?saved=1")
        case .clash(let clashes, let theirs):
            let draft = ServiceFormPage.Draft(
                service: theirs.record, position: theirs.position, clashes: clashes, draftID: draft.draftID)
            return try answer(draft, request, context)
        }
    }

    private func answer(
        _ draft: ServiceFormPage.Draft, _ request: Request, _ context: AppContext,
        status: HTTPResponse.Status = .unprocessableContent
    ) throws -> Response {
        try page(draft, context, status: status).response(from: request, context: context)
    }

    private func page(_ draft: ServiceFormPage.Draft, _ context: AppContext, status: HTTPResponse.Status = .ok) throws -> HTML {
        let page = ServiceFormPage(
            draft, token: work.formGuard.token(for: ServiceFormPage.formName, in: context), language: Self.language,
            reader: try work.reader(context))
        return try work.views.html(page, context, status: status, caching: .never)
    }
}

extension WorkController {
    /// Three languages to look at: the team's, and two others.
    func previewLanguages(_ chosen: String) -> [Language] {
        var languages = [ServiceEditController.language, .english, Language("ar")]
        let other = Language(chosen)
        if Language.all.contains(other), !languages.contains(other) { languages[2] = other }
        return languages
    }
}

extension PreviewView {
    static func all(of service: Service, words languages: [Language], context: AppContext) -> [PreviewView] {
        languages.map { language in
            func text(_ text: LocalizedText) -> Text? { text.reading(in: language).map { Text($0) } }
            let name = text(service.name) ?? Text("", in: language)
            let shown = [name, text(service.description), text(service.alert), text(service.conditionsText)].compactMap(\.self)
            let worst = shown.first { $0.isFallback } ?? shown.first { $0.state == .outdated } ?? shown.first { $0.state == .machine }
            return PreviewView(
                language: language, name: name, opening: nil, alert: text(service.alert), description: text(service.description),
                conditions: text(service.conditionsText),
                mark: worst.flatMap { Notice.translation(of: $0, in: context.catalogue)?.text })
        }
    }
}
