import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/…`: an organization keeps its part of the directory true.
struct WorkController: Sendable {
    let directory: DirectoryReader
    let store: WorkStore
    let edits: EditStore
    let drafts: DraftStore
    let newID: @Sendable () -> String
    let formGuard: FormGuard
    let views: Views

    @Sendable func home(_ request: Request, _ context: AppContext) async throws -> HTML {
        let scope = try context.requireScope(of: .change(.directory))
        let listings = try await store.listings(in: scope, limit: WorkPage.most + 1)
        let page = WorkPage(
            Array(listings.prefix(WorkPage.most)), hasMore: listings.count > WorkPage.most,
            seesBoard: context.may(.review(.directory), on: .place(.city)),
            returned: try await drafts.open(in: scope, limit: DraftsPage.most).count { $0.state == .clashed },
            token: formGuard.token(for: WorkPage.formName, in: context), now: directory.now(),
            reader: try reader(context))
        return try views.html(page, context, caching: .never)
    }

    /// "Everything is still right": one tap.
    @Sendable func confirm(_ request: Request, _ context: AppContext) async throws -> Response {
        let today = try directory.snapshot().local(directory.now()).day
        return try await act("directory.confirm", request, context) { service, _ in service.provenance.checkedOn = today }
    }

    /// How full it is, until it expires by itself.
    @Sendable func saturation(_ request: Request, _ context: AppContext) async throws -> Response {
        let now = directory.now()
        let snapshot = try directory.snapshot()
        return try await act("directory.saturation", request, context) { service, fields in
            guard let level = Saturation.Level(rawValue: fields["level"]) else { return service.saturation = nil }
            service.saturation = Saturation(level: level, since: now, until: snapshot.expiry(fields["until"], from: now))
        }
    }

    /// A change of one service that is one button, and back to the list.
    private func act(
        _ name: String, _ request: Request, _ context: AppContext,
        edit: @escaping @Sendable (inout Service, FormFields) -> Void
    ) async throws -> Response {
        let id = try context.parameters.require("id")
        let author = try await self.author(name, ofService: id, context)
        let fields = try await request.formFields(context)
        guard formGuard.verdict(on: fields, for: WorkPage.formName, request, context) == .accepted else {
            throw HTTPError(.unprocessableContent)
        }
        guard try await edits.change(Service.self, id, author, edit: { edit(&$0, fields) }) != nil else { throw HTTPError(.notFound) }
        return context.redirect(to: "work#\(id)")
    }

    /// The directory as it is now, in the reader's words.
    func reader(_ context: AppContext) throws -> Reader { Reader(snapshot: try directory.snapshot(), context: context) }

    /// The rule first, then who writes, in whose name.
    func author(_ name: String, ofService id: String, _ context: AppContext) async throws -> Act {
        try author(name, organization: try await store.organization(ofService: id), context)
    }

    func author(_ name: String, organization: String?, _ context: AppContext) throws -> Act {
        try context.require(.change(.directory), on: organization.map { .record(of: $0) })
        return Act(name, by: .person(try context.requireAgent().account), for: "public-information", organization: organization)
    }
}

extension DirectorySnapshot {
    /// When a word about how full it is stops being shown: in two hours, at the end of the day, or tomorrow at nine.
    func expiry(_ choice: String, from now: Instant) -> Instant {
        let today = local(now).day
        return switch choice {
        case "today": zone.instant(day: today.advanced(by: 1), minute: 0)
        case "tomorrow": zone.instant(day: today.advanced(by: 1), minute: 9 * 60)
        default: now + 2 * 3_600
        }
    }
}
