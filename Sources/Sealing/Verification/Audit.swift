import Core
import Database

/// One reading of the journal beside its seals, from the first day to the last entry.
struct Audit {
    var report = VerificationReport()
    let session: Session
    private let keys: [CheckpointPublicKey]
    /// Days before this one may be pruned.
    private let keptFrom: Day
    private let days: [SealedDay]
    /// What was seen outside, by size.
    var claims: [Int64: [Claim]]
    /// Told after what the database shows by itself, which is nearer to the cause.
    private var contradictions: [Finding] = []
    let end: Int64
    private let expected: Int64

    init(_ session: Session, keys: [CheckpointPublicKey], claims: [Claim], today: Day) throws {
        self.session = session
        self.keys = keys
        self.claims = Dictionary(grouping: claims, by: \.size)
        keptFrom = JournalRetention.keptFrom(today)
        days = try SealStore.days(session)
        end = try session.value(Int64.self, "SELECT MAX(sequence) FROM journal_entry") ?? 0
        expected = try session.value(Int64.self, "SELECT COUNT(*) FROM journal_entry") ?? 0
    }

    mutating func run(_ progress: (Int64, Int64) -> Void) throws {
        var previous: DaySeal?
        var frontier: MerkleFrontier?
        for day in days {
            let seal = checkedSeal(of: day, after: previous)
            if day.prunedAt != nil {
                prune(seal, follows: previous, isFirst: report.days == 0)
                frontier = nil
            } else {
                var reading = DayReading(seal)
                try read(&reading, progress)
                frontier = reading.frontier
            }
            previous = seal
        }
        report.last = max(end, previous?.last ?? 0)
        try readTail(after: previous, frontier, progress)
        for finding in contradictions { report.add(finding) }
        for claim in claims.values.joined().sorted(by: { $0.size < $1.size }) {
            report.add(.rolledBack(to: end, from: claim.size, witness: claim.witness))
        }
    }

    // MARK: The seals

    /// The seal that was signed, whatever the columns beside it say.
    private mutating func checkedSeal(of day: SealedDay, after previous: DaySeal?) -> DaySeal {
        let seal: DaySeal
        if let checkpoint = SignedNote(day.note)?.checkpoint(signedBy: keys) {
            seal = checkpoint.seal
            if seal != day.seal { report.add(.sealAltered(day.seal.day)) }
            report.checkpoint = checkpoint
        } else {
            seal = day.seal
            report.add(.notOurs(seal.day))
        }
        let next = (previous?.last ?? 0) + 1
        if seal.first > next {
            report.add(.sealsMissing(next, through: seal.first - 1))
        } else if seal.first < next || seal.previous != previous?.chain ?? .none || seal.day <= previous?.day ?? Day(daysSinceEpoch: .min) {
            report.add(.chainBroken(seal.day))
        }
        return seal
    }

    /// A day of which the root is left. Old days may be so, without a hole between them.
    private mutating func prune(_ seal: DaySeal, follows previous: DaySeal?, isFirst: Bool) {
        if seal.day >= keptFrom || !isFirst { report.add(.prunedTooEarly(seal.day)) }
        report.prunedDays += 1
        report.prunedEntries += Int64(seal.count)
        for size in claims.keys.filter({ (seal.first...seal.last).contains($0) }) {
            for claim in claims.removeValue(forKey: size) ?? [] {
                if size == seal.last { settle(claim, seal) } else { report.incomparable += 1 }
            }
        }
    }

    // MARK: The entries

    /// The entries of one sealed day.
    private mutating func read(_ reading: inout DayReading, _ progress: (Int64, Int64) -> Void) throws {
        let seal = reading.seal
        var position = seal.first
        while position <= seal.last {
            let tiles = DayReading.chunk / Tile.height
            let index = Int(position - seal.first) / Tile.height
            reading.take(try SealStore.tiles(of: seal.day, from: index, count: tiles, session), from: index, through: index + tiles)
            let last = min(position + Int64(DayReading.chunk) - 1, seal.last)
            for entry in try SealStore.entries(after: position - 1, through: last, limit: DayReading.chunk, session) {
                reading.append(entry)
                report.entries += 1
                settle(at: entry.sequence, reading)
            }
            reading.finishChunk(at: last)
            position = last + 1
            progress(report.entries, expected)
        }
        // Claims at positions whose entries are gone.
        for size in claims.keys.filter({ (seal.first...seal.last).contains($0) }) {
            for claim in claims.removeValue(forKey: size) ?? [] { contradictions.append(.contradicted(at: size, witness: claim.witness)) }
        }
        report.days += 1
        for finding in reading.findings() { report.add(finding) }
    }

    private mutating func settle(at size: Int64, _ reading: DayReading) {
        guard let here = claims.removeValue(forKey: size) else { return }
        for claim in here { settle(claim, reading.sealSoFar) }
    }

    private mutating func settle(_ claim: Claim, _ seal: DaySeal) {
        if claim.holds(for: seal) {
            report.agreeing += 1
        } else {
            contradictions.append(.contradicted(at: claim.size, witness: claim.witness))
        }
    }

    // MARK: Behind the seals

    /// Entries that wait for their seal; what was seen of them outside is proven all the same.
    private mutating func readTail(after sealed: DaySeal?, _ frontier: MerkleFrontier?, _ progress: (Int64, Int64) -> Void) throws {
        var frontiers: [Int64: MerkleFrontier] = [:]
        if let sealed, let frontier { frontiers[sealed.first] = frontier }
        let starts = Set(claims.values.joined().compactMap { $0.seal?.first })
        var position = sealed?.last ?? 0
        while case let entries = try SealStore.entries(after: position, limit: DayReading.chunk, session), !entries.isEmpty {
            for entry in entries {
                if entry.sequence != position + 1 { report.add(.missing(position + 1, through: entry.sequence - 1)) }
                if report.unsealed == 0 { report.oldestUnsealed = entry.at }
                position = entry.sequence
                report.entries += 1
                report.unsealed += 1
                if starts.contains(position) { frontiers[position] = MerkleFrontier() }
                if !frontiers.isEmpty {
                    let leaf = entry.leaf
                    for first in frontiers.keys { frontiers[first]?.append(leaf) }
                }
                settleUnsealed(at: position, frontiers)
            }
            progress(report.entries, expected)
        }
    }

    private mutating func settleUnsealed(at size: Int64, _ frontiers: [Int64: MerkleFrontier]) {
        for claim in claims.removeValue(forKey: size) ?? [] {
            guard let seen = claim.seal, let frontier = frontiers[seen.first] else {
                report.incomparable += 1
                continue
            }
            if frontier.root == seen.root {
                report.agreeing += 1
            } else {
                contradictions.append(.contradicted(at: size, witness: claim.witness))
            }
        }
    }
}
