import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/lists`: services a professional keeps together, with notes; to share, print and follow.
struct ServiceListController: Sendable {
    let work: WorkController
    let store: ServiceListStore
    let newID: @Sendable () -> String

    @Sendable func index(_ request: Request, _ context: AppContext) async throws -> HTML {
        let reader = try reader(context)
        let added = request.uri.queryParameters["add"].map(String.init)
        let service = try await addable(added)
        let page = ServiceListsPage(
            try await store.lists(of: reader, since: since), adding: service, problems: FormProblems(),
            token: work.formGuard.token(for: ServiceListsPage.formName, in: context), reader: try work.reader(context))
        return try work.views.html(page, context, caching: .never)
    }

    /// Makes a list, or puts a service into one; both when a service goes into a new list.
    @Sendable func make(_ request: Request, _ context: AppContext) async throws -> Response {
        let reader = try reader(context)
        let fields = try await fields(request, context)
        let service = try await addable(fields["service"])
        var problems = FormProblems()
        problems.check("note", in: fields, longest: ServiceList.longestNote)
        if fields["list"].isEmpty { problems.check("name", in: fields, isRequired: true, longest: ServiceList.longestName) }
        guard problems.isEmpty else {
            let page = ServiceListsPage(
                try await store.lists(of: reader, since: since), adding: service, problems: problems,
                token: work.formGuard.token(for: ServiceListsPage.formName, in: context), reader: try work.reader(context))
            return try work.views.html(page, context, status: .unprocessableContent, caching: .never)
                .response(from: request, context: context)
        }
        var id = fields["list"]
        if id.isEmpty {
            id = newID()
            try await store.make(id, fields["name"], by: reader, act("list.make", reader))
        }
        if let service {
            guard try await store.put(service.id, fields["note"], in: id, by: reader, act("list.add", reader)) else {
                throw HTTPError(.notFound)
            }
        }
        return context.redirect(to: "work/lists/\(id)")
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let reader = try reader(context)
        guard let (list, items) = try await store.list(try context.parameters.require("id"), for: reader, since: since) else {
            throw HTTPError(.notFound)
        }
        let page = ServiceListPage(
            list, items, of: reader, token: work.formGuard.token(for: ServiceListsPage.formName, in: context),
            page: try work.reader(context))
        return try work.views.html(page, context, caching: .never)
    }

    /// Notes, removes, shares or throws away.
    @Sendable func change(_ request: Request, _ context: AppContext) async throws -> Response {
        let reader = try reader(context)
        let id = try context.parameters.require("id")
        let fields = try await fields(request, context)
        guard fields["note"].unicodeScalars.count <= ServiceList.longestNote else { throw HTTPError(.unprocessableContent) }
        let isDone =
            switch fields["act"] {
            case "note": try await store.put(fields["service"], fields["note"], in: id, by: reader, act("list.note", reader))
            case "remove": try await store.remove(fields["service"], from: id, by: reader, act("list.remove", reader))
            case "share": try await store.share(id, with: fields["organization"].nonEmpty, by: reader, act("list.share", reader))
            case "end": try await store.end(id, by: reader, act("list.end", reader))
            default: false
            }
        guard isDone else { throw HTTPError(.notFound) }
        return context.redirect(to: fields["act"] == "end" ? "work/lists" : "work/lists/\(id)")
    }

    private var since: Instant { work.directory.now() - ServiceList.recent }

    /// Every professional keeps lists of what every professional reads.
    private func reader(_ context: AppContext) throws -> ListReader {
        try context.require(.see(.directory), on: .place(.city))
        let agent = try context.requireAgent()
        let now = context.arrivedAt
        let organizations = agent.grants.filter { $0.isActive(at: now) }.compactMap(\.place.organization)
        return ListReader(account: agent.account, organizations: Set(organizations).sorted())
    }

    private func act(_ name: String, _ reader: ListReader) -> Act {
        Act(name, by: .person(reader.account), for: "public-information", organization: reader.organizations.first)
    }

    private func fields(_ request: Request, _ context: AppContext) async throws -> FormFields {
        let fields = try await request.formFields(context)
        guard work.formGuard.verdict(on: fields, for: ServiceListsPage.formName, request, context) == .accepted else {
            throw HTTPError(.unprocessableContent)
        }
        return fields
    }

    private func addable(_ id: String?) async throws -> Service? {
        guard let id, !id.isEmpty else { return nil }
        return try await work.edits.open(Service.self, id)?.record
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
