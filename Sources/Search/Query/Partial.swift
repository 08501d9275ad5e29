import Core

/// What one segment contributes to an answer.
struct Partial {
    private(set) var total = 0
    private(set) var openNow = 0
    private(set) var counts: [Int32] = []
    /// The first of its hits after the cursor, in order, with one more than the page needs.
    private(set) var keys: [PackedKey] = []

    init(_ view: SegmentView, _ plan: Plan) {
        let segment = view.segment
        let candidates = Candidates(view, plan)
        let order = segment.openings.openings(at: plan.orderMoment, of: segment.timetables)
        let now = plan.isOneMoment ? order : segment.openings.openings(at: plan.moment, of: segment.timetables)
        var matches = candidates.documents ?? Bitset(all: segment.count)
        var top = TopKeys(limit: plan.limit + 1, from: plan.cursor.map(segment.firstKey))
        if plan.query.openOnly { keepOpen(&matches, segment, now) }
        matches.forEach { document in
            let timetable = Int(segment.timetableNumbers[document])
            total += 1
            if now[timetable].isOpen { openNow += 1 }
            let relevance: UInt8 = candidates.named?.contains(document) ?? true ? 0 : 1
            let tier = order[timetable].tier
            guard UInt64(relevance) << 62 | UInt64(tier) << 59 < top.worst else { return }
            let centimetres = plan.place.map { segment.places.centimetres(document, from: $0) } ?? 0
            top.offer(PackedKey(relevance: relevance, tier: tier, centimetres: centimetres, rank: segment.names.rank(document)))
        }
        keys = top.sorted
        guard plan.query.wantsFacets else { return }
        counts = [Int32](repeating: 0, count: segment.facets.valueCount)
        if total == view.liveCount {
            counts = view.facetTotals
        } else {
            segment.facets.add(countsOf: matches, total: total, to: &counts)
        }
    }

    private func keepOpen(_ matches: inout Bitset, _ segment: Segment, _ openings: [Opening]) {
        var open = Bitset(size: segment.count)
        matches.forEach { document in
            if openings[Int(segment.timetableNumbers[document])].isOpen { open.insert(document) }
        }
        matches = open
    }
}

extension Segment {
    /// The least key of this segment that comes after a cursor.
    func firstKey(_ cursor: Cursor) -> PackedKey {
        let rank = names.countThrough(cursor.key.name, cursor.key.identifier, in: identity.identifiers)
        return PackedKey(
            relevance: cursor.key.relevance, tier: cursor.key.tier, centimetres: cursor.key.centimetres, rank: UInt32(rank))
    }
}
