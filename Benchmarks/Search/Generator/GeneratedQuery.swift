import Core
import Search

/// One invented search, in plain fields that any database can answer.
package struct GeneratedQuery: Sendable {
    package var words = ""
    package var place: Coordinate?
    /// Metres.
    package var radius: Double?
    package var at: Instant
    /// Asked about this minute, as most people do; else about another moment of the next seven days.
    package var isAboutNow = true
    package var openOnly = false
    package var need: String?
    package var audience: String?
    package var speaks: String?
    package var area: String?

    package var query: SearchQuery {
        var selections: [Facet: [String]] = [:]
        selections[.need] = need.map { [$0] }
        selections[.audience] = audience.map { [$0] }
        selections[.speaks] = speaks.map { [$0] }
        selections[.area] = area.map { [$0] }
        return SearchQuery(
            words: words, place: place, radius: radius, at: at, openOnly: openOnly, selections: selections, limit: 20, wantsFacets: true)
    }
}

extension GeneratedDirectory {
    /// The mix of searches: words 45 %, place 70 % (with a radius 60 % of these), open only 35 %, need 35 %, audience 30 %,
    /// language 20 %, area 10 %, another moment than now 30 %. One page of 20 hits, with all counts.
    package func query(_ number: Int, now: Instant) -> GeneratedQuery {
        var dice = Dice(0x9e3e, number)
        var query = GeneratedQuery(at: now)
        if dice.chance(0.45) { query.words = words(&dice) }
        if dice.chance(0.7) { query.place = service(dice.below(count)).coordinate }
        if query.place != nil, dice.chance(0.6) { query.radius = dice.pick([500, 1_000, 1_500, 2_000, 3_000, 5_000]) }
        query.openOnly = dice.chance(0.35)
        if query.words.isEmpty ? dice.chance(0.5) : dice.chance(0.15) { query.need = Taxonomy.needs[dice.rank(below: 60)] }
        if dice.chance(0.3) { query.audience = Taxonomy.audiences[dice.rank(below: 15)] }
        if dice.chance(0.2) { query.speaks = Taxonomy.languages[1 + dice.rank(below: 29)] }
        if dice.chance(0.1) { query.area = dice.pick(Taxonomy.areas) }
        if dice.chance(0.3) {
            query.isAboutNow = false
            query.at = now + Int64(dice.below(7 * 1_440)) * 60
        }
        return query
    }

    /// Half are words of the taxonomy in any script, the rest words of the texts: whole, unfinished, mistyped, or two.
    private func words(_ dice: inout Dice) -> String {
        if dice.chance(0.5) {
            return Taxonomy.synonym(need: dice.rank(below: 60), dice.below(4), dice.pick(InventedWords.Script.allCases))
        }
        let word = InventedWords.word(dice.rank(below: 20_000))
        switch dice.below(10) {
        case 0: return mistyped(word, &dice)
        case 1, 2: return String(word.prefix(4))
        case 3, 4: return word + " " + InventedWords.word(dice.rank(below: 20_000))
        default: return word + " "
        }
    }

    private func mistyped(_ word: String, _ dice: inout Dice) -> String {
        var letters = Array(word)
        letters.swapAt(letters.count / 2, letters.count / 2 - 1)
        if dice.chance(0.5) { letters[letters.count - 1] = "z" }
        return String(letters)
    }
}
