import Core

/// Finds words in spite of typing errors.
///
/// Two words with k errors between them become equal when k letters at most are deleted from each (symmetric deletion). The first
/// letters of every word are indexed with up to two deletions; the few candidates that share one are then measured.
struct Spelling: Sendable {
    /// Letters of a word that are indexed; an error further on is still found, since the beginnings then agree.
    private static let indexed = 7

    /// Hashes of shortened beginnings, ascending, and the word each came from.
    private let keys: [UInt32]
    private let terms: [UInt32]

    /// The words of a lexicon in its order.
    init(_ words: [[UInt8]]) {
        var pairs: [UInt64] = []
        pairs.reserveCapacity(words.count * 20)
        for (term, word) in words.enumerated() {
            let letters = Self.letters(word)
            guard letters.count >= 3, word[0] < 0xe3 || letters.count >= 4 else { continue }
            for key in Self.keys(letters, deletions: letters.count >= 6 ? 2 : 1) { pairs.append(UInt64(key) << 32 | UInt64(term)) }
        }
        pairs.sort()
        keys = pairs.map { UInt32($0 >> 32) }
        terms = pairs.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// One error from four letters, two from eight.
    static func tolerance(_ length: Int) -> Int { length >= 8 ? 2 : length >= 4 ? 1 : 0 }

    func near(_ word: Word, in lexicon: Lexicon) -> (distance: Int, terms: [Int])? {
        let letters = Self.letters(word.utf8)
        let tolerance = word.isHan ? 0 : Self.tolerance(letters.count)
        guard tolerance > 0 else { return nil }
        var best = tolerance
        var found: Set<Int> = []
        for term in candidates(letters, tolerance) {
            let distance = Self.distance(letters, Self.letters(lexicon[term]), atMost: best)
            guard distance <= best else { continue }
            if distance < best {
                best = distance
                found.removeAll()
            }
            found.insert(term)
        }
        return found.isEmpty ? nil : (best, found.sorted())
    }

    private func candidates(_ letters: [UInt32], _ tolerance: Int) -> Set<Int> {
        var candidates: Set<Int> = []
        for key in Self.keys(letters, deletions: tolerance) {
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low + high) / 2
                if keys[middle] < key { low = middle + 1 } else { high = middle }
            }
            while low < keys.count, keys[low] == key, candidates.count < 10_000 {
                candidates.insert(Int(terms[low]))
                low += 1
            }
        }
        return candidates
    }

    static func letters(_ word: some Sequence<UInt8>) -> [UInt32] {
        var letters: [UInt32] = []
        for byte in word {
            // The index's own words are valid UTF-8: a byte that does not go on with a letter begins one.
            if byte < 0x80 {
                letters.append(UInt32(byte))
            } else if byte >= 0xc0 {
                letters.append(UInt32(byte & (byte >= 0xf0 ? 0x07 : byte >= 0xe0 ? 0x0f : 0x1f)))
            } else if let last = letters.popLast() {
                letters.append(last << 6 | UInt32(byte & 0x3f))
            }
        }
        return letters
    }

    /// Hashes of the beginning with none to `deletions` letters left out; some may come twice.
    private static func keys(_ letters: [UInt32], deletions: Int) -> [UInt32] {
        let count = min(letters.count, indexed)
        var keys = [hash(letters, count, without: -1, -1)]
        for first in 0..<count {
            keys.append(hash(letters, count, without: first, -1))
            guard deletions > 1 else { continue }
            for second in first + 1..<count { keys.append(hash(letters, count, without: first, second)) }
        }
        return keys
    }

    @inline(__always)
    private static func hash(_ letters: [UInt32], _ count: Int, without first: Int, _ second: Int) -> UInt32 {
        var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
        for index in 0..<count where index != first && index != second {
            hash = (hash ^ UInt64(letters[index])) &* 0xff51_afd7_ed55_8ccd
            hash ^= hash >> 29
        }
        return UInt32(truncatingIfNeeded: hash >> 32)
    }

    /// Letters changed, left out, added or swapped with their neighbour; more than `limit` is given as `limit + 1`.
    static func distance(_ a: [UInt32], _ b: [UInt32], atMost limit: Int) -> Int {
        guard abs(a.count - b.count) <= limit else { return limit + 1 }
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for j in 0..<b.count {
                var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
                row.append(cost)
            }
            if let least = row.min(), least > limit { return limit + 1 }
            before = last
            last = row
        }
        return min(last[b.count], limit + 1)
    }

    var byteCount: Int { keys.count * 8 }
}
