import Core
import TestKit
import Testing
import Web

@Suite struct FormatsTests {
    let web: TestWeb

    init() throws { web = try TestWeb() }

    private func formats(_ tag: String) -> Formats { Formats(web.catalogues[Language(tag)]) }

    @Test("Dates have Latin digits in every language, and their own words", arguments: Language.all)
    func datesHaveLatinDigits(language: Language) {
        let formats = Formats(web.catalogues[language])
        let today = Day(year: 2026, month: 11, day: 23)
        for month in 1...12 {
            let text = formats.date(Day(year: 2027, month: month, day: 28), today: today)
            #expect(text.plain.contains("28") && text.plain.contains("2027"), "\(text)")
            #expect(!text.plain.unicodeScalars.contains { $0.properties.numericType == .decimal && !$0.isASCII }, "\(text)")
        }
        #expect(Set((1...7).map { formats.weekday($0).plain }).count == 7)
        let isOwn = language.tag == "en" || formats.weekday(1).plain != "Monday"
        #expect(isOwn)
    }

    @Test func datesInOurOwnLanguages() {
        let day = Day(year: 2026, month: 5, day: 3)
        let today = Day(year: 2026, month: 11, day: 23)
        #expect(formats("fr").date(day, today: today).plain == "dimanche 3 mai")
        #expect(formats("fr-x-falc").day(day).plain == "3 mai 2026")
        #expect(formats("en").date(day, today: Day(year: 2027, month: 1, day: 1)).plain.contains("3 May 2026"))
        #expect(formats("prs").weekday(day).plain == "یکشنبه")
        #expect(formats("snk").weekday(day) == Text("dimanche", in: .french, state: .reviewed, isFallback: true))
    }

    @Test("Times", arguments: [(0, "00:00"), (545, "09:05"), (1439, "23:59"), (1440, "24:00"), (1560, "02:00"), (-60, "23:00")])
    func times(minute: Int, text: String) { #expect(formats("ar").time(minute: minute) == text) }

    @Test(
        "Distances are rounded for somebody on foot",
        arguments: [
            (3.0, "10 m"), (94, "90 m"), (97, "100 m"), (349, "350 m"), (974, "950 m"), (980, "1 km"), (1_240, "1.2 km"), (9_960, "10 km"),
            (12_400, "12 km"),
            (-5, "10 m"), (.infinity, "10 m"), (.nan, "10 m"), (1e300, "40\u{202f}000 km"),
        ])
    func distances(metres: Double, text: String) { #expect(formats("en").distance(metres: metres).plain == text) }

    @Test(arguments: [(1_000.0, "1 kilomètre"), (1_900, "1,9 kilomètre"), (2_000, "2 kilomètres"), (12_400, "12 kilomètres")])
    func easyFrenchCountsItsKilometres(metres: Double, text: String) {
        #expect(formats("fr-x-falc").distance(metres: metres).plain == text)
    }

    @Test(arguments: [(10.0, "1 km"), (1_240, "1 km"), (2_600, "3 km"), (.infinity, "1 km")])
    func toAnAreaItIsWholeKilometresAndNeverLessThanOne(metres: Double, text: String) {
        #expect(formats("en").roughDistance(metres: metres).plain == text)
    }

    @Test func frenchWritesAComma() { #expect(formats("fr").distance(metres: 1_240).plain == "1,2 km") }

    @Test func openingWordsNameTheDayOnlyWhenNeeded() {
        let words = formats("fr")
        let monday = Day(year: 2026, month: 11, day: 23)
        #expect(words.opens(at: 600, on: monday, now: 580, today: monday).plain == "Ouvre dans 20 minutes")
        #expect(words.opens(at: 1080, on: monday, now: 580, today: monday).plain == "Ouvre aujourd’hui à 18:00")
        #expect(words.opens(at: 540, on: monday.advanced(by: 1), now: 580, today: monday).plain == "Ouvre demain à 09:00")
        #expect(words.opens(at: 540, on: monday.advanced(by: 3), now: 580, today: monday).plain == "Ouvre jeudi à 09:00")
        #expect(words.opens(at: 540, on: monday.advanced(by: 8), now: 580, today: monday).plain == "Ouvre mardi 1 décembre à 09:00")
        #expect(words.opens(at: 10, on: monday.advanced(by: 1), now: 1430, today: monday).plain == "Ouvre dans 20 minutes")
        #expect(words.openUntil(1080, on: monday, today: monday).plain == "Ouvert jusqu’à 18:00")
        #expect(words.openUntil(120, on: monday.advanced(by: 1), today: monday).plain == "Ouvert jusqu’à 02:00")
        #expect(words.openUntil(1080, on: monday.advanced(by: 1), today: monday).plain == "Ouvert jusqu’à mardi, 18:00")
    }

    @Test func thousandsAreKeptTogether() { #expect(formats("bn").number(-1_234_567) == "−1\u{202f}234\u{202f}567") }
}
