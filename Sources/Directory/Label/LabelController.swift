import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/services/{id}/label` and `/{lang}/work/labels`: the city's label is asked for, checked, granted and withdrawn.
struct LabelController: Sendable {
    let work: WorkController
    let store: LabelStore
    let names: @Sendable ([String]) async throws -> [String: String]
    let newID: @Sendable () -> String

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let (service, _) = try await service(.see(.label), context)
        return try await page(service, FormFields(), FormProblems(), isSaved: request.uri.queryParameters["saved"] != nil, context)
    }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let (service, act) = try await service(.create(.label), name: "label.ask", context)
        let fields = try await request.formFields(context)
        var problems = words(of: fields)
        if problems.isEmpty { problems.add(verdict(fields, request, context), to: "words") }
        if problems.isEmpty,
            try await !store.ask(newID(), for: service.id, words: fields["words"], today: work.today(), act)
        {
            problems.add("label.over", to: "words")
        }
        return try await answer(service, fields, problems, request, context)
    }

    @Sendable func check(_ request: Request, _ context: AppContext) async throws -> Response {
        let (service, act) = try await service(.review(.label), name: "label.check", context)
        let fields = try await request.formFields(context)
        let field = "note-\(fields["criterion"])"
        let criteria = try work.directory.snapshot().city.label?.criteria ?? []
        guard criteria.contains(where: { $0.id == fields["criterion"] }), ["yes", "no"].contains(fields["met"]),
            let open = try await store.requests(ofService: service.id).first(where: { $0.state == .waiting })
        else { throw HTTPError(.unprocessableContent) }
        var problems = FormProblems()
        problems.check(field, in: fields, longest: LabelRequest.longestWords)
        if problems.isEmpty { problems.add(verdict(fields, request, context), to: field) }
        if problems.isEmpty,
            try await !store.check(fields["criterion"], isMet: fields["met"] == "yes", note: fields[field], of: open.id, act)
        {
            problems.add("label.over", to: field)
        }
        return try await answer(service, fields, problems, request, context)
    }

    @Sendable func decide(_ request: Request, _ context: AppContext) async throws -> Response {
        let (service, act) = try await service(.grant(.label), name: "label.decide", context)
        let fields = try await request.formFields(context)
        guard let kind = LabelRequest.Step.Kind(rawValue: fields["act"]), kind != .asked,
            let open = try await store.requests(ofService: service.id).first(where: { [.waiting, .granted].contains($0.state) })
        else { throw HTTPError(.unprocessableContent) }
        let (today, until) = (try work.today(), Day(fields["until"]))
        var problems = words(of: fields)
        if !fields["until"].isEmpty, until == nil { problems.add("form.day", to: "until") }
        if let until, until < today { problems.add("label.until_past", to: "until") }
        if problems.isEmpty { problems.add(verdict(fields, request, context), to: "words") }
        if problems.isEmpty {
            let decision = LabelStore.Decision(
                kind: kind, words: fields["words"], until: until, today: today,
                criteria: try work.directory.snapshot().city.label?.criteria ?? [])
            switch try await store.decide(decision, on: open.id, act) {
            case .done: break
            case .unmet: problems.add("label.unmet", to: "words")
            case .over: problems.add("label.over", to: "words")
            }
        }
        return try await answer(service, fields, problems, request, context)
    }

    /// What waits for the city, and who has the label.
    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> HTML {
        let scope = try context.requireScope(of: .list(.label))
        let page = LabelsPage(
            waiting: try await store.requests(.waiting, in: scope, limit: LabelsPage.most),
            granted: try await store.requests(.granted, in: scope, limit: LabelsPage.most), reader: try work.reader(context))
        return try work.views.html(page, context, caching: .never)
    }

    /// The rule first, then the service and who acts on it.
    private func service(_ permission: Permission, name: String = "label.see", _ context: AppContext) async throws -> (Service, Act) {
        let id = try context.parameters.require("id")
        let organization = try await work.store.organization(ofService: id)
        try context.require(permission, on: organization.map { .record(of: $0) })
        guard let opened = try await work.edits.open(Service.self, id) else { throw HTTPError(.notFound) }
        let author = Act.Author.person(try context.requireAgent().account)
        return (opened.record, Act(name, by: author, for: "public-information", organization: organization))
    }

    private func words(of fields: FormFields) -> FormProblems {
        var problems = FormProblems()
        problems.check("words", in: fields, isRequired: true, longest: LabelRequest.longestWords)
        return problems
    }

    private func verdict(_ fields: FormFields, _ request: Request, _ context: AppContext) -> FormGuard.Verdict {
        work.formGuard.verdict(on: fields, for: LabelPage.formName, request, context)
    }

    private func answer(
        _ service: Service, _ fields: FormFields, _ problems: FormProblems, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        if problems.isEmpty { return context.redirect(to: "work/services/\(service.id)/label?saved=1") }
        return try await page(service, fields, problems, isSaved: false, context).response(from: request, context: context)
    }

    private func page(
        _ service: Service, _ fields: FormFields, _ problems: FormProblems, isSaved: Bool, _ context: AppContext
    ) async throws -> HTML {
        let requests = try await store.requests(ofService: service.id)
        let accounts = requests.flatMap { $0.steps.map(\.account) + $0.checks.values.map(\.account) }
        let target = AccessTarget.record(of: service.organizationID)
        let page = LabelPage(
            service, requests: requests, people: try await names(Array(Set(accounts))),
            rights: .init(
                asks: context.may(.create(.label), on: target), checks: context.may(.review(.label), on: target),
                decides: context.may(.grant(.label), on: target),
                decidesAfterProof: context.decision(.grant(.label), on: target).answer == .stepUp),
            fields: fields, problems: problems, isSaved: isSaved, today: try work.today(),
            token: work.formGuard.token(for: LabelPage.formName, in: context), reader: try work.reader(context))
        return try work.views.html(page, context, status: problems.isEmpty ? .ok : .unprocessableContent, caching: .never)
    }
}

extension WorkController {
    /// The day on the city's clock.
    func today() throws -> Day { try directory.snapshot().local(directory.now()).day }
}
