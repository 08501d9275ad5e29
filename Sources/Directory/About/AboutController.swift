import Core
import Hummingbird
import Web

/// `/{lang}/about`
struct AboutController: Sendable {
    let directory: DirectoryReader
    let views: Views
    let catalogues: Catalogues

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        try views.html(AboutPage(try directory.snapshot(), catalogues: catalogues, context: context), context)
    }
}
