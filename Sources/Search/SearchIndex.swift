import Core

/// The published directory, ready to be searched: immutable, so that any number of requests read one while the next is made.
///
/// Most documents are in a base built at once; those changed since are in a small overlay that is built again with each change.
package struct SearchIndex: Sendable {
    private let base: SegmentView
    private let overlay: SegmentView?
    /// The overlay's documents, kept to build the next one.
    private let changed: [UInt128: SearchDocument]
    let vocabulary: SearchVocabulary
    /// Whose midnights end "today" and "tomorrow".
    let zone: Zone
    /// Nil: every question is answered anew.
    private(set) var memory: SearchMemory? = SearchMemory()

    /// One change of the published directory.
    package enum Change: Sendable {
        /// A new document, or one that replaces the document with its identifier.
        case upsert(SearchDocument)
        case remove(id: String)
    }

    /// Reads a whole directory; of several documents with one identifier, the last counts.
    package static func build(
        documents: [SearchDocument], vocabulary: SearchVocabulary = SearchVocabulary(), now: Instant, zone: Zone = .paris
    ) -> SearchIndex {
        build(vocabulary: vocabulary, now: now, zone: zone) { add in for document in documents { add(document) } }
    }

    /// The same, handed over one document at a time, so that they are never all in memory.
    package static func build(
        vocabulary: SearchVocabulary, now: Instant, zone: Zone, reading: (_ add: (SearchDocument) -> Void) throws -> Void
    ) rethrows -> SearchIndex {
        var builder = SegmentBuilder(table: FacetTable(), window: TimetableWindow(around: now, in: zone))
        try reading { builder.add($0) }
        return SearchIndex(base: SegmentView(builder.build()), overlay: nil, changed: [:], vocabulary: vocabulary, zone: zone)
    }

    private init(
        base: SegmentView, overlay: SegmentView?, changed: [UInt128: SearchDocument], vocabulary: SearchVocabulary, zone: Zone
    ) {
        self.base = base
        self.overlay = overlay
        self.changed = changed
        self.vocabulary = vocabulary
        self.zone = zone
    }

    /// The same directory, which answers every question as if it were the first: what is measured.
    package var forgetful: SearchIndex {
        var index = self
        index.memory = nil
        return index
    }

    /// How many services at locations can be found.
    package var count: Int { base.liveCount + (overlay?.liveCount ?? 0) }

    /// Bytes held, the callers' cards left out.
    package var byteCount: Int { base.segment.byteCount + (overlay?.segment.byteCount ?? 0) + vocabulary.lexicon.byteCount }

    /// So much has changed since the base was built that a new one is worth its time; everything stays right without.
    package var shouldBeRebuilt: Bool { changed.count > max(1_000, base.segment.count / 50) }

    /// The directory after some changes, in the order they happened.
    package func applying(_ changes: [Change]) -> SearchIndex {
        var base = base
        var changed = changed
        for change in changes {
            switch change {
            case .upsert(let document):
                let identifier = Identifier(document.id).value
                base.remove(identifier)
                changed[identifier] = document
            case .remove(let id):
                let identifier = Identifier(id).value
                base.remove(identifier)
                changed[identifier] = nil
            }
        }
        var builder = SegmentBuilder(table: base.segment.facets.table, window: base.segment.timetables.window)
        for (_, document) in changed.sorted(by: { $0.key < $1.key }) { builder.add(document) }
        let overlay = changed.isEmpty ? nil : SegmentView(builder.build())
        return SearchIndex(base: base, overlay: overlay, changed: changed, vocabulary: vocabulary, zone: zone)
    }

    /// Whether hours are precomputed for the week after this moment; other moments are answered as exactly, but slower.
    package func isReady(for moment: Instant) -> Bool {
        base.segment.timetables.window.covers(Moment(moment, in: zone))
    }

    /// The first moment for which hours are precomputed: the midnight that began the day before.
    package var readyFrom: Instant { Instant(seconds: base.segment.timetables.window.start) }

    /// The same directory with its hours precomputed for the weeks around another day; worth doing once a day.
    package func moved(to now: Instant) -> SearchIndex {
        let window = TimetableWindow(around: now, in: zone)
        guard window != base.segment.timetables.window else { return self }
        func moved(_ view: SegmentView) -> SegmentView {
            SegmentView(Segment(view.segment, timetables: view.segment.timetables.moved(to: window)), as: view)
        }
        return SearchIndex(base: moved(base), overlay: overlay.map(moved), changed: changed, vocabulary: vocabulary, zone: zone)
    }

    var views: [SegmentView] { [base] + (overlay.map { [$0] } ?? []) }
}
