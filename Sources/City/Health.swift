import Core
import Database
import Directory
import Hummingbird
import NIOCore
import Web

/// What whoever watches the server asks: is it alive, is it ready, how is it.
struct Health: Sendable {
    let database: Database
    let reader: DirectoryReader

    @Sendable func alive(_ request: Request, _ context: AppContext) async throws -> Response { Self.text("ok\n") }

    /// Ready once a directory is loaded and the database answers.
    @Sendable func ready(_ request: Request, _ context: AppContext) async throws -> Response {
        guard reader.current != nil else { throw HTTPError(.serviceUnavailable) }
        _ = try await database.lastSequence()
        return Self.text("ready\n")
    }

    /// Prometheus text: sizes and ages, nothing about anybody.
    @Sendable func metrics(_ request: Request, _ context: AppContext) async throws -> Response {
        // A database that is away must not hide the rest.
        let last = try? await database.lastSequence()
        let snapshot = reader.current
        return Self.text(
            """
            # TYPE parvis_directory_listings gauge
            parvis_directory_listings \(snapshot?.count ?? 0)
            # TYPE parvis_directory_journal_lag gauge
            parvis_directory_journal_lag \((last ?? 0) - (snapshot?.position ?? 0))
            # TYPE parvis_journal_entries counter
            parvis_journal_entries \(last ?? 0)
            # TYPE parvis_database_up gauge
            parvis_database_up \(last == nil ? 0 : 1)
            # TYPE parvis_database_statements counter
            parvis_database_statements \(database.queryCount)

            """)
    }

    private static func text(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
