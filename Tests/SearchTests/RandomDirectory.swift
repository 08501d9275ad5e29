import Core

@testable import Search

/// SplitMix64: the same numbers on every machine.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func chance(_ share: Double) -> Bool { Double(next() >> 11) / Double(1 << 53) < share }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}

/// Invented services, small enough to be searched by brute force, odd enough to meet every rule.
struct RandomDirectory {
    var dice: Dice

    init(seed: UInt64) { dice = Dice(seed) }

    static let vocabulary: [FacetValue: [String]] = [
        FacetValue(.need, "shower"): ["douche", "shower", "دوش", "duş", "se laver", "淋浴"],
        FacetValue(.need, "meal"): ["repas", "meal", "طعام", "comida", "manger"],
        FacetValue(.theme, "wash"): ["hygiène", "laver"],
        FacetValue(.audience, "women"): ["femmes", "women", "نساء"],
    ]

    private static let words = [
        "accueil", "douche", "repas", "chaud", "vestiaire", "juridique", "école", "français", "cours", "santé", "médecin", "permanence",
        "кухня", "душ", "مطعم", "مساعدة", "ምግብ", "sofa", "repassage", "shower", "women", "Invention",
    ]

    private static let hours = [
        "24/7", "Mo-Fr 09:00-17:00", "Mo-Fr 08:30-12:30,13:30-17:07", "Tu,Th 14:00-18:00; PH off", "Mo-Su 19:00-02:00", "Sa,Su 10:00-12:00",
        "Mo-Fr 09:00-12:00; We off; PH 10:00-11:00", "Mo-Su 22:00-06:00", "Su 02:00-03:30", "Oct-Mar: Mo-Su 18:00-23:00",
        "2026 Nov 20-2026 Dec 05: Mo-Su 10:00-20:00", "Mo-Fr 09:00-17:00 unknown", "unknown", "off", "sunrise-sunset",
        "We[1] 09:00-12:00", "Mo-Fr 10:00-16:00; SH off", "Mo 09:00-12:00 \"sur rendez-vous\"",
    ]

    mutating func document(_ number: Int) -> SearchDocument {
        var document = SearchDocument(
            id: nameBasedUUID("test", "document \(number)"), serviceID: nameBasedUUID("test", "service \(number / 2)"),
            name: dice.pick(Self.words) + " " + dice.pick(Self.words))
        if dice.chance(0.85) { document.coordinate = coordinate() }
        if dice.chance(0.7) { document.areaCode = "751\(10 + dice.below(10))" }
        document.texts = [
            .init(.name, document.name), .init(.organization, dice.pick(Self.words)),
            .init(.description, (0..<dice.below(8)).map { _ in dice.pick(Self.words) }.joined(separator: " ")),
        ]
        document.facets = facets()
        if dice.chance(0.9) { document.hours = try? OpeningHours(dice.pick(Self.hours)) }
        document.hoursContext = context(document.coordinate)
        document.card = Array("card \(number)".utf8)
        return document
    }

    mutating func documents(_ count: Int) -> [SearchDocument] { (0..<count).map { document($0) } }

    mutating func coordinate() -> Coordinate? {
        let step = dice.chance(0.3) ? 0.001 : 0.000_001
        let latitude = 48.80 + Double(dice.below(Int(0.1 / step))) * step
        return Coordinate(latitude: latitude, longitude: 2.25 + Double(dice.below(Int(0.15 / step))) * step)
    }

    private mutating func facets() -> [Facet: [String]] {
        var facets: [Facet: [String]] = [:]
        if dice.chance(0.4) { facets[.need] = [dice.pick(["shower", "meal", "bed"])] }
        if dice.chance(0.4) { facets[.theme] = [dice.pick(["wash", "eat"])] }
        if dice.chance(0.5) { facets[.audience] = dice.chance(0.3) ? ["women", "family", "women"] : [dice.pick(["women", "minor"])] }
        if dice.chance(0.6) { facets[.speaks] = ["fr", dice.pick(["ar", "en", "ps"])] }
        return facets
    }

    private mutating func context(_ coordinate: Coordinate?) -> HoursContext {
        let day = Day(year: 2026, month: 10, day: 20).advanced(by: dice.below(45))
        let reduced = dice.chance(0.5) ? try? OpeningHours("10:00-12:00") : nil
        return HoursContext(
            zone: .paris, holidays: Holidays(), coordinate: coordinate.map { ($0.latitude, $0.longitude) },
            closures: dice.chance(0.2) ? [Closure(from: day, to: day.advanced(by: dice.below(6)), hours: reduced)] : [])
    }

    mutating func query(around now: Instant) -> SearchQuery {
        var query = SearchQuery(at: moment(around: now))
        if dice.chance(0.5) {
            let known = Self.words + ["lav", "mang", "دوش", "淋浴", "comida", "douches"]
            query.words = (0...dice.below(2)).map { _ in dice.pick(known) }.joined(separator: " ")
        }
        if dice.chance(0.6) { query.place = coordinate() }
        if query.place != nil, dice.chance(0.6) { query.radius = dice.pick([0, 150, 500, 1_234.5, 3_000, 20_000]) }
        query.openOnly = dice.chance(0.3)
        if dice.chance(0.3) { query.selections[.need] = [dice.pick(["shower", "meal", "nothing"])] }
        if dice.chance(0.3) { query.selections[.audience] = dice.chance(0.3) ? ["women", "family"] : ["women"] }
        if dice.chance(0.3) { query.selections[.speaks] = [dice.pick(["ar", "en", "fr"])] }
        if dice.chance(0.2) { query.selections[.area] = (0...dice.below(3)).map { _ in "751\(10 + dice.below(10))" } }
        query.limit = dice.pick([1, 3, 7, 20])
        return query
    }

    /// Near now, at both clock changes, on a holiday, far away, and at odd seconds.
    private mutating func moment(around now: Instant) -> Instant {
        let borders = [
            "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2027-03-28T00:59:00Z", "2027-03-28T01:00:00Z", "2026-12-25T10:00:00Z",
            "2026-11-11T09:30:00Z", "2026-11-29T23:00:00Z", "2031-05-01T12:00:00Z",
        ].compactMap { Instant(iso8601: $0) }
        if dice.chance(0.3) { return dice.pick(borders) + Int64(dice.below(7_200)) }
        return now + Int64(dice.below(16 * 86_400)) - 86_400
    }
}
