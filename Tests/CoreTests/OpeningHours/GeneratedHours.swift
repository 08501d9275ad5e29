@testable import Core

/// A small seeded generator, so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

/// Writes opening hours of every shape the language has.
struct GeneratedHours {
    var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    private mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    mutating func expression() -> String {
        var (text, hasState) = rule()
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let separator = pick(["; ", "; ", "; ", ", ", " || "])
            if separator == ", " && !hasState { text += " open" }  // or else the comma would go on with the list before it
            let next = rule()
            text += separator + next.text
            hasState = next.hasState
        }
        return text
    }

    private mutating func rule() -> (text: String, hasState: Bool) {
        var parts: [String] = []
        if one(in: 15) { parts.append("\"saison\":") }
        if one(in: 8) { parts.append(pick(["2026", "2026-2028", "2025+", "2026-2030/2", "2024,2026"])) }
        if one(in: 4) { parts.append(dates()) }
        if one(in: 8) { parts.append(pick(["week 01-53/2", "week 20-40", "week 50-05", "week 10,12,44-48"])) }
        if !one(in: 6) { parts.append(weekdays()) }
        if !one(in: 6) || parts.isEmpty || parts == ["\"saison\":"] { parts.append(times()) }
        let state = pick(["", "", "", "", "off", "open", "unknown", "open \"femmes seules\"", "off \"grève\"", "\"sur rendez-vous\""])
        return ((parts + [state]).filter { !$0.isEmpty }.joined(separator: " "), !state.isEmpty)
    }

    private mutating func dates() -> String {
        pick([
            "Jan", "Oct-Mar", "Jul,Aug", "Dec 25", "Dec 20-Jan 05", "Mar 10-20", "easter", "easter -2 days-easter +1 day", "Sep 01+",
            "Nov 23 +Su",
            "Mar Su[-1]-Oct Su[-1]", "Jan 01 -1 day", "Feb 29", "Dec 24,25,31", "Oct 25-Nov 02", "Mar 28-30",
        ])
    }

    private mutating func weekdays() -> String {
        pick([
            "Mo", "Mo-Fr", "Sa,Su", "Fr-Mo", "Mo-Su", "Tu,Th", "Th[1]", "Su[-1]", "We[2,4]", "Sa[1] +1 day", "PH", "PH,Mo-Fr", "PH Mo-Fr",
            "SH", "SH Mo-Fr",
            "PH -1 day", "Mo-Fr", "Mo-Sa", "Su",
        ])
    }

    private mutating func times() -> String {
        pick([
            "09:00-12:00", "09:00-12:00,13:30-17:00", "22:00-06:00", "02:15-02:45", "01:30-03:30", "00:00-24:00", "17:00+", "10:00-12:00+",
            "23:00-26:30",
            "18:00-48:00", "sunrise-sunset", "(sunset-00:30)-02:00", "dawn-09:00", "20:00-00:00", "07:00+,12:00-16:00", "00:00-02:30",
        ])
    }
}
