import Core

/// The documents that answer everything but the hours.
struct Candidates {
    /// Nil: all live documents.
    var documents: Bitset?
    /// Those that every word names; nil: without words, all.
    var named: Bitset?

    init(_ view: SegmentView, _ plan: Plan) {
        let segment = view.segment
        for (facet, values) in plan.query.selections {
            if facet == .area, values.count > 1 {
                var any = Bitset(size: segment.count)
                segment.unite(values.map { FacetValue(.area, $0) }, into: &any)
                keep(any)
                continue
            }
            for value in values {
                if let number = segment.facets.table.number(FacetValue(facet, value)) {
                    keep(segment.facets.bitset(number))
                } else {
                    keep(Bitset(size: segment.count))
                }
            }
        }
        keep(plan.words, view, plan.vocabulary)
        if let place = plan.query.place, let radius = plan.query.radius {
            documents = segment.places.documents(within: radius, of: place, among: documents ?? Bitset(all: segment.count))
        }
    }

    /// Those that answer the words alone.
    init(_ view: SegmentView, _ words: [QueryWord], _ vocabulary: SearchVocabulary) {
        keep(words, view, vocabulary)
    }

    private mutating func keep(_ words: [QueryWord], _ view: SegmentView, _ vocabulary: SearchVocabulary) {
        for word in words { keep(word, view.segment, vocabulary) }
        if let live = view.live { keep(live) }
    }

    private mutating func keep(_ set: Bitset) {
        if documents == nil { documents = set } else { documents?.formIntersection(set) }
    }

    private mutating func keep(_ word: QueryWord, _ segment: Segment, _ vocabulary: SearchVocabulary) {
        var any = Bitset(size: segment.count)
        var naming = Bitset(size: segment.count)
        if let beginning = word.beginning {
            for term in segment.lexicon.terms(beginningWith: beginning) {
                segment.postings.unite(term, any: &any, naming: &naming, counting: false)
            }
            for term in vocabulary.lexicon.terms(beginningWith: beginning) { segment.unite(vocabulary.values[term], into: &any) }
        }
        for whole in word.whole {
            if let term = segment.lexicon.term(whole) { segment.postings.unite(term, any: &any, naming: &naming, counting: true) }
            if let term = vocabulary.lexicon.term(whole) {
                segment.unite(vocabulary.values[term], into: &naming)
            }
        }
        any.formUnion(naming)
        keep(any)
        if named == nil { named = naming } else { named?.formIntersection(naming) }
    }
}

extension Segment {
    /// Adds the documents that have any of the values.
    func unite(_ values: [FacetValue], into set: inout Bitset) {
        for value in values {
            if let number = facets.table.number(value) { facets.unite(number, into: &set) }
        }
    }
}
