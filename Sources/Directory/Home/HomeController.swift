import Core
import Hummingbird
import Search
import Web

/// `/{lang}/`
struct HomeController: Sendable {
    let directory: DirectoryReader
    let views: Views

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> HTML {
        let snapshot = try directory.snapshot()
        return try views.html(HomePage(snapshot, calls: snapshot.calls(for: context), context: context), context)
    }
}

extension DirectorySnapshot {
    /// Free lines that answer day and night, from the services that have no place to go to.
    func calls(for context: AppContext) -> [HomePage.CallView] {
        nationalLines.compactMap { line in
            guard let name = line.name.reading(in: context.language) else { return nil }
            // The number stands before the name on the page already.
            let words = Text(name).map { $0.replacing(#/^[0-9 ]+[:：፦]\s*/#, with: "") }
            return HomePage.CallView(path: "tel:" + line.number.filter(\.isNumber), number: line.number, name: words)
        }
    }
}
