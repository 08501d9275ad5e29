import Core
import HTTPTypes
import Hummingbird
import Web

/// `/{lang}/services/{id}` and the screen to show to staff.
struct ServiceController: Sendable {
    let directory: DirectoryReader
    let store: ListingStore
    let freshness: FreshnessStore
    let feedback: FeedbackForms
    let views: Views
    let catalogues: Catalogues
    /// Where this Parvis is found by others: `https://accueil.example`.
    let base: String

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let listings = try await listings(context)
        return try await page(listings, form: feedback.empty(about: listings[0].service.id, context), request: request, context: context)
    }

    /// The page with the form as it stands: empty, or with its problems and everything typed.
    func page(_ listings: [Listing], form: FeedbackForm, request: Request, context: AppContext) async throws -> HTML {
        let snapshot = try directory.snapshot()
        let (query, _) = FindQuery.read(request.parameters, zone: snapshot.zone, now: directory.now())
        let service = listings[0].service
        let days = (snapshot.city.freshness ?? .standard).days(ofThemes: snapshot.taxonomy.themes(of: service.needs))
        let visitors = try await freshness.visitors(of: service.id, since: directory.now() - Int64(days) * 86_400)
        let path = "/\(context.language.tag)/services/\(listings[0].service.id)"
        let page = try ServicePage(
            listings, query: query, form: form, visitors: visitors, address: base + path, now: directory.now(), in: snapshot,
            context: context)
        let status: HTTPResponse.Status = form.hasProblems ? .unprocessableContent : .ok
        return try views.html(page, context, status: status, caching: .never)
    }

    @Sendable func staff(_ request: Request, _ context: AppContext) async throws -> HTML {
        let listings = try await listings(context)
        let page = StaffPage(listings[0], taxonomy: try directory.snapshot().taxonomy, staffWords: catalogues[.french], context: context)
        return try views.html(page, context)
    }

    /// The service of the address at each of its places; a service without a place is not published.
    func listings(_ context: AppContext) async throws -> [Listing] {
        let id = try context.parameters.require("id")
        let listings = try await store.listings(ofService: id)
        guard !listings.isEmpty else { throw HTTPError(try await store.knows(service: id) ? .gone : .notFound) }
        return listings
    }
}
