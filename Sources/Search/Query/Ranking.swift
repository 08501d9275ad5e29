import Core

/// Puts matches in order, looking closely only at those that can be on the page.
///
/// Relevance and tier together make a group. The matches of each group are counted first; that tells the group in which the page ends.
/// The few documents of better groups are all taken; in the last group, documents are visited from the nearest band outwards (or by name)
/// until no other can come before those found.
struct Ranking {
    let total: Int
    let open: Int
    private let matches: Bitset
    private let named: Bitset?
    private let segment: Segment
    private let codes: [UInt8]
    /// How many matches there are of each group.
    private let counts: [Int]
    /// The matches and their groups, `document << 4 | group`, where they are few enough to be listed.
    private let entries: [UInt32]?

    /// Matches that are listed, at most; with more, running through sets of bits costs less than it saves. Measured.
    private static let listed = 2_048
    /// Matches that are all measured, at most; with more, bands from the nearest outwards are quicker. Measured.
    private static let fewest = 256

    /// Two kinds of relevance, eight tiers each (the last is not used).
    private static let groups = 16

    init(_ matches: Bitset, named: Bitset?, in segment: Segment, codes: [UInt8]) {
        self.matches = matches
        self.named = named
        self.segment = segment
        self.codes = codes
        // Four rows of counters: adding to one counter again and again has to wait for itself.
        var rows = [Int](repeating: 0, count: 4 * Self.groups)
        let size = matches.count
        let entries = [UInt32](unsafeUninitializedCapacity: size <= Self.listed ? size : 0) { entries, count in
            rows.withUnsafeMutableBufferPointer { rows in
                Self.visit(matches, named, segment, codes) { document, group in
                    rows[(document & 3) &* Self.groups &+ group] &+= 1
                    // The room is that of all matches, or none.
                    guard entries.count > 0 else { return }
                    entries[count] = UInt32(truncatingIfNeeded: document) << 4 | UInt32(truncatingIfNeeded: group)
                    count &+= 1
                }
            }
        }
        self.entries = size <= Self.listed ? entries : nil
        counts = (0..<Self.groups).map { rows[$0] + rows[Self.groups + $0] + rows[2 * Self.groups + $0] + rows[3 * Self.groups + $0] }
        total = counts.reduce(0, +)
        open = counts[Int(Tier.open.rawValue)] + counts[8 + Int(Tier.open.rawValue)]
    }

    /// Gives each match and its group.
    ///
    /// Unchecked reads: numbers of documents are below `segment.count`, which `timetableNumbers` has and both bitsets are made for;
    /// numbers of timetables are below `timetables.count`, which `codes` has. Groups are below 16: one bit, then three.
    @inline(__always)
    private static func visit(_ matches: Bitset, _ named: Bitset?, _ segment: Segment, _ codes: [UInt8], _ body: (Int, Int) -> Void) {
        segment.timetableNumbers.withUnsafeBufferPointer { numbers in
            codes.withUnsafeBufferPointer { codes in
                if let named {
                    matches.forEach { document in
                        body(document, Int(codes[Int(numbers[document])] & 7) | (named.contains(document) ? 0 : 8))
                    }
                } else {
                    matches.forEach { document in body(document, Int(codes[Int(numbers[document])] & 7)) }
                }
            }
        }
    }

    /// The first keys after the plan's cursor, one more than a page.
    func first(_ plan: Plan) -> [PackedKey] {
        var top = TopKeys(limit: plan.limit + 1, from: plan.cursor.map(segment.firstKey))
        let begun = plan.cursor.map { Int($0.key.relevance) << 3 | Int($0.key.tier) }
        guard begun ?? 0 < Self.groups else { return [] }
        let last = lastGroup(atLeast: plan.limit + 1, after: begun)
        if ((begun ?? 0)..<last).contains(where: { counts[$0] > 0 }) { take(from: begun ?? 0, before: last, plan, &top) }
        if counts[last] > 0 {
            if let entries, entries.count <= Self.fewest {
                take(from: last, before: last + 1, plan, &top)
            } else if let place = plan.place {
                takeNearest(last, place, plan, &top)
            } else {
                takeByName(last, plan, &top)
            }
        }
        return top.sorted
    }

    /// The group that fills the page, whatever the group of the cursor still gives.
    private func lastGroup(atLeast wanted: Int, after begun: Int?) -> Int {
        var sum = 0
        for group in (begun.map { $0 + 1 } ?? 0)..<Self.groups {
            sum += counts[group]
            if sum >= wanted { return group }
        }
        return Self.groups - 1
    }

    @inline(__always)
    private func key(_ document: Int, _ group: Int, _ plan: Plan, rank: UInt32) -> PackedKey {
        let distance = if let place = plan.place { segment.places.centimetres(document, from: place) } else { UInt32(0) }
        return PackedKey(relevance: UInt8(group >> 3), tier: UInt8(group & 7), centimetres: distance, rank: rank)
    }

    /// The rank by name is fetched only where the distance leaves a chance.
    @inline(__always)
    private func offer(_ document: Int, _ group: Int, _ plan: Plan, _ top: inout TopKeys) {
        let least = key(document, group, plan, rank: 0)
        if least.bits < top.worst { top.offer(PackedKey(bits: least.bits | UInt64(segment.names.rank(document)))) }
    }

    /// Every match of some groups.
    private func take(from first: Int, before last: Int, _ plan: Plan, _ top: inout TopKeys) {
        @inline(__always) func offer(_ document: Int, _ group: Int) {
            if group >= first && group < last { self.offer(document, group, plan, &top) }
        }
        if let entries {
            for entry in entries { offer(Int(entry >> 4), Int(entry & 15)) }
        } else {
            Self.visit(matches, named, segment, codes, offer)
        }
    }
}

extension Ranking {
    /// Matches of one group from the band of the place outwards, until the next band is farther than everything kept.
    private func takeNearest(_ group: Int, _ place: Point, _ plan: Plan, _ top: inout TopKeys) {
        let smallest = PackedKey(relevance: UInt8(group >> 3), tier: UInt8(group & 7), centimetres: 0, rank: 0).bits
        segment.places.visitBands(outwardsFrom: place) { documents, least in
            if smallest | UInt64(least) << 27 >= top.worst { return false }
            matches.forEach(in: documents) { document in
                if self.group(document) == group { offer(document, group, plan, &top) }
            }
            return true
        }
    }

    /// Matches of one group by name: down the list of names where many match, else match by match.
    private func takeByName(_ group: Int, _ plan: Plan, _ top: inout TopKeys) {
        guard counts[group] * counts[group] > segment.count * plan.limit else {
            take(from: group, before: group + 1, plan, &top)
            return
        }
        for rank in segment.firstRank(plan.cursor, group)..<segment.count {
            let document = segment.names.document(atRank: rank)
            guard matches.contains(document), self.group(document) == group else { continue }
            let key = key(document, group, plan, rank: UInt32(rank))
            if key.bits >= top.worst { return }
            top.offer(key)
        }
    }

    @inline(__always)
    private func group(_ document: Int) -> Int {
        Int(codes[Int(segment.timetableNumbers[document])] & 7) | (named?.contains(document) ?? true ? 0 : 8)
    }
}

extension Segment {
    /// The least key of this segment that comes after a cursor.
    fileprivate func firstKey(_ cursor: Cursor) -> PackedKey {
        PackedKey(
            relevance: cursor.key.relevance, tier: cursor.key.tier, centimetres: cursor.key.centimetres,
            rank: UInt32(names.countThrough(cursor.key.name, cursor.key.identifier, in: identity)))
    }

    /// Where the names of a group go on after a cursor.
    fileprivate func firstRank(_ cursor: Cursor?, _ group: Int) -> Int {
        guard let cursor, Int(cursor.key.relevance) << 3 | Int(cursor.key.tier) == group else { return 0 }
        return names.countThrough(cursor.key.name, cursor.key.identifier, in: identity)
    }
}
