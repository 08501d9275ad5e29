import Core

/// Whether somebody answers for a service lately enough.
struct Freshness: Hashable, Sendable {
    let checkedOn: Day?
    let isLate: Bool

    /// - Parameter rhythm: of the city; the standard one in a city that does not say.
    init(checkedOn: Day?, themes: [String], rhythm: FreshnessRhythm?, today: Day) {
        self.checkedOn = checkedOn
        let days = (rhythm ?? .standard).days(ofThemes: themes)
        isLate = checkedOn.map { $0.distance(to: today) > days } ?? true
    }
}

extension DirectorySnapshot {
    func freshness(checkedOn: Day?, needs: [String], today: Day) -> Freshness {
        Freshness(checkedOn: checkedOn, themes: taxonomy.themes(of: needs), rhythm: city.freshness, today: today)
    }

    func freshness(of service: Service, today: Day) -> Freshness {
        freshness(checkedOn: service.provenance.checkedOn, needs: service.needs, today: today)
    }
}
