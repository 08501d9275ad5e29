import Hummingbird

/// `GET /api/openapi.json`: the document, written once when the server starts.
struct OpenAPIController: Sendable {
    let document: StaticJSON

    /// - Parameter base: where this Parvis is found by others.
    init(base: String) throws {
        let document = OpenAPIDocument(base: base, routes: Self.routes, schemas: Self.schemas)
        self.document = StaticJSON(try document.json())
    }

    /// Every route that answers programs, whoever serves it.
    static let routes =
        SearchAPI.routes + HoursAPI.routes + HSDSRoutes.all + operations + [
            APIRoute(
                method: "get", path: "/api/v1/checkpoints", summary: "Signed checkpoints of the city's journal, for others to keep",
                answer: "The public key, and C2SP signed notes, newest first", schema: .record(["key!": .string, "checkpoints!": .strings])),
            APIRoute(
                method: "get", path: "/api/openapi.json", summary: "This document", answer: "OpenAPI 3.1",
                schema: .record(["openapi!": .string]), isTagged: true),
        ]

    /// What whoever watches the server asks.
    private static let operations = [
        APIRoute(method: "get", path: "/healthz", summary: "Is the server alive", answer: "It is"),
        APIRoute(
            method: "get", path: "/readyz", summary: "Is a directory loaded, and does the database answer", answer: "Both",
            refusals: [503]),
        APIRoute(method: "get", path: "/metrics", summary: "Sizes and ages, nothing about anybody", answer: "Prometheus text"),
    ]

    static let schemas = APISchema.problems.merging(APISchema.search) { $1 }.merging(APISchema.hsds) { $1 }

    @Sendable func show(_ request: Request, _ context: some RequestContext) async throws -> Response {
        document.response(to: request)
    }
}
