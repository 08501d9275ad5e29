import Core
import HTTPTypes
import Hummingbird

/// Finds the reader's language: the first segment of the address, or the browser's preferences.
package struct ReaderLanguage: RouterMiddleware {
    package typealias Context = AppContext
    let catalogues: Catalogues

    package init(_ catalogues: Catalogues) { self.catalogues = catalogues }

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let path = request.uri.path
        let segment = path.dropFirst().prefix { $0 != "/" }
        let named = catalogues.language(tag: segment)
        context.isLanguageExplicit = named != nil
        context.language = named ?? Language.best(for: request.headers[.acceptLanguage])
        context.catalogue = catalogues[context.language]
        if named != nil {
            let rest = path.dropFirst(segment.count + 2)
            context.target = String(rest) + (request.uri.query.map { "?" + $0 } ?? "")
        }
        return try await next(request, context)
    }
}

extension RouterMethods where Context == AppContext {
    /// `/` sends readers to their own language.
    @discardableResult
    package func redirectToReaderLanguage() -> Self {
        get("/") { _, context in
            Response(
                status: .found, headers: [.location: "/\(context.language.tag)/", .vary: "Accept-Language", .cacheControl: "no-cache"])
        }
    }
}
