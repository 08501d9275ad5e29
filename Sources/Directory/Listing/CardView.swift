import Core
import Search
import Web

/// One result in a list, for `components/card`.
struct CardView {
    let service: String
    let path: String
    let name: Text
    let organization: String
    let badge: Badge
    let distance: Text?
    let isApproximate: Bool
    /// Nobody confirmed it since its source: said on the card, because somebody will go there.
    let isUnchecked: Bool
    /// Somebody did, too long ago.
    let notSince: Text?
    let place: String?
    let byPhone: Bool
    let conditions: [Text]
    let languages: Text?
    let label: Bool
    let hasTags: Bool
    /// Added by the controller for whoever may read it; the public's list is made without it.
    var professional: ProfessionalView?

    init(_ card: Card, hit: SearchHit, query: FindQuery, at moment: Instant, in snapshot: DirectorySnapshot, context: AppContext) {
        let words = context.catalogue
        let taxonomy = snapshot.taxonomy
        let reading = card.name(for: context.language)
        service = card.service
        path = query.changed { _ in }.path("/\(context.language.tag)/services/\(card.service)")
        name = reading.map { Text($0) } ?? Text(card.organization, in: .french)
        organization = card.organization
        badge =
            Badge(status: card.status, catalogue: words)
            ?? Badge(
                state: hit.state, changesAt: hit.change?.at, opensAt: hit.opensAt, at: moment, in: snapshot, context: context)
        let isApproximate = !card.exact && card.at != nil
        distance = hit.distance.map {
            isApproximate ? context.formats.roughDistance(metres: $0) : context.formats.distance(metres: $0)
        }
        self.isApproximate = isApproximate
        isUnchecked = card.checked == nil
        let freshness = snapshot.freshness(checkedOn: card.checked, needs: card.needs, today: snapshot.local(moment).day)
        notSince = freshness.isLate ? card.checked.map { words("fresh.since", ["date": context.formats.day($0).plain]) } : nil
        place = card.address ?? card.area.flatMap { snapshot.territory.area($0)?.name.reading(in: context.language)?.text }
        byPhone = card.at == nil && card.address == nil && card.area == nil && card.phone != nil
        conditions = card.conditions.compactMap { taxonomy[$0]?.label.reading(in: context.language).map { Text($0) } }
        languages =
            card.languages.isEmpty ? nil : words("find.speaks", ["languages": card.languages.map(Language.nameOf).joined(separator: ", ")])
        label = card.label
        hasTags = card.label || !conditions.isEmpty
    }
}

extension Language {
    /// Its own name for a language of ours, the tag for another.
    static func nameOf(_ tag: String) -> String { Language(tag).endonym }
}
