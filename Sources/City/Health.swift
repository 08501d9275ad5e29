import Background
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
    let background: BackgroundWork
    let figures: RequestFigures
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
        let gauges: [(name: String, value: Int64?)] = [
            ("parvis_directory_listings", Int64(snapshot?.count ?? 0)),
            ("parvis_directory_unreadable_records", Int64(snapshot?.unreadable.count ?? 0)),
            ("parvis_directory_journal_lag", last.flatMap { last in snapshot.map { last - $0.position } }),
            ("parvis_journal_unsealed_entries", seals.map { Int64($0.unsealed) }),
            ("parvis_journal_checkpoint_age_seconds", seals.map { $0.sealedAt.map { max(0, now() - $0) } ?? 0 }),
            ("parvis_backup_age_seconds", backup.flatMap { $0 }.map { max(0, now() - $0.takenAt) }),
            ("parvis_mail_waiting", (try? await background.outbox.waiting()).map(Int64.init)), ("parvis_database_up", last == nil ? 0 : 1),
        ]
        let counters: [(name: String, value: Int64?)] = [
            ("parvis_journal_entries", last), ("parvis_database_statements", Int64(database.queryCount)),
        ]
        return Self.text(Self.lines(gauges, type: "gauge") + Self.lines(counters, type: "counter") + figures.metrics + (await jobs()))
    }

    /// By kind and state; the kinds are the program's own words.
    private func jobs() async -> String {
        // A database that is away must not hide the rest.
        let kinds = (try? await background.jobs.metrics()) ?? []
        var lines = ["# TYPE parvis_jobs gauge"]
        for kind in kinds {
            for (state, count) in [("waiting", kind.waiting), ("running", kind.running), ("dead", kind.dead)] {
                lines.append("parvis_jobs{kind=\"\(kind.kind)\",state=\"\(state)\"} \(count)")
            }
        }
        lines.append("# TYPE parvis_jobs_oldest_seconds gauge")
        for kind in kinds { lines.append("parvis_jobs_oldest_seconds{kind=\"\(kind.kind)\"} \(kind.oldestSeconds)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What is not known is left out: an alert on its absence sees it, where a zero would look well.
    private static func lines(_ metrics: [(name: String, value: Int64?)], type: String) -> String {
        metrics.map { metric in "# TYPE \(metric.name) \(type)\n" + (metric.value.map { "\(metric.name) \($0)\n" } ?? "") }.joined()
    }

    private static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
