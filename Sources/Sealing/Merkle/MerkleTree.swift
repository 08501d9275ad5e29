import Crypto

/// The hash tree of RFC 6962, section 2.1, over hashes of leaves, with its proofs.
package enum MerkleTree {
    /// The hash of no leaf at all.
    package static let emptyRoot = SealHash(SHA256.hash(data: [UInt8]()))

    package static func root(_ leaves: some Sequence<SealHash>) -> SealHash {
        var frontier = MerkleFrontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }

    /// The audit path of one leaf: the hashes that lead from it to the root.
    package static func inclusion(of index: Int, in leaves: ArraySlice<SealHash>) -> [SealHash] {
        guard leaves.count > 1 else { return [] }
        let middle = leaves.startIndex + largestPowerOfTwo(below: leaves.count)
        let (left, right) = (leaves[..<middle], leaves[middle...])
        return index < left.count
            ? inclusion(of: index, in: left) + [root(right)] : inclusion(of: index - left.count, in: right) + [root(left)]
    }

    /// What shows that the tree of the first leaves is the beginning of the tree of all.
    package static func consistency(from count: Int, in leaves: ArraySlice<SealHash>) -> [SealHash] {
        guard count > 0, count < leaves.count else { return [] }
        return subproof(count, leaves, isWhole: true)
    }

    private static func subproof(_ count: Int, _ leaves: ArraySlice<SealHash>, isWhole: Bool) -> [SealHash] {
        if count == leaves.count { return isWhole ? [] : [root(leaves)] }
        let half = largestPowerOfTwo(below: leaves.count)
        let middle = leaves.startIndex + half
        return count <= half
            ? subproof(count, leaves[..<middle], isWhole: isWhole) + [root(leaves[middle...])]
            : subproof(count - half, leaves[middle...], isWhole: false) + [root(leaves[..<middle])]
    }

    /// Whether a path leads from a leaf at a position to the root of a tree of that size (RFC 9162, section 2.1.3.2).
    package static func proves(_ path: [SealHash], leaf: SealHash, at index: Int, of count: Int, root: SealHash) -> Bool {
        guard index >= 0, index < count else { return false }
        var (position, last, hash) = (index, count - 1, leaf)
        for step in path {
            if last == 0 { return false }
            if position & 1 == 1 || position == last {
                hash = .node(step, hash)
                while position & 1 == 0, position != 0 { (position, last) = (position >> 1, last >> 1) }
            } else {
                hash = .node(hash, step)
            }
            (position, last) = (position >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether a path shows that the older tree is the beginning of the newer one (RFC 9162, section 2.1.4.2).
    package static func proves(
        _ path: [SealHash], from older: (count: Int, root: SealHash), to newer: (count: Int, root: SealHash)
    ) -> Bool {
        guard older.count > 0, older.count <= newer.count else { return false }
        if older.count == newer.count { return path.isEmpty && older.root == newer.root }
        // A whole older tree is its own first step, and is not sent.
        var steps = (older.count.nonzeroBitCount == 1 ? [older.root] : []) + path
        guard !steps.isEmpty else { return false }
        var (position, last) = (older.count - 1, newer.count - 1)
        while position & 1 == 1 { (position, last) = (position >> 1, last >> 1) }
        var old = steps.removeFirst()
        var new = old
        for step in steps {
            if last == 0 { return false }
            if position & 1 == 1 || position == last {
                (old, new) = (.node(step, old), .node(step, new))
                while position & 1 == 0, position != 0 { (position, last) = (position >> 1, last >> 1) }
            } else {
                new = .node(new, step)
            }
            (position, last) = (position >> 1, last >> 1)
        }
        return last == 0 && old == older.root && new == newer.root
    }

    private static func largestPowerOfTwo(below count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
