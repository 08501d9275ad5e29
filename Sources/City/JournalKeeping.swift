import Core
import Database
import Logging
import Sealing
import ServiceLifecycle

/// Keeps the journal as long as the server runs: seals what was written, takes out what is older than is kept, and seals a last time
/// when everything else has stopped.
struct JournalKeeping: ServiceLifecycle.Service {
    let checkpoints: CheckpointsAPI
    private let sealer: Sealer
    private let retention: JournalRetention
    private let logger: Logger

    init(
        _ configuration: Configuration, database: Database, key: CheckpointKey, logger: Logger, now: @escaping @Sendable () -> Instant
    ) {
        let origin = configuration.journalOrigin
        checkpoints = CheckpointsAPI(seals: SealReader(database: database), key: key.publicKey, origin: origin)
        sealer = Sealer(
            database: database, key: key, origin: origin, file: configuration.checkpoints.map { CheckpointFile(path: $0) }, logger: logger,
            now: now)
        retention = JournalRetention(database: database, keys: [key.publicKey], now: now)
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await sealer.run() }
                group.addTask { await prune() }
            }
        }
        await seal()
    }

    /// One checkpoint over everything there is.
    func seal() async { await sealer.finish() }

    /// Once a day.
    private func prune() async {
        while !Task.isCancelled {
            do {
                for day in try await retention.prune() { logger.notice("Entries of the journal pruned", metadata: ["day": "\(day)"]) }
            } catch let refusal as Refusal {
                logger.critical("the journal needs somebody", metadata: ["reason": "\(refusal)"])
            } catch {
                logger.error("the journal could not be pruned; it is tried again", metadata: ["reason": "\(type(of: error))"])
            }
            // Cancelled: the loop ends.
            try? await Task.sleep(for: .seconds(86_400))
        }
    }
}
