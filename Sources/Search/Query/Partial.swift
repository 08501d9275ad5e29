import Core

/// What one segment contributes to an answer.
struct Partial {
    let total: Int
    let openNow: Int
    /// The first of its hits after the cursor, in order, with one more than the page needs.
    let keys: [PackedKey]
    /// What each timetable says at the moment asked for.
    let codes: [UInt8]
    private let matches: Bitset

    init(_ view: SegmentView, _ plan: Plan) {
        let segment = view.segment
        let candidates = Candidates(view, plan)
        var matches = candidates.documents ?? Bitset(all: segment.count)
        guard !matches.isEmpty else {
            (total, openNow, keys, codes, self.matches) = (0, 0, [], [], matches)
            return
        }
        let order = segment.openings(at: plan.orderMoment, for: matches)
        codes = plan.isOneMoment ? order : segment.openings(at: plan.moment, for: matches)
        if plan.query.openOnly { segment.keepOpen(&matches, codes) }
        let ranking = Ranking(matches, named: candidates.named, in: segment, codes: order)
        total = ranking.total
        openNow = plan.isOneMoment ? ranking.open : segment.countOpen(matches, codes)
        keys = ranking.first(plan)
        self.matches = matches
    }

    /// How many of its matches have each facet value; empty without matches.
    func counts(_ view: SegmentView) -> [Int32] {
        if total == 0 { return [] }
        return total == view.liveCount ? view.facetTotals : view.segment.facets.counts(of: matches, total: total)
    }
}

extension Segment {
    fileprivate func openings(at moment: Moment, for documents: Bitset) -> [UInt8] {
        timetables.codes(at: moment) { ask in documents.forEach { ask(Int(timetableNumbers[$0])) } }
    }

    // Unchecked reads below: numbers of documents are below `count`, which `timetableNumbers` has; numbers of timetables are below
    // `timetables.count`, which `codes` has.

    fileprivate func keepOpen(_ documents: inout Bitset, _ codes: [UInt8]) {
        timetableNumbers.withUnsafeBufferPointer { numbers in
            codes.withUnsafeBufferPointer { codes in
                documents.keep { Opening(code: codes[Int(numbers[$0])]).isOpen }
            }
        }
    }

    fileprivate func countOpen(_ documents: Bitset, _ codes: [UInt8]) -> Int {
        var open = 0
        documents.forEach { if Opening(code: codes[Int(timetableNumbers[$0])]).isOpen { open += 1 } }
        return open
    }
}
