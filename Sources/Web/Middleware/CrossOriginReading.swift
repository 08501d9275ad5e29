import HTTPTypes
import Hummingbird

/// Lets pages of any site read the public API, refusals included; nothing is sent with cookies, so nothing personal is read.
package struct CrossOriginReading: RouterMiddleware {
    package typealias Context = AppContext

    package init() {}

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard request.uri.path.hasPrefix("/api/") else { return response }
        response.headers[.accessControlAllowOrigin] = "*"
        if request.method == .options {
            response.headers[.accessControlAllowMethods] = "GET, POST"
            response.headers[.accessControlAllowHeaders] = "Content-Type"
        }
        return response
    }
}
