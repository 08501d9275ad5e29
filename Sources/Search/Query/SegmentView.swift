import Core

/// A segment as an index sees it: some of its documents may have been replaced or removed since.
struct SegmentView: Sendable {
    let segment: Segment
    /// Documents that count; nil: all.
    private(set) var live: Bitset?
    private(set) var liveCount: Int
    /// How many live documents have each facet value.
    private(set) var facetTotals: [Int32]

    init(_ segment: Segment) {
        self.segment = segment
        liveCount = segment.count
        facetTotals = (0..<segment.facets.valueCount).map { Int32(segment.facets.count($0)) }
    }

    /// The same documents in another segment object.
    init(_ segment: Segment, as other: SegmentView) {
        self.segment = segment
        live = other.live
        liveCount = other.liveCount
        facetTotals = other.facetTotals
    }

    /// Forgets a document.
    mutating func remove(_ identifier: UInt128) {
        guard let document = segment.identity.document(identifier), live?.contains(document) ?? true else { return }
        if live == nil { live = Bitset(all: segment.count) }
        live?.remove(document)
        liveCount -= 1
        for number in segment.facets.values(document) { facetTotals[Int(number)] -= 1 }
    }

    func contains(_ identifier: UInt128) -> Bool {
        guard let document = segment.identity.document(identifier) else { return false }
        return live?.contains(document) ?? true
    }
}
