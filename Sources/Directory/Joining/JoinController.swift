import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/join`: an organization asks to work with the city; `/{lang}/work/organizations`: the city answers.
struct JoinController: Sendable {
    let work: WorkController
    let store: JoinStore
    let catalogues: Catalogues

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> HTML {
        try form(FormFields(), FormProblems(), isSent: false, context)
    }

    @Sendable func send(_ request: Request, _ context: AppContext) async throws -> HTML {
        let fields = try await request.formFields(context)
        var problems = JoinPage.problems(fields)
        let verdict = problems.isEmpty ? work.formGuard.verdict(on: fields, for: JoinPage.formName, request, context) : .accepted
        // A program that fills every field is thanked and forgotten.
        if verdict != .robot { problems.add(verdict, to: "name") }
        guard problems.isEmpty else { return try form(fields, problems, isSent: false, context) }
        if verdict == .accepted {
            try await store.add(
                JoinRequest(
                    id: work.newID(), name: fields["name"], website: fields["website"].webAddress, words: fields["words"],
                    language: context.language, receivedAt: work.directory.now(),
                    contact: .init(name: fields["contactName"], email: fields["contactEmail"]), state: .waiting, reason: nil))
        }
        return try form(FormFields(), FormProblems(), isSent: true, context)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> HTML {
        try requireCity(context)
        return try await list(nil, context)
    }

    @Sendable func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        try requireCity(context)
        guard let asked = try await store.find(context.parameters.require("id")) else { throw HTTPError(.notFound) }
        let fields = try await request.formFields(context)
        let field = JoinListPage.field(of: asked.id)
        let accepts = fields["answer"] == "accept"
        guard accepts || fields["answer"] == "refuse" else { throw HTTPError(.unprocessableContent) }
        var problems = FormProblems()
        problems.check(field, in: fields, isRequired: !accepts, longest: JoinRequest.longestWords)
        problems.add(work.formGuard.verdict(on: fields, for: JoinListPage.formName, request, context), to: field)
        let existing = fields["as"].unlessEmpty
        if let existing, try await !store.alike(asked.name).map(\.id).contains(existing) { problems.add("form.choose_listed", to: field) }
        if problems.isEmpty {
            let account = try context.requireAgent().account
            do {
                let isDone =
                    accepts
                    ? try await store.accept(asked, as: existing, reason: fields[field], by: account)
                    : try await store.refuse(asked, reason: fields[field], letter: letter(to: asked, fields[field]), by: account)
                if !isDone { problems.add("join.over", to: field) }
            } catch is WelcomeRefused { problems.add("join.not_invited", to: field) }
        }
        if problems.isEmpty { return context.redirect(to: "work/organizations") }
        return try await list((asked.id, fields[field], problems), context).response(from: request, context: context)
    }

    /// Who lets organizations in makes them, and gives the first role there.
    private func requireCity(_ context: AppContext) throws {
        try context.require(.review(.organizations), on: .place(.city))
        try context.require(.create(.organizations), on: .place(.city))
        try context.require(.grant(.roles), on: .place(.city))
    }

    private func letter(to asked: JoinRequest, _ reason: String) -> DirectoryLetter? {
        guard let contact = asked.contact else { return nil }
        let words = catalogues[asked.language]
        return DirectoryLetter(
            to: contact.email, subject: words("join.refusal_subject").plain,
            text: words("join.refusal", ["name": contact.name, "organization": asked.name, "reason": reason]).plain,
            language: asked.language.tag)
    }

    private func form(_ fields: FormFields, _ problems: FormProblems, isSent: Bool, _ context: AppContext) throws -> HTML {
        let page = JoinPage(
            fields, problems, isSent: isSent, token: work.formGuard.token(for: JoinPage.formName, in: context), context: context)
        return try work.views.html(page, context, status: problems.isEmpty ? .ok : .unprocessableContent, caching: .never)
    }

    private func list(_ typed: JoinListPage.Typed?, _ context: AppContext) async throws -> HTML {
        let waiting = try await store.waiting(limit: JoinListPage.most)
        var alike: [String: [Organization]] = [:]
        for request in waiting { alike[request.id] = try await store.alike(request.name) }
        let page = JoinListPage(
            waiting, alike: alike, answered: try await store.answered(limit: 20), typed: typed,
            token: work.formGuard.token(for: JoinListPage.formName, in: context), reader: try work.reader(context))
        return try work.views.html(page, context, status: typed == nil ? .ok : .unprocessableContent, caching: .never)
    }
}
