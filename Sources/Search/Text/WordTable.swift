/// Numbers words in order of appearance: a hash table over one run of bytes, because reading a directory asks it for every word.
struct WordTable {
    private var bytes: [UInt8] = []
    private var offsets: [UInt32] = [0]
    /// Number of a word plus one by its hash, 0 where there is none; a power of two long, at most half full.
    private var slots = [UInt32](repeating: 0, count: 1_024)
    private var hashes: [UInt32] = []

    var count: Int { offsets.count - 1 }

    var all: [[UInt8]] { (0..<count).map { Array(bytes[Int(offsets[$0])..<Int(offsets[$0 + 1])]) } }

    /// The number of a word; `count` before the call when it is new.
    mutating func number(_ word: [UInt8]) -> Int {
        let hash = Self.hash(word)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isEqual(number, word) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: word)
        offsets.append(UInt32(bytes.count))
        hashes.append(hash)
        slots[slot] = UInt32(count)
        if count * 2 > slots.count { grow() }
        return count - 1
    }

    private func isEqual(_ number: Int, _ word: [UInt8]) -> Bool {
        let start = Int(offsets[number])
        guard Int(offsets[number + 1]) - start == word.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            // Offsets ascend and end at the last byte.
            for index in word.indices where bytes[start + index] != word[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            var slot = Int(hashes[number]) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    private static func hash(_ word: [UInt8]) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
