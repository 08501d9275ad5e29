import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// `/api/hsds/`: the directory as Open Referral HSDS 3.1.
struct HSDSController: Sendable {
    let directory: DirectoryReader
    let store: HSDSStore
    let base: String

    func addRoutes(to router: RouterGroup<AppContext>) {
        router.get("", use: about)
        router.get("profile", use: profile)
        list("services", HSDSRoutes.services, router) { query, records in try await services(query, records) }
        list("organizations", HSDSRoutes.organizations, router) { query, records in try await organizations(query, records) }
        list("service_at_locations", HSDSRoutes.servicesAtLocations, router) { query, records in
            try await servicesAtLocations(query, records)
        }
        list("taxonomies", HSDSRoutes.taxonomies, router) { query, records in taxonomies(query, records(DirectoryRecords())) }
        list("taxonomy_terms", HSDSRoutes.taxonomyTerms, router) { query, records in taxonomyTerms(query, records(DirectoryRecords())) }
        one("services", router) { id, records in records(try await store.service(id)).service(id, full: true) }
        one("organizations", router) { id, records in records(try await store.organization(id)).organization(id, full: true) }
        one("service_at_locations", router) { id, records in
            records(try await store.serviceAtLocation(id)).serviceAtLocation(id, full: true)
        }
        one("taxonomies", router) { id, records in records(DirectoryRecords()).taxonomy(id) }
        one("taxonomy_terms", router) { id, records in records(DirectoryRecords()).taxonomyTerm(id) }
    }

    /// Makes HSDS objects of records, in the words of the city's taxonomy.
    typealias Conversion = @Sendable (DirectoryRecords) -> HSDSRecords

    /// A page of one list, whatever its elements.
    struct Listed: Sendable {
        let json: @Sendable () -> [UInt8]
        let lines: @Sendable () -> [UInt8]

        init<Element: Codable & Hashable & Sendable>(_ elements: [Element], _ query: HSDSQuery, total: Int) {
            json = { JSONText.encode(HSDS.Page(elements, page: query.filter.page, perPage: query.filter.perPage, total: total)) }
            lines = { JSONText.lines(elements) }
        }
    }

    private func about(_ request: Request, _ context: AppContext) async throws -> Response {
        let about = ["version": HSDS.version, "profile": base + "/api/hsds/profile", "openapi_url": base + "/api/openapi.json"]
        return JSONAnswer.tagged(bytes: JSONText.encode(about), request: request)
    }

    private func profile(_ request: Request, _ context: AppContext) async throws -> Response {
        JSONAnswer.tagged(bytes: JSONText.encode(HSDSProfile.description), request: request)
    }

    private func list(
        _ name: String, _ parameters: [APIParameter], _ router: RouterGroup<AppContext>,
        _ answer: @escaping @Sendable (HSDSQuery, Conversion) async throws -> Listed
    ) {
        @Sendable func respond(_ request: Request, _ items: [(name: String, value: String)]) async throws -> Response {
            let snapshot = try directory.snapshot()
            var query = try HSDSQuery(items, allowed: parameters, taxonomy: snapshot.taxonomy)
            query.filter.words = query.search.map { WordsFound($0, in: snapshot.index) }
            if query.isMinimal, !query.isPaged { query.filter.perPage = HSDSQuery.largestMinimalPage }
            guard query.isLines else {
                return JSONAnswer.tagged(bytes: try await answer(query, Self.conversion(snapshot)).json(), request: request)
            }
            (query.filter.page, query.filter.perPage) = (1, HSDSQuery.largestPage)
            let first = query
            return JSONAnswer.lines { page in
                var next = first
                next.filter.page = page
                return try await answer(next, Self.conversion(snapshot)).lines()
            }
        }
        router.get(RouterPath(name)) { request, _ in try await respond(request, request.parameters) }
        router.post(RouterPath(name)) { request, _ in try await respond(request, try await Self.body(request)) }
    }

    private func one<Element: Encodable & Sendable>(
        _ name: String, _ router: RouterGroup<AppContext>, _ find: @escaping @Sendable (String, Conversion) async throws -> Element?
    ) {
        router.get(RouterPath("\(name)/:id")) { request, context in
            let id = try context.parameters.require("id")
            guard let element = try await find(id, Self.conversion(try directory.snapshot())) else {
                if name == "services", let survivor = try await store.survivor(of: id) {
                    return Response.moved(to: "\(base)/api/hsds/services/\(survivor)")
                }
                throw Problem(.notFound, detail: "No record of this list has this identifier; /api/hsds/\(name) lists those there are.")
            }
            return JSONAnswer.tagged(bytes: JSONText.encode(element), request: request)
        }
    }

    private static func conversion(_ snapshot: DirectorySnapshot) -> Conversion {
        let taxonomy = Taxonomy(terms: snapshot.taxonomy.terms)
        return { HSDSRecords($0, taxonomy: taxonomy) }
    }

    /// The parameters of a POST: a JSON object of texts, numbers and booleans.
    private static func body(_ request: Request) async throws -> [(name: String, value: String)] {
        var request = request
        let buffer = try await request.collectBody(upTo: 64 * 1024)
        do {
            let values = try JSONDecoder().decode([String: Scalar].self, from: Data(buffer.readableBytesView))
            return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
        } catch {
            throw Problem(.badRequest, detail: "Send the parameters as one JSON object of texts, numbers and booleans.")
        }
    }

    private struct Scalar: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                text = String(flag)
            } else if let number = try? container.decode(Int.self) {
                text = String(number)
            } else {
                text = try container.decode(String.self)
            }
        }
    }
}
