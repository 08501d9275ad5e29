import Access
import Core
import Database
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/work/duplicates`: the city looks at two services side by side and makes one of them, or says that they are two.
struct DuplicateController: Sendable {
    let work: WorkController
    let store: DuplicateStore

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> HTML {
        try requireCity(context)
        let page = DuplicatesPage(
            try await store.waiting(limit: DuplicatesPage.most), merges: try await store.merges(limit: DuplicatesPage.most),
            token: work.formGuard.token(for: DuplicatePage.formName, in: context), reader: try work.reader(context))
        return try work.views.html(page, context, caching: .never)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let pair = try await pair(context)
        return try await page(pair, problem: nil, context)
    }

    @Sendable func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        let pair = try await pair(context)
        let fields = try await request.formFields(context)
        if let problem = verdict(fields, request, context).problem {
            return try await page(pair, problem: problem, context).response(from: request, context: context)
        }
        let author = Act.Author.person(try context.requireAgent().account)
        if fields["act"] == "different" {
            try await store.keepApart(pair, Act("duplicate.different", by: author, for: "public-information"))
            return context.redirect(to: "work/duplicates")
        }
        guard ["first", "second"].contains(fields["survivor"]) else {
            return try await page(pair, problem: "merge.choose", context).response(from: request, context: context)
        }
        let keepsFirst = fields["survivor"] == "first"
        let choice = DuplicateStore.Choice(
            id: work.newID(), from: keepsFirst ? pair.second.id : pair.first.id, to: keepsFirst ? pair.first.id : pair.second.id,
            taken: Set(Duplicate.fields.filter { fields["field-\($0)"] == (keepsFirst ? "second" : "first") }),
            places: Set(fields.all("place")))
        guard try await store.merge(choice, Act("merge.make", by: author, for: "public-information")) else { throw HTTPError(.notFound) }
        return context.redirect(to: "work/duplicates")
    }

    @Sendable func undo(_ request: Request, _ context: AppContext) async throws -> Response {
        try requireCity(context)
        let fields = try await request.formFields(context)
        guard verdict(fields, request, context) == .accepted else { throw HTTPError(.unprocessableContent) }
        let act = Act("merge.undo", by: .person(try context.requireAgent().account), for: "public-information")
        guard try await store.undo(fields["merge"], act) else { throw HTTPError(.notFound) }
        return context.redirect(to: "work/duplicates")
    }

    private func requireCity(_ context: AppContext) throws { try context.require(.review(.directory), on: .place(.city)) }

    private func verdict(_ fields: FormFields, _ request: Request, _ context: AppContext) -> FormGuard.Verdict {
        work.formGuard.verdict(on: fields, for: DuplicatePage.formName, request, context)
    }

    private func pair(_ context: AppContext) async throws -> Duplicate {
        try requireCity(context)
        let ids = try context.parameters.require("id").split(separator: "_").map(String.init)
        guard ids.count == 2, let pair = try await store.pair(ids[0], ids[1]) else { throw HTTPError(.notFound) }
        return pair
    }

    private func page(_ pair: Duplicate, problem: String?, _ context: AppContext) async throws -> HTML {
        let listings = try await store.database.read { session in
            var listings: [Listing] = []
            try session.listings(where: "s.id IN \(list: [pair.first.id, pair.second.id])", limit: 100, leaveOut: { _, _ in }) {
                listings.append($0)
            }
            return listings
        }
        let page = try DuplicatePage(
            pair, listings, problem: problem, token: work.formGuard.token(for: DuplicatePage.formName, in: context),
            reader: try work.reader(context))
        return try work.views.html(page, context, status: problem == nil ? .ok : .unprocessableContent, caching: .never)
    }
}
