/// The documents of many terms: short lists packed in one array, long ones as bitsets, whichever is smaller.
struct Postings: Sendable {
    /// One document and whether the term names it, in the low bit.
    typealias Entry = UInt32

    private let offsets: [UInt32]
    private let entries: [Entry]
    private let dense: [Int32: Dense]

    struct Dense: Sendable {
        var any: Bitset
        var naming: Bitset
        var count: Int
    }

    /// Terms' entries in term order: `offsets` has one more than there are terms, and documents ascend within a term.
    init(offsets: [Int], entries: [Entry], size: Int) {
        var packedOffsets: [UInt32] = [0]
        var packed: [Entry] = []
        var dense: [Int32: Dense] = [:]
        packedOffsets.reserveCapacity(offsets.count)
        for term in 0..<offsets.count - 1 {
            let list = entries[offsets[term]..<offsets[term + 1]]
            if list.count > size / 16 && list.count > 64 {
                dense[Int32(term)] = Dense(list, size: size)
            } else {
                packed.append(contentsOf: list)
            }
            packedOffsets.append(UInt32(packed.count))
        }
        self.offsets = packedOffsets
        self.entries = packed
        self.dense = dense
    }

    /// How many documents have the term.
    func count(_ term: Int) -> Int {
        let count = Int(offsets[term + 1] - offsets[term])
        return count > 0 ? count : dense[Int32(term)]?.count ?? 0
    }

    /// Adds the documents of a term: all to `any`, and those it names to `naming` when that is wanted.
    func unite(_ term: Int, any: inout Bitset, naming: inout Bitset, counting names: Bool) {
        let list = Int(offsets[term])..<Int(offsets[term + 1])
        if list.isEmpty, let dense = dense[Int32(term)] {
            any.formUnion(dense.any)
            if names { naming.formUnion(dense.naming) }
        }
        any.insert(entries[list].lazy.map { $0 >> 1 })
        if names { naming.insert(entries[list].lazy.filter { $0 & 1 == 1 }.map { $0 >> 1 }) }
    }

    /// Bytes held.
    var byteCount: Int {
        offsets.count * 4 + entries.count * 4 + dense.values.reduce(0) { $0 + $1.any.words.count * 16 }
    }
}

extension Postings.Dense {
    fileprivate init(_ list: ArraySlice<Postings.Entry>, size: Int) {
        any = Bitset(size: size)
        naming = Bitset(size: size)
        count = list.count
        for entry in list {
            any.insert(Int(entry >> 1))
            if entry & 1 == 1 { naming.insert(Int(entry >> 1)) }
        }
    }
}
