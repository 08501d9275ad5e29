import Core
import Database

/// The entries of one day beside the hashes that were kept of them.
struct DayReading {
    /// Entries read at once; a whole number of tiles.
    static let chunk = 10 * Tile.height

    let seal: DaySeal
    private(set) var frontier = MerkleFrontier()
    /// The tree of the hashes that were kept, to know whether they can be trusted.
    private var kept = MerkleFrontier()
    private var hashes: [Int: [UInt8]] = [:]
    private var next: Int64
    private var gaps: [(first: Int64, last: Int64)] = []
    /// Entries that do not have the hash that was kept; the first hundred, with that hash.
    private var different: [(entry: EntryBytes, kept: SealHash)] = []
    private var isDifferent = false

    init(_ seal: DaySeal) {
        self.seal = seal
        next = seal.first
    }

    /// The seal of the entries read until now.
    var sealSoFar: DaySeal {
        DaySeal(day: seal.day, first: seal.first, count: frontier.count, root: frontier.root, previous: seal.previous)
    }

    /// The hashes for the next entries.
    mutating func take(_ tiles: [Int: [UInt8]], from: Int, through: Int) {
        hashes = tiles
        let last = min(through * Tile.height, seal.count)
        for index in from * Tile.height..<max(from * Tile.height, last) {
            if let hash = hash(at: index) { kept.append(hash) }
        }
    }

    private func hash(at index: Int) -> SealHash? {
        guard let tile = hashes[index / Tile.height] else { return nil }
        let start = index % Tile.height * SealHash.length
        return start + SealHash.length <= tile.count ? SealHash(tile[start..<start + SealHash.length]) : nil
    }

    mutating func append(_ entry: EntryBytes) {
        if entry.sequence > next { gaps.append((next, entry.sequence - 1)) }
        next = entry.sequence + 1
        let leaf = entry.leaf
        frontier.append(leaf)
        guard let hash = hash(at: Int(entry.sequence - seal.first)), hash != leaf else { return }
        isDifferent = true
        if different.count < 100 { different.append((entry, hash)) }
    }

    mutating func finishChunk(at last: Int64) {
        if last >= next { gaps.append((next, last)) }
        next = last + 1
    }

    // MARK: What it comes to

    func findings() -> [Finding] {
        let missing = joinedGaps.map { Finding.missing($0.first, through: $0.last) }
        let areHashesTrue = kept.count == seal.count && kept.root == seal.root
        if frontier.count == seal.count, frontier.root == seal.root {
            return areHashesTrue && !isDifferent ? [] : [.hashesAltered(seal.day)]
        }
        if areHashesTrue { return namedEntries() + missing }
        return missing.isEmpty ? [.alteredBetween(seal.first, and: seal.last)] : missing
    }

    private var joinedGaps: [(first: Int64, last: Int64)] {
        gaps.reduce(into: []) { joined, gap in
            if let last = joined.last, last.last + 1 == gap.first { joined[joined.count - 1].last = gap.last } else { joined.append(gap) }
        }
    }

    /// What happened to the entries that differ; those that were only moved are told once.
    private func namedEntries() -> [Finding] {
        var findings: [Finding] = []
        var swapped: Set<Int64> = []
        for (entry, hash) in different where !swapped.contains(entry.sequence) {
            if let other = different.first(where: { $0.entry.leaf(at: entry.sequence) == hash }) {
                if entry.leaf(at: other.entry.sequence) == other.kept {
                    swapped.insert(other.entry.sequence)
                    findings.append(.swapped(entry.sequence, other.entry.sequence))
                    continue
                }
                if other.entry.sequence == entry.sequence + 1 { return findings + [.inserted(entry.sequence)] }
            }
            if different.contains(where: { entry.leaf(at: $0.entry.sequence) == $0.kept && $0.entry.sequence == entry.sequence + 1 }) {
                return findings + [.cut(entry.sequence)]
            }
            findings.append(.altered(entry.sequence))
        }
        return findings
    }
}
