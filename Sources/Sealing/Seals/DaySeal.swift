import Core
import Crypto

/// The seal of one day (UTC) of the journal: the tree of its entries, chained to the day before.
package struct DaySeal: Hashable, Sendable {
    package let day: Day
    /// The position of the day's first entry.
    package let first: Int64
    /// Entries of the day, or of the day so far.
    package let count: Int
    /// The hash of the Merkle tree over them.
    package let root: SealHash
    /// The chain of the day before; none before the first.
    package let previous: SealHash

    package init(day: Day, first: Int64, count: Int, root: SealHash, previous: SealHash) {
        self.day = day
        self.first = first
        self.count = count
        self.root = root
        self.previous = previous
    }

    /// The position of its last entry.
    package var last: Int64 { first + Int64(count) - 1 }

    /// What stands for the whole journal up to here: SHA-256 of 0x02, the chain before, the day's root and the text `day first count`.
    package var chain: SealHash {
        SealHash(SHA256.hash(data: [2] + previous.bytes + root.bytes + Array("\(day) \(first) \(count)".utf8)))
    }
}
