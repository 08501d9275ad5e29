import Hummingbird

/// `GET /api/openapi.json`
struct OpenAPIController: Sendable {
    let routes: [APIRoute]

    static let routes = [APIRoute(method: "get", path: "/api/openapi.json", summary: "This document", answer: "OpenAPI 3.1", errors: [])]

    @Sendable func show(_ request: Request, _ context: some RequestContext) async throws -> Response {
        JSONAnswer.tagged(bytes: Array(try OpenAPIDocument(title: "Parvis", routes: routes).json()), request: request)
    }
}
