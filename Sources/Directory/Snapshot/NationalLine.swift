import Core

/// A short number that anybody can call from anywhere: shown on the first page.
struct NationalLine: Hashable, Sendable {
    let number: String
    let name: LocalizedText

    /// A free service with a short number and no place to go to; nil for any other.
    init?(_ listing: Listing) {
        guard listing.location.kind == .virtual, listing.service.isRunning, listing.service.cost.kind == .free,
            let number = listing.service.phones.map(\.number).first(where: { (2...5).contains($0.filter(\.isNumber).count) })
        else { return nil }
        self.number = number
        name = listing.service.name
    }
}
