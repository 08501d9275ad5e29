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
        var matches = candidates.documents ?? Bitset(all: segment.count)
        let order = segment.openings(at: plan.orderMoment, for: matches)
        let now = plan.isOneMoment ? order : segment.openings(at: plan.moment, for: matches)
        if plan.query.openOnly { segment.keepOpen(&matches, now) }
        rank(matches, named: candidates.named, segment, plan, order: order, now: now)
        guard plan.query.wantsFacets else { return }
        if total == view.liveCount {
            counts = view.facetTotals
        } else {
            counts = [Int32](repeating: 0, count: segment.facets.valueCount)
            segment.facets.add(countsOf: matches, total: total, to: &counts)
        }
    }

    /// Counts the matches and keeps the first of them.
    ///
    /// Unchecked reads: documents are below `segment.count`, which `timetableNumbers` has; timetable numbers are below the number of
    /// timetables, which `order` and `now` have.
    private mutating func rank(_ matches: Bitset, named: Bitset?, _ segment: Segment, _ plan: Plan, order: [UInt8], now: [UInt8]) {
        var top = TopKeys(limit: plan.limit + 1, from: plan.cursor.map(segment.firstKey))
        var total = 0
        var open = 0
        segment.timetableNumbers.withUnsafeBufferPointer { numbers in
            order.withUnsafeBufferPointer { order in
                now.withUnsafeBufferPointer { now in
                    matches.forEach { document in
                        let timetable = Int(numbers[document])
                        total += 1
                        if Opening(code: now[timetable]).isOpen { open += 1 }
                        let tier = Opening(code: order[timetable]).tier
                        let relevance: UInt8 = named?.contains(document) ?? true ? 0 : 1
                        guard UInt64(relevance) << 62 | UInt64(tier) << 59 < top.worst else { return }
                        let centimetres = plan.place.map { segment.places.centimetres(document, from: $0) } ?? 0
                        top.offer(PackedKey(relevance: relevance, tier: tier, centimetres: centimetres, rank: segment.names.rank(document)))
                    }
                }
            }
        }
        self.total = total
        openNow = open
        keys = top.sorted
    }
}

extension Segment {
    fileprivate func openings(at moment: Moment, for documents: Bitset) -> [UInt8] {
        openings.codes(at: moment, of: timetables, for: documents, timetableNumbers)
    }

    fileprivate func keepOpen(_ documents: inout Bitset, _ codes: [UInt8]) {
        timetableNumbers.withUnsafeBufferPointer { numbers in
            codes.withUnsafeBufferPointer { codes in
                // As in `rank`: numbers of documents and of timetables are within both buffers.
                documents.keep { Opening(code: codes[Int(numbers[$0])]).isOpen }
            }
        }
    }

    /// The least key of this segment that comes after a cursor.
    fileprivate func firstKey(_ cursor: Cursor) -> PackedKey {
        let rank = names.countThrough(cursor.key.name, cursor.key.identifier, in: identity.identifiers)
        return PackedKey(
            relevance: cursor.key.relevance, tier: cursor.key.tier, centimetres: cursor.key.centimetres, rank: UInt32(rank))
    }
}
