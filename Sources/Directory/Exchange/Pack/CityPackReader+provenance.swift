import Core

extension CityPackReader {
    func identifier(_ kind: String, _ slug: String, source: String) -> String {
        Provenance(source: source, sourceID: slug).identifier(kind)
    }

    /// The first source names the record; the others and the sources of single facts follow.
    func provenance(_ slug: String, source: String, _ facts: [PackFile.Fact], _ ids: [String]) -> Provenance {
        var provenance = Provenance(source: source, sourceID: slug)
        let known = ids.compactMap { sources[$0] }
        provenance.title = known.first?.title
        provenance.url = known.first?.url
        provenance.updatedOn = known.first?.date.flatMap { Day($0) }
        provenance.facts = facts.compactMap { fact in
            sources[fact.source].map { .init(field: fact.field, title: $0.title, url: $0.url, readOn: fact.read ?? $0.read) }
        }
        provenance.facts += known.dropFirst().map { .init(field: "record", title: $0.title, url: $0.url, readOn: $0.read) }
        return provenance
    }

    /// The date of the first source, as precisely as it is known: a year and month are not a day.
    func date(_ ids: [String]) -> String? { ids.first.flatMap { sources[$0] }?.date }

    /// Somebody will go where the page says: an address, a telephone, a website or an hour names its source or is refused.
    mutating func checkFacts<Value>(_ entry: PackEntry<Value>, _ facts: [PackFile.Fact], _ ids: [String], needed: [String]) {
        if ids.isEmpty { refuse("names no source: every entry says where it comes from", at: entry.place("sources")) }
        for id in ids where sources[id] == nil { refuse("sources.yaml has no “\(id)”", at: entry.place("sources")) }
        for fact in facts where sources[fact.source] == nil { refuse("sources.yaml has no “\(fact.source)”", at: entry.place("facts")) }
        for field in needed {
            guard let value = entry.source[field], value.content != .null, !facts.contains(where: { $0.field == field }) else { continue }
            refuse("is given without its source: add it under facts, with the day it was read, or leave it empty", at: entry.place(field))
        }
    }

    mutating func checkTerms(_ ids: [String], _ facets: Set<Taxonomy.Facet>, at place: Refusal.Place) {
        for id in ids {
            guard let term = terms[id] else {
                refuse("taxonomy/terms.yaml has no term “\(id)”", at: place)
                continue
            }
            if !facets.contains(term.facet) {
                refuse("“\(id)” is a term of “\(term.facet.rawValue)”: it does not belong here", at: place)
            }
        }
    }
}
