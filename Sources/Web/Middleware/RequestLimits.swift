import Core
import HTTPTypes
import Hummingbird

/// Turns away what is too long before anything reads it, and finds where a request behind a proxy comes from.
package struct RequestLimits: RouterMiddleware {
    package typealias Context = AppContext
    /// Reverse proxies in front of us that add to `X-Forwarded-For`; 0 trusts nobody's word.
    let trustedProxies: Int
    static let longestAddress = 4096

    package init(trustedProxies: Int = 0) { self.trustedProxies = trustedProxies }

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= Self.longestAddress else { throw HTTPError(.uriTooLong) }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > context.maxUploadSize, !request.isUpload {
            throw HTTPError(.contentTooLarge)
        }
        var context = context
        if trustedProxies > 0 {
            let hops = request.headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }.map(\.trimmed)
            if hops.count >= trustedProxies { context.remoteAddress = hops[hops.count - trustedProxies] }
        }
        return try await next(request.withSpacesInQuery, context)
    }
}

extension Request {
    /// Browsers write a space of a form as `+`; the router's own decoding leaves it, so `%20` takes its place once for all.
    fileprivate var withSpacesInQuery: Request {
        guard method == .get || method == .head, let query = uri.query, query.contains("+") else { return self }
        var head = head
        head.path = uri.path + "?" + query.replacing("+", with: "%20")
        return Request(head: head, body: body)
    }

    /// Bodies of the API and files are bounded by their own routes.
    fileprivate var isUpload: Bool { uri.path.hasPrefix("/api") || uri.path.hasSuffix("/upload") }

    /// A form of another site sent the reader's browser here.
    package var isCrossSite: Bool { headers[.secFetchSite] == "cross-site" }

    /// The browser says that a page of this very origin sent the reader here.
    package var isSameOrigin: Bool { headers[.secFetchSite] == "same-origin" }
}
