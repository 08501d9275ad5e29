import Core

/// The distinct words of a set of documents, sorted, so that the words with one beginning are neighbours.
struct Lexicon: Sendable {
    private let bytes: [UInt8]
    private let offsets: [UInt32]
    let spelling: Spelling

    /// The words, already sorted by their UTF-8.
    init(sorted words: [[UInt8]]) {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(words.count + 1)
        for word in words {
            bytes.append(contentsOf: word)
            offsets.append(UInt32(bytes.count))
        }
        self.bytes = bytes
        self.offsets = offsets
        spelling = Spelling(words)
    }

    var count: Int { offsets.count - 1 }

    subscript(term: Int) -> ArraySlice<UInt8> { bytes[Int(offsets[term])..<Int(offsets[term + 1])] }

    func text(_ term: Int) -> String { String(decoding: self[term], as: UTF8.self) }

    /// The number of a word.
    func term(_ word: [UInt8]) -> Int? {
        let term = lowerBound(word)
        return term < count && self[term].elementsEqual(word) ? term : nil
    }

    /// The words that begin so.
    func terms(beginningWith prefix: [UInt8]) -> Range<Int> {
        let first = lowerBound(prefix)
        var low = first
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].starts(with: prefix) { low = middle + 1 } else { high = middle }
        }
        return first..<low
    }

    /// The words one typing error away, or two where the word is long; only the nearest.
    func terms(near word: Word) -> (distance: Int, terms: [Int])? {
        spelling.near(word, in: self)
    }

    private func lowerBound(_ word: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                // Offsets ascend and end at the last byte.
                let own = UnsafeBufferPointer(rebasing: bytes[Int(offsets[middle])..<Int(offsets[middle + 1])])
                if Self.precedes(own, word) { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    @inline(__always)
    private static func precedes(_ one: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
        for index in 0..<min(one.count, other.count) where one[index] != other[index] { return one[index] < other[index] }
        return one.count < other.count
    }

    var byteCount: Int { bytes.count + offsets.count * 4 + spelling.byteCount }
}
