import Core
import Foundation
import Hummingbird
import HummingbirdTesting
import Web

/// What every page test stands on: the repository's own catalogues, templates and style.
package struct TestWeb: Sendable {
    package let catalogues: Catalogues
    package let assets: Assets
    package let views: Views

    package init(pseudo: Bool = false, site: Views.Site = .init(name: "Parvis")) throws {
        catalogues = try Catalogues(folder: TestFiles.locales, pseudo: pseudo)
        assets = try Assets(folder: TestFiles.assets)
        views = try Views(templates: TestFiles.templates, assets: assets, catalogues: catalogues, site: site)
    }

    /// A router with everything a request passes before its route.
    package func router() -> Router<AppContext> { publicRouter(views: views, catalogues: catalogues, assets: assets) }

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
