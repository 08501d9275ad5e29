import Core
import Database
import Logging

/// Seals the journal behind those who write it: reads the new entries, lays them under the tree of their day and signs what it has.
///
/// Any number of nodes may run one: a batch is kept only on the seals it was computed from, so one of them wins and the others look
/// again later. It never holds the writer while it reads or hashes.
package actor Sealer {
    private let database: Database
    private let key: CheckpointKey
    /// The key of now and those of before: what it may build on.
    private let trusted: [CheckpointPublicKey]
    private let origin: String
    private let file: CheckpointFile?
    private let now: @Sendable () -> Instant
    private let logger: Logger
    /// Seconds between two checkpoints.
    private let interval: Int64
    /// Entries of one turn of the writer.
    private let batch: Int
    /// The newest checkpoint this node has signed or found in its file: the database may never have less.
    private var known: Checkpoint?
    private var hasReadFile = false

    package static let migrations = [SealStore.migration]

    /// - Parameters:
    ///   - former: public keys that signed earlier checkpoints.
    ///   - origin: the name of this journal, as `accueil.example/journal`: no spaces, no `+`.
    ///   - file: where checkpoints are kept outside the database.
    package init(
        database: Database, key: CheckpointKey, former: [CheckpointPublicKey] = [], origin: String, file: CheckpointFile?,
        logger: Logger, now: @escaping @Sendable () -> Instant, interval: Int64 = 60, batch: Int = 5_000
    ) {
        self.database = database
        self.key = key
        self.trusted = [key.publicKey] + former
        self.origin = origin
        self.file = file
        self.logger = logger
        self.now = now
        self.interval = interval
        self.batch = batch
    }

    /// Follows the journal until the task is cancelled or the database is closed: a checkpoint a minute when something changed.
    package func run() async {
        for await _ in database.changes {
            if Task.isCancelled { return }
            do { try await seal(ifOlderThan: interval) } catch { report(error) }
            // Cancelled: the loop ends with the stream.
            try? await Task.sleep(for: .seconds(interval))
        }
    }

    /// The last checkpoint, when the server stops.
    package func finish() async {
        do { try await seal() } catch { report(error) }
    }

    /// Seals whatever is not sealed yet and returns the newest checkpoint; nothing for an empty journal.
    ///
    /// - Parameter age: leaves it to another node, or to later, while the newest checkpoint is younger, in seconds.
    @discardableResult
    package func seal(ifOlderThan age: Int64 = 0) async throws -> Checkpoint? {
        try readFile()
        while let step = try await nextStep(age: age) {
            if try await keep(step) { continue }
            // Another node was faster: what is left comes with its next turn.
            break
        }
        guard let newest = try await database.read({ try SealStore.newest($0) }) else { return nil }
        return try export(newest)
    }

    // MARK: One batch

    private func nextStep(age: Int64) async throws -> SealingStep? {
        let (known, trusted, batch, now) = (self.known, self.trusted, self.batch, self.now())
        return try await database.read { db in
            let newest = try SealStore.newest(db)
            let frontier = try Self.frontier(of: newest, trusted: trusted)
            try Self.refuseRollBack(newest, known)
            if let newest, age > 0, now - newest.sealedAt < age, now >= newest.sealedAt { return nil }
            let tile = try newest.map { try Self.openTile(of: $0.seal, db) } ?? []
            var step = SealingStep(on: newest, frontier: frontier, tile: tile, today: now.utcDay)
            let entries = try SealStore.entries(after: step.last, limit: batch, db)
            if entries.isEmpty { return nil }
            for entry in entries { try step.append(entry) }
            step.close()
            return step
        }
    }

    /// Only a seal that was signed is built on, or whoever can write to the database would have anything signed.
    private static func frontier(of newest: SealedDay?, trusted: [CheckpointPublicKey]) throws -> MerkleFrontier {
        guard let newest else { return MerkleFrontier() }
        let seal = newest.seal
        guard let note = SignedNote(newest.note) else { throw SealingRefusal.sealAltered(seal.day) }
        guard let checkpoint = note.checkpoint(signedBy: trusted) else { throw SealingRefusal.otherKey(seal.day) }
        guard checkpoint.seal == seal, newest.prunedAt == nil,
            let frontier = MerkleFrontier(count: seal.count, bytes: newest.frontier), frontier.root == seal.root
        else { throw SealingRefusal.sealAltered(seal.day) }
        return frontier
    }

    private static func refuseRollBack(_ newest: SealedDay?, _ known: Checkpoint?) throws {
        guard let known else { return }
        let sealed = newest?.seal.last ?? 0
        let isOther = sealed == known.size && newest?.seal.chain != known.seal.chain
        if sealed < known.size || isOther { throw SealingRefusal.rolledBack(sealed: known.size, at: known.at, now: sealed) }
    }

    private static func openTile(of seal: DaySeal, _ db: Session) throws -> [UInt8] {
        let filled = seal.count % Tile.height
        guard filled > 0 else { return [] }
        let position = seal.count / Tile.height
        let hashes = try SealStore.tiles(of: seal.day, from: position, count: 1, db)[position] ?? []
        guard hashes.count == filled * SealHash.length else { throw SealingRefusal.sealAltered(seal.day) }
        return hashes
    }

    /// False when another node has sealed in the meantime.
    private func keep(_ step: SealingStep) async throws -> Bool {
        let at = now()
        // A day that was over before stays as it was signed.
        let days = try zip(step.days, step.frontiers).filter { $0.0 != step.basis }.map { seal, frontier in
            let note = try SignedNote(Checkpoint(origin: origin, seal: seal, at: at), by: key)
            return SealedDay(seal: seal, frontier: frontier.bytes, note: note.description, sealedAt: at)
        }
        return try await database.writeSeals { tx in
            guard try SealStore.newest(tx)?.seal == step.basis else { return false }
            for day in days { try SealStore.save(day, tx) }
            for tile in step.tiles { try SealStore.save(tile, tx) }
            return true
        }
    }

    // MARK: Outside the database

    private func readFile() throws {
        guard !hasReadFile else { return }
        if let note = try file?.last() {
            guard let checkpoint = note.checkpoint(signedBy: trusted) else {
                throw Refusal(
                    "the last checkpoint of the file is signed with another key; keep that file elsewhere, or put the former keys back")
            }
            known = checkpoint
        }
        hasReadFile = true
    }

    /// Every node keeps the newest checkpoint in its own file, whoever signed it.
    private func export(_ newest: SealedDay) throws -> Checkpoint? {
        guard let note = SignedNote(newest.note), let checkpoint = note.checkpoint(signedBy: trusted) else {
            throw SealingRefusal.sealAltered(newest.seal.day)
        }
        try Self.refuseRollBack(newest, known)
        if checkpoint != known { try file?.append(note) }
        known = checkpoint
        return checkpoint
    }

    private func report(_ error: any Error) {
        if error is SealingRefusal || error is Refusal {
            logger.critical("the seals of the journal need somebody", metadata: ["reason": "\(error)"])
        } else {
            logger.error("the journal could not be sealed; it is tried again", metadata: ["reason": "\(type(of: error))"])
        }
    }
}

extension Instant {
    /// The day it falls on in UTC.
    var utcDay: Day {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return Day(daysSinceEpoch: Int32(clamping: days))
    }
}
