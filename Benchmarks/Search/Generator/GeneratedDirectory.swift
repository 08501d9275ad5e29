import Core
import Search

/// An invented directory of the Paris region, the same for a seed: services share locations and their hours as real ones do.
///
/// Three services a location; places cluster around forty towns; words and needs follow Zipf; one in five texts has a second language;
/// five in a hundred locations have exceptional hours (dated closures, seasons, odd minutes, nights, the sun), one in six none.
package struct GeneratedDirectory: Sendable {
    package let count: Int
    /// The day the directory is read.
    package let today: Day
    private let seed: UInt64

    package init(count: Int, today: Day, seed: UInt64 = 2_026) {
        self.count = count
        self.today = today
        self.seed = seed
    }

    package func service(_ number: Int) -> GeneratedService {
        var dice = Dice(seed, number)
        let location = number / 3
        var place = Dice(seed ^ 0xa5a5, location)
        let at = coordinate(&place)
        let (hours, closure) = hours(&place)
        let need = dice.rank(below: 60)
        return GeneratedService(
            number: number, id: uuid(number, 1), serviceID: uuid(number, 2), name: words(3 + dice.below(3), &dice, richness: 20_000),
            organization: words(2, &place, richness: max(100, count / 8)), descriptions: descriptions(&dice), coordinate: at,
            area: Taxonomy.areas[place.below(23)], theme: Taxonomy.themes[need % 20],
            needs: dice.chance(0.3) ? [Taxonomy.needs[need], Taxonomy.needs[(need + 1 + dice.below(58)) % 60]] : [Taxonomy.needs[need]],
            audiences: some(Taxonomy.audiences, 1 + dice.below(3), &dice), speaks: speaks(&dice),
            conditions: some(Taxonomy.conditions, dice.below(3), &dice), accessibility: some(Taxonomy.accessibility, dice.below(3), &dice),
            isLabelled: dice.chance(0.08), hours: hours, closure: closure)
    }

    private func descriptions(_ dice: inout Dice) -> [String] {
        var texts = [words(14 + dice.below(14), &dice, richness: InventedWords.count)]
        if dice.chance(0.2) {
            let script = dice.pick(InventedWords.Script.allCases)
            texts.append(words(10, &dice, richness: 20_000, script))
        }
        return texts
    }

    private func words(_ count: Int, _ dice: inout Dice, richness: Int, _ script: InventedWords.Script = .latin) -> String {
        (0..<count).map { _ in InventedWords.word(dice.rank(below: richness), script) }.joined(separator: script == .han ? "" : " ")
    }

    private func some(_ list: [String], _ count: Int, _ dice: inout Dice) -> [String] {
        var chosen: [String] = []
        for _ in 0..<count {
            let next = list[dice.rank(below: list.count)]
            if !chosen.contains(next) { chosen.append(next) }
        }
        return chosen
    }

    private func speaks(_ dice: inout Dice) -> [String] {
        ["fr"] + (dice.chance(0.4) ? ["en"] : []) + some(Array(Taxonomy.languages.dropFirst(2)), dice.below(3), &dice)
    }

    private func coordinate(_ dice: inout Dice) -> Coordinate {
        var town = Dice(seed ^ 0x70e5, dice.chance(0.55) ? 0 : 1 + dice.rank(below: 39))
        let isParis = dice.chance(0.5)
        let latitude = isParis ? 48.8566 : 48.55 + town.share() * 0.6
        let longitude = isParis ? 2.3522 : 1.9 + town.share() * 0.9
        let spread = isParis ? 0.025 : 0.012
        let fallback = Coordinate(latitude: 48.8566, longitude: 2.3522)
        return Coordinate(latitude: latitude + dice.normal() * spread, longitude: longitude + dice.normal() * spread * 1.5) ?? fallback!
    }

    private func uuid(_ number: Int, _ kind: Int) -> String {
        var dice = Dice(seed ^ UInt64(kind) << 32, number)
        let hex = [dice.next(), dice.next()].map { bits in
            let digits = String(bits, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        var text = ""
        for (index, digit) in hex.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return text
    }
}
