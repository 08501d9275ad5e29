import Testing

import Core

/// How texts of many scripts are cut into words.
@Suite struct WordsTests {
    private func words(_ text: String) -> [String] { WordReader.words(in: text).map(\.text) }

    @Test(arguments: [
        ("Douches et vestiaires, l'accueil d'urgence", ["douche", "vestiaire", "accueil", "urgence"]),
        ("где поесть в Париже", ["где", "поесть", "париже"]),
        ("м'ясо м’ясо мʼясо", ["мясо", "мясо", "мясо"]),
        ("الدوش والطعام", ["دوش", "والطعام"]),
        ("ምግብ፡መጠለያ", ["ምግብ", "መጠለያ"]),
        ("ཁ་ལག་ཟ་ས།", ["ཁ", "ལག", "ཟ", "ས"]),
        ("免费淋浴", ["免费", "费淋", "淋浴"]),
        ("水", ["水"]),
        ("淋浴wifi水", ["淋浴", "wifi", "水"]),
        ("75018 PARIS", ["75018", "pari"]),
        ("", []), ("… — !", []), ("de la", []),
    ])
    func aTextGivesItsWords(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test func aVeryLongWordIsCutBetweenLetters() {
        let word = words(String(repeating: "ሻ", count: 10_000))
        #expect(word.count == 1)
        #expect(word[0].utf8.count <= Word.longest)
        #expect(word[0].allSatisfy { $0 == "ሻ" })
    }
}
