import Core

/// One batch of entries laid under the seals: pure, so that a batch that another node overtook is simply forgotten.
struct SealingStep {
    /// The newest seal it builds on; nothing at the beginning of the journal.
    let basis: DaySeal?
    private(set) var days: [DaySeal] = []
    private(set) var frontiers: [MerkleFrontier] = []
    private(set) var tiles: [Tile] = []
    private let today: Day

    /// - Parameter tile: the hashes of the basis's last tile that is not full.
    init(on basis: SealedDay?, frontier: MerkleFrontier, tile: [UInt8], today: Day) {
        self.basis = basis?.seal
        self.today = today
        guard let seal = basis?.seal else { return }
        days = [seal]
        frontiers = [frontier]
        if seal.count % Tile.height != 0 { tiles = [Tile(day: seal.day, position: seal.count / Tile.height, hashes: tile)] }
    }

    /// The position behind which the next entry stands.
    var last: Int64 { days.last?.last ?? 0 }

    /// An entry belongs to the day it was written, but never to a day before that of the entry before it, nor to one that has not come:
    /// the clocks of several machines differ, and go back.
    mutating func append(_ entry: EntryBytes) throws {
        guard entry.sequence == last + 1 else { throw SealingRefusal.entryMissing(last + 1) }
        let current = days.last?.day
        let day = max(current ?? Day(daysSinceEpoch: .min), min(entry.day ?? today, today))
        if day != current { open(day, first: entry.sequence) }
        let leaf = entry.leaf
        let position = frontiers[frontiers.count - 1].count
        frontiers[frontiers.count - 1].append(leaf)
        if position % Tile.height == 0 { tiles.append(Tile(day: day, position: position / Tile.height, hashes: [])) }
        tiles[tiles.count - 1].hashes += leaf.bytes
        let seal = days[days.count - 1]
        // The root is computed once, at the end.
        days[days.count - 1] = DaySeal(day: day, first: seal.first, count: position + 1, root: .none, previous: seal.previous)
    }

    private mutating func open(_ day: Day, first: Int64) {
        close()
        days.append(DaySeal(day: day, first: first, count: 0, root: .none, previous: days.last?.chain ?? .none))
        frontiers.append(MerkleFrontier())
    }

    /// Gives the last day its root.
    mutating func close() {
        guard let seal = days.last, let frontier = frontiers.last else { return }
        days[days.count - 1] = DaySeal(day: seal.day, first: seal.first, count: seal.count, root: frontier.root, previous: seal.previous)
    }
}
