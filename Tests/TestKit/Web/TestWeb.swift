import Core
import Foundation
import Hummingbird
@_exported import HummingbirdTesting
@_exported import NIOCore
import Web

/// What every page test stands on: the repository's own catalogues, templates and style.
package struct TestWeb: Sendable {
    package let catalogues: Catalogues
    package let assets: Assets
    package let views: Views

    private static let catalogues = Result { try Catalogues(folder: TestFiles.locales) }
    private static let pseudoCatalogues = Result { try Catalogues(folder: TestFiles.locales, pseudo: true) }
    private static let assets = Result { try Assets(folder: TestFiles.assets) }

    package init(pseudo: Bool = false, site: Views.Site = .init(name: "Parvis")) throws {
        catalogues = try (pseudo ? Self.pseudoCatalogues : Self.catalogues).get()
        assets = try Self.assets.get()
        views = try Views(templates: TestFiles.templates, assets: assets, catalogues: catalogues, site: site)
    }

    /// A router with everything a request passes before its route.
    package func router() -> Router<AppContext> { publicRouter(views: views, catalogues: catalogues, assets: assets) }

    /// A page as a reader gets it.
    package func printed(_ page: some Page, _ context: AppContext) throws -> String { try views.html(page, context).body }

    /// A request's context outside a server, for pages made by hand.
    package func context(_ language: Language) -> AppContext { .sample(language, catalogues) }
}

extension Router where Context == AppContext {
    /// Sends requests to the router without a socket.
    package func tested<Value: Sendable>(
        _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        try await Application(responder: buildResponder()).test(.router, test)
    }
}
