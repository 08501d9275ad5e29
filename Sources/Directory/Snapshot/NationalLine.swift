import Core

/// A short number that anybody can call from anywhere: shown on the first page.
struct NationalLine: Hashable, Comparable, Sendable {
    let number: String
    let name: LocalizedText
    /// The service it is.
    let service: String

    /// A free service with a short number and no place to go to; nil for any other.
    init?(_ listing: Listing) {
        guard listing.location.kind == .virtual, listing.service.isRunning, listing.service.cost.kind == .free,
            let number = listing.service.phones.map(\.number).first(where: { (2...5).contains($0.filter(\.isNumber).count) })
        else { return nil }
        self.number = number
        name = listing.service.name
        service = listing.service.id
    }

    /// The shortest numbers first: 15, 17, 18, 112.
    static func < (left: NationalLine, right: NationalLine) -> Bool {
        (left.number.count, left.number) < (right.number.count, right.number)
    }
}
