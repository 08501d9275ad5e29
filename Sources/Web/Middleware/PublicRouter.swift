import Core
import HTTPTypes
import Hummingbird

/// The router with everything a request passes before its route, outermost first.
///
/// - Parameter isSecure: visitors come by TLS, and browsers are told to come in no other way.
package func publicRouter(
    views: Views, catalogues: Catalogues, assets: Assets, trustedProxies: Int = 0, isSecure: Bool = false,
    figures: RequestFigures = RequestFigures()
) -> Router<AppContext> {
    let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog(figures))
    router.add(middleware: SecurityHeaders(isSecure: isSecure))
    router.add(middleware: Compression())
    router.add(middleware: CrossOriginReading())
    router.add(middleware: ReaderLanguage(catalogues))
    router.add(middleware: ErrorPages(views))
    router.add(middleware: RequestLimits(trustedProxies: trustedProxies))
    router.add(middleware: StaticFiles(assets))
    router.redirectToReaderLanguage()
    return router
}
