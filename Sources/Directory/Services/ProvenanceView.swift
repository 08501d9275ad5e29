import Core
import Web

/// How fresh a record is and from whom.
struct ProvenanceView {
    let source: Text
    let url: String?
    let updated: Text?
    let checked: Text?
    let isUnchecked: Bool
    /// There is a number to call before one goes.
    let canCall: Bool
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
        let title = provenance.title ?? provenance.source
        source = words("service.source", ["source": Self.date(of: service, formats).map { "\(title) (\($0))" } ?? title])
        url = provenance.url?.webAddress
        updated = provenance.updatedOn.map { words("service.updated", ["date": formats.day($0).plain]) }
        checked = provenance.checkedOn.map { words("service.checked", ["date": formats.day($0).plain]) }
        isUnchecked = provenance.checkedOn == nil
        canCall = !service.phones.isEmpty
        isLate = !isUnchecked && reader.snapshot.freshness(of: service, today: reader.snapshot.local(now).day).isLate
        self.visitors = visitors.last.map { last in
            words("fresh.visitors", ["count": String(visitors.count), "date": formats.day(reader.snapshot.local(last).day).plain])
        }
        var told: Set<String> = []
        facts = provenance.facts.map { fact in
            let key = words.has("fact.\(fact.field)") ? "fact.\(fact.field)" : "fact.other"
            let date = fact.readOn.map { formats.day($0).plain } ?? ""
            return FactView(
                text: words("service.fact", ["field": words(key).plain, "source": fact.title, "date": date]), url: fact.url?.webAddress)
        }.filter { told.insert($0.text.plain + ($0.url ?? "")).inserted }
        hasFacts = !facts.isEmpty
    }

    /// When the record's first source was written, where no day is told: a month or a year, as far as the city pack knows it.
    private static func date(of service: Service, _ formats: Formats) -> String? {
        guard service.provenance.updatedOn == nil, let date = service.extra["source_date"] else { return nil }
        return Day("\(date)-01").map { formats.month($0).plain } ?? date
    }
}
