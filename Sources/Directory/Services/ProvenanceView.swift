import Core
import Web

/// How fresh a record is and from whom.
struct ProvenanceView {
    let source: Text
    let url: String?
    let updated: Text?
    let checked: Text?
    let isUnchecked: Bool
    /// The last confirmation is older than the rhythm of such a service.
    let isLate: Bool
    /// What visitors said, which is not the team's word.
    let visitors: Text?
    let facts: [FactView]
    let hasFacts: Bool

    /// The source of one fact.
    struct FactView {
        let text: Text
        let url: String?
    }

    init(_ service: Service, visitors: (count: Int, last: Instant?), now: Instant, reader: Reader) {
        let provenance = service.provenance
        let words = reader.context.catalogue
        let formats = reader.context.formats
        source = words("service.source", ["source": provenance.title ?? provenance.source])
        url = provenance.url?.webAddress
        updated = provenance.updatedOn.map { words("service.updated", ["date": formats.day($0).plain]) }
        checked = provenance.checkedOn.map { words("service.checked", ["date": formats.day($0).plain]) }
        isUnchecked = provenance.checkedOn == nil
        isLate = !isUnchecked && reader.snapshot.freshness(of: service, today: reader.snapshot.local(now).day).isLate
        self.visitors = visitors.last.map { last in
            words("fresh.visitors", ["count": String(visitors.count), "date": formats.day(reader.snapshot.local(last).day).plain])
        }
        facts = provenance.facts.map { fact in
            let key = words.has("fact.\(fact.field)") ? "fact.\(fact.field)" : "fact.other"
            let date = fact.readOn.map { formats.day($0).plain } ?? ""
            return FactView(
                text: words("service.fact", ["field": words(key).plain, "source": fact.title, "date": date]), url: fact.url?.webAddress)
        }
        hasFacts = !facts.isEmpty
    }
}
