/// A Merkle tree (RFC 6962) that only grows: it keeps the roots of its whole subtrees, largest first, so that a leaf more costs two hashes
/// on average and any size has its root at once.
package struct MerkleFrontier: Hashable, Sendable {
    package private(set) var count = 0
    private var peaks: [SealHash] = []

    package init() {}

    package mutating func append(_ leaf: SealHash) {
        var hash = leaf
        var size = count
        while size & 1 == 1 {
            hash = .node(peaks.removeLast(), hash)
            size >>= 1
        }
        peaks.append(hash)
        count += 1
    }

    /// The hash of the tree; of an empty one SHA-256 of nothing.
    package var root: SealHash {
        guard var root = peaks.last else { return MerkleTree.emptyRoot }
        for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
        return root
    }

    /// As the database keeps it: the peaks one after the other.
    var bytes: [UInt8] { peaks.flatMap(\.bytes) }

    /// Nothing when so many leaves have another number of peaks.
    init?(count: Int, bytes: [UInt8]) {
        guard count >= 0, bytes.count == count.nonzeroBitCount * SealHash.length else { return nil }
        self.count = count
        peaks = stride(from: 0, to: bytes.count, by: SealHash.length).compactMap { SealHash(bytes[$0..<$0 + SealHash.length]) }
    }
}
