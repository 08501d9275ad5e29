import HTTPTypes
import Hummingbird
import Logging

/// One line per request: the route's pattern, never the address somebody asked for, and nothing about who asked.
package struct RequestLog: RouterMiddleware {
    package typealias Context = AppContext
    private let figures: RequestFigures

    package init(_ figures: RequestFigures = RequestFigures()) { self.figures = figures }

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        let time = clock.now - start
        figures.count(status: response.status.code, spent: time)
        let spent = time / .milliseconds(1)
        context.logger.info(
            "Request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "file")",
                "status": "\(response.status.code)", "ms": "\((spent * 10).rounded() / 10)",
            ])
        return response
    }
}
