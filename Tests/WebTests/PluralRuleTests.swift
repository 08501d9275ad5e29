import Core
import Testing
import Web

@Suite struct PluralRuleTests {
    @Test("Every language counts as CLDR says, millions aside", arguments: PluralData.categories.map(\.tag))
    func countsAsCLDRSays(tag: String) throws {
        let letters = try #require(PluralData.categories.first { $0.tag == tag }?.letters)
        try #require(letters.count == PluralData.numbers.count)
        let names: [Character: PluralCategory] = ["0": .zero, "1": .one, "2": .two, "f": .few, "m": .many, "o": .other]
        let rule = PluralRule(Language(tag))
        for (number, letter) in zip(PluralData.numbers, letters) {
            #expect(rule.category(of: number) == names[letter], "\(tag), \(number)")
        }
    }

    @Test func everyLanguageButSoninkeIsChecked() {
        #expect(Set(PluralData.categories.map(\.tag)) == Set(Language.all.map(\.tag)).subtracting(["snk"]))
    }

    @Test("Any count has a form, the smallest and largest too", arguments: PluralRule.allCases)
    func neverTraps(rule: PluralRule) {
        for count in [Int.min, -1, 0, Int.max] { #expect(rule.categories.contains(rule.category(of: count))) }
    }
}
