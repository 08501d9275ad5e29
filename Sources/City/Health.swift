import Core
import Database
import Directory
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Sealing
import Vault
import Web

/// What whoever watches the server asks: is it alive, is it ready, how is it.
struct Health: Sendable {
    let database: Database
    let reader: DirectoryReader
    let vault: Vault
    let now: @Sendable () -> Instant

    @Sendable func alive(_ request: Request, _ context: AppContext) async throws -> Response { Self.text("ok\n") }

    /// Ready once a directory is loaded and the database answers.
    @Sendable func ready(_ request: Request, _ context: AppContext) async throws -> Response {
        guard reader.current != nil else { return Self.text("not ready: no directory is loaded\n", status: .serviceUnavailable) }
        do {
            _ = try await database.lastSequence()
        } catch {
            context.logger.error("not ready", metadata: ["error": "\(type(of: error))"])
            return Self.text("not ready: the database does not answer\n", status: .serviceUnavailable)
        }
        return Self.text("ready\n")
    }

    /// Prometheus text: sizes and ages, nothing about anybody.
    @Sendable func metrics(_ request: Request, _ context: AppContext) async throws -> Response {
        // A database that is away must not hide the rest.
        let last = try? await database.lastSequence()
        let seals = try? await SealReader(database: database).status()
        let backup = try? await vault.lastBackup()
        let snapshot = reader.current
        return Self.text(
            """
            # TYPE parvis_directory_listings gauge
            parvis_directory_listings \(snapshot?.count ?? 0)
            # TYPE parvis_directory_unreadable_records gauge
            parvis_directory_unreadable_records \(snapshot?.unreadable.count ?? 0)
            # TYPE parvis_directory_journal_lag gauge
            parvis_directory_journal_lag \((last ?? 0) - (snapshot?.position ?? 0))
            # TYPE parvis_journal_entries counter
            parvis_journal_entries \(last ?? 0)
            # TYPE parvis_journal_unsealed_entries gauge
            parvis_journal_unsealed_entries \(seals?.unsealed ?? 0)
            # TYPE parvis_journal_checkpoint_age_seconds gauge
            parvis_journal_checkpoint_age_seconds \(seals?.sealedAt.map { max(0, now() - $0) } ?? 0)
            # TYPE parvis_database_up gauge
            parvis_database_up \(last == nil ? 0 : 1)
            # TYPE parvis_database_statements counter
            parvis_database_statements \(database.queryCount)

            """ + backupAge(backup))
    }

    /// Absent before the first backup, so that an alert on its absence sees that none was taken.
    private func backupAge(_ backup: BackupRecord?) -> String {
        guard let backup else { return "" }
        return "# TYPE parvis_backup_age_seconds gauge\nparvis_backup_age_seconds \(max(0, now() - backup.takenAt))\n"
    }

    private static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
