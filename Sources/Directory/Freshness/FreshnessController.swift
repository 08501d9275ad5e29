import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/confirm`, where the letter leads, and `/{lang}/work/freshness`, the city's board of what nobody confirms.
struct FreshnessController: Sendable {
    let work: WorkController
    let store: FreshnessStore
    let links: DirectoryLinks

    /// What the reader's team has to look at: one tap for one service, or for all that are shown.
    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let scope = try context.requireScope(of: .change(.directory))
        return try await page(scope, confirmed: request.uri.queryParameters["confirmed"].flatMap { Int($0) }, isExpired: false, context)
    }

    @Sendable func confirm(_ request: Request, _ context: AppContext) async throws -> Response {
        let scope = try context.requireScope(of: .change(.directory))
        let fields = try await request.formFields(context)
        guard work.formGuard.verdict(on: fields, for: ConfirmPage.formName, request, context) == .accepted else {
            return try await page(scope, confirmed: nil, isExpired: true, context).response(from: request, context: context)
        }
        // Only what stood on the page was looked at.
        let ids = fields["service"].isEmpty ? Set(fields.all("shown")) : [fields["service"]]
        let count = try await store.confirm(ids, in: scope, today: work.today(), by: context.requireAgent().account)
        return context.redirect(to: "work/confirm?confirmed=\(count)")
    }

    private func page(_ scope: AccessScope, confirmed: Int?, isExpired: Bool, _ context: AppContext) async throws -> HTML {
        let reader = try work.reader(context)
        let today = try work.today()
        let late = try await store.running(in: scope).filter { reader.snapshot.freshness(of: $0.service, today: today).isLate }
        let page = ConfirmPage(
            late, confirmed: confirmed, isExpired: isExpired, token: work.formGuard.token(for: ConfirmPage.formName, in: context),
            reader: reader)
        return try work.views.html(page, context, status: isExpired ? .unprocessableContent : .ok, caching: .never)
    }

    /// Who is late, organization by organization: the city's own board.
    @Sendable func board(_ request: Request, _ context: AppContext) async throws -> HTML {
        try context.require(.review(.directory), on: .place(.city))
        let reader = try work.reader(context)
        let today = try work.today()
        let lines = try await store.running(in: context.scope(of: .review(.directory)))
        let asked = try await store.lastAsked()
        let teams = try await store.database.read { [links] session in
            try Dictionary(grouping: lines, by: \.organization).map { id, lines in
                FreshnessBoard.Team(
                    name: lines[0].organizationName, services: lines.count,
                    late: lines.count { reader.snapshot.freshness(of: $0.service, today: today).isLate },
                    never: lines.count { $0.service.provenance.checkedOn == nil }, asked: asked[id],
                    people: try links.inCharge(id, session).count)
            }
        }
        return try work.views.html(FreshnessBoard(teams, reader: reader), context, caching: .never)
    }
}
