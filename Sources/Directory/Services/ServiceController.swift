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

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        do {
            let listings = try await listings(context)
            let form = feedback.empty(about: listings[0].service.id, context)
            return try await page(listings, form: form, request: request, context: context).response(from: request, context: context)
        } catch let merged as MergedService {
            return .moved(to: merged.path("", request, context))
        }
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

    @Sendable func staff(_ request: Request, _ context: AppContext) async throws -> Response {
        do {
            let listings = try await listings(context)
            let taxonomy = try directory.snapshot().taxonomy
            let page = StaffPage(listings[0], taxonomy: taxonomy, staffWords: catalogues[.french], context: context)
            return try views.html(page, context).response(from: request, context: context)
        } catch let merged as MergedService {
            return .moved(to: merged.path("/show", request, context))
        }
    }

    /// The service of the address at each of its places; a service without a place is not published.
    ///
    /// - Throws: `MergedService` for the address of a duplicate.
    func listings(_ context: AppContext) async throws -> [Listing] {
        let id = try context.parameters.require("id")
        let listings = try await store.listings(ofService: id)
        if listings.isEmpty, let survivor = try await store.survivor(of: id) { throw MergedService(survivor: survivor) }
        guard !listings.isEmpty else { throw HTTPError(try await store.knows(service: id) ? .gone : .notFound) }
        return listings
    }

    /// The service somebody writes about: of a duplicate, the one that stays.
    func listingsFollowingMerges(_ context: AppContext) async throws -> [Listing] {
        do { return try await listings(context) } catch let merged as MergedService {
            return try await store.listings(ofService: merged.survivor)
        }
    }
}

/// The address of a service that was merged into another.
struct MergedService: Error, Hashable, Sendable {
    let survivor: String

    func path(_ below: String, _ request: Request, _ context: AppContext) -> String {
        let query = request.uri.query.map { "?\($0)" } ?? ""
        return "/\(context.language.tag)/services/\(survivor)\(below)\(query)"
    }
}

extension Response {
    /// To where a merged record stands now. An hour only: a merge can be undone.
    static func moved(to address: String) -> Response {
        Response(status: .movedPermanently, headers: [.location: address, .cacheControl: "max-age=3600"])
    }
}
