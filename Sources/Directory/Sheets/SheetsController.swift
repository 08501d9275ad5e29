import Core
import Hummingbird
import Web

/// `/{lang}/sheets`: rights sheets.
struct SheetsController: Sendable {
    let directory: DirectoryReader
    let views: Views

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> HTML {
        try views.html(SheetsPage(try directory.snapshot(), context: context), context)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let id = try context.parameters.require("id")
        let snapshot = try directory.snapshot()
        guard let sheet = snapshot.sheets.first(where: { $0.id == id }), let page = try SheetPage(sheet, in: snapshot, context: context)
        else { throw HTTPError(.notFound) }
        return try views.html(page, context)
    }
}
