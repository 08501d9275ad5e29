import Testing

@testable import Core

@Suite struct GrammarTests {
    /// Text as written, and the canonical text it stands for.
    static let accepted: [(String, String)] = [
        ("24/7", "24/7"), ("open", "24/7"), ("24/7 off", "off"), ("closed", "off"), ("Mo-Su 24/7", "Mo-Su 00:00-24:00"),
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00"), ("mo-fr 9:00 – 17:00", "Mo-Fr 09:00-17:00"),
        ("MO,TU,WE,TH,FR 09:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Fr-Mo 10:00-12:00", "Fr-Mo 10:00-12:00"), ("Su,Mo 10:00-12:00", "Mo,Su 10:00-12:00"), ("Sa-Su", "Sa,Su"),
        ("Mo: 09:00-12:00, 14:00-17:00", "Mo 09:00-12:00,14:00-17:00"), ("  Mo\u{A0}09:00-12:00 ; ;Tu off ; ", "Mo 09:00-12:00; Tu off"),
        ("Mo 09:00-12:00, Tu 10:00-12:00", "Mo 09:00-12:00, Tu 10:00-12:00"),
        ("Mo 09:00-12:00 open, 13:00-14:00", "Mo 09:00-12:00 open, 13:00-14:00"),
        ("Mo 10:00-12:00 || \"sur rendez-vous\"", "Mo 10:00-12:00 || unknown \"sur rendez-vous\""),
        ("Th[1,3-4] 10:00-12:00", "Th[1,3-4] 10:00-12:00"), ("Su[-1] off", "Su[-1] off"),
        ("Sa[1] +1 day 10:00-12:00", "Sa[1] +1 day 10:00-12:00"),
        ("Sa[-1] -2 days", "Sa[-1] -2 days"), ("PH off", "PH off"), ("PH,Mo-Fr 10:00-12:00", "PH,Mo-Fr 10:00-12:00"),
        ("Mo-Fr,PH 10:00-12:00", "PH,Mo-Fr 10:00-12:00"), ("SH Mo-Fr 10:00-12:00", "SH Mo-Fr 10:00-12:00"),
        ("PH -1 day off", "PH -1 day off"),
        ("SH,PH off", "SH,PH off"), ("Jan", "Jan"), ("Oct-Mar Mo", "Oct-Mar Mo"), ("Jan,Mar-Apr 10:00-12:00", "Jan,Mar-Apr 10:00-12:00"),
        ("Dec 25", "Dec 25"), ("Dec 24-26 off", "Dec 24-26 off"), ("Dec 24,25,31 off", "Dec 24,Dec 25,Dec 31 off"),
        ("Dec 20-Jan 5 off", "Dec 20-Jan 05 off"),
        ("Dec 25 - 28", "Dec 25-28"), ("2024 Dec 20-2025 Jan 5", "2024 Dec 20-2025 Jan 05"), ("2024 Jan-2025 Mar", "2024 Jan-2025 Mar"),
        ("2024 Jan 5,Feb 6 off", "2024 Jan 05,2024 Feb 06 off"), ("2024-2026 Jan-Mar", "2024-2026 Jan-Mar"),
        ("2024,2026 Mo", "2024,2026 Mo"), ("2020+ Mo", "2020+ Mo"),
        ("2024-2030/2", "2024-2030/2"), ("2024/2 Mo", "2024/2 Mo"), ("Sep 1+", "Sep 01+"), ("easter", "easter"),
        ("easter +1 day off", "easter +1 day off"),
        ("easter -2 days-easter +1 day", "easter -2 days-easter +1 day"), ("2026 easter", "2026 easter"),
        ("Mar Su[-1]-Oct Su[-1] 10:00-18:00", "Mar Su[-1]-Oct Su[-1] 10:00-18:00"),
        ("Jan Su[1] 10:00-12:00", "Jan Su[1] 10:00-12:00"), ("Sep Su[1] -1 day", "Sep Su[1] -1 day"), ("Aug 10 +Su", "Aug 10 +Su"),
        ("Nov 25 -Su-Dec 24", "Nov 25 -Su-Dec 24"),
        ("week 1-53/2 Mo", "week 01-53/2 Mo"), ("week 10,20-25 Mo", "week 10,20-25 Mo"), ("week 50-5", "week 50-05"),
        ("Jan-Mar week 1-10 Mo", "Jan-Mar week 01-10 Mo"),
        ("17:00+", "17:00+"), ("10:00-12:00+", "10:00-12:00+"), ("22:00-02:00", "22:00-02:00"), ("22:00-26:00", "22:00-02:00"),
        ("01:00-26:00", "01:00-26:00"), ("09:00-33:00", "09:00-33:00"),
        ("00:00-24:00", "00:00-24:00"), ("00:00-00:00", "00:00-24:00"), ("18:00-48:00", "18:00-48:00"),
        ("sunrise-sunset", "sunrise-sunset"),
        ("(sunrise+01:00)-(sunset-00:30)", "(sunrise+01:00)-(sunset-00:30)"), ("DAWN - dusk", "dawn-dusk"),
        ("10:00-sunset", "10:00-sunset"), ("sunset-02:00", "sunset-02:00"),
        ("unknown", "unknown"), ("unknown \"à confirmer\"", "unknown \"à confirmer\""),
        ("\"sur rendez-vous\"", "unknown \"sur rendez-vous\""),
        ("Mo 10:00-12:00 \"rdv\"", "Mo 10:00-12:00 unknown \"rdv\""), ("Mo open \"femmes seules\"", "Mo open \"femmes seules\""),
        ("\"été\": Jun-Aug 10:00-12:00", "\"été\": Jun-Aug 10:00-12:00"),
        ("Mo,We 10:00-12:00; We off \"grève; || , reprise ?\"", "Mo,We 10:00-12:00; We off \"grève; || , reprise ?\""),
        ("Mo-Fr 08:00-12:00, PH off", "Mo-Fr 08:00-12:00, PH off"), ("Mo off, Tu 10:00-12:00", "Mo off, Tu 10:00-12:00"),
        ("Jan Mo, Feb Tu", "Jan Mo, Feb Tu"),
        ("2024-2026: week 10: Mo: 10:00-12:00", "2024-2026 week 10 Mo 10:00-12:00"),
    ]

    @Test(arguments: accepted)
    func theTextIsReadAndWrittenInTheCanonicalWay(text: String, canonical: String) throws {
        let hours = try OpeningHours(text)
        #expect(hours.description == canonical)
        #expect(try OpeningHours(canonical) == hours)
        #expect(hours.text == text)
    }

    /// Text, character where it goes wrong, and a part of the reason.
    static let refused: [(String, Int, String)] = [
        ("", 0, "empty"), ("   ", 3, "empty"), ("Mo-Fr 09:00", 6, "single time"), ("Mo 09:00-12:00-14:00", 14, "second end"),
        ("09:00-17:00/30", 11, "Repeated times"),
        ("Mo 9h-12h", 3, "“9h” is not a time"), ("Lundi 09:00-12:00", 0, "“Lundi”"), ("é Mo", 0, "“é”"), ("Mo \"é\" ; Lundi", 9, "“Lundi”"),
        ("Mo 24:00-26:00", 3, "later than 23:59"),
        ("Mo 10:00-48:01", 9, "later than 48:00"), ("Mo 10:60-12:00", 3, "minutes"), ("Mo 10:00-12:0", 9, "minutes"),
        ("Mo 14:00-14:00", 3, "ends when it starts"),
        ("Mo 99999999999999999999:00-12:00", 3, "not a time"), ("Mo[6]", 3, "1 to 5"), ("Mo[0]", 3, "1 to 5"), ("Mo[1", 4, "“]”"),
        ("Mo[3-1]", 5, "ends before"), ("Mo-", 3, "weekday"),
        ("Feb 30", 4, "Feb has days 1 to 29"), ("Jan 32 off", 4, "days 1 to 31"), ("Apr 31-May 2", 4, "1 to 30"), ("week 54", 5, "1 to 53"),
        ("week 0", 5, "1 to 53"), ("week 50-5/2", 9, "two ranges"),
        ("2026-2024", 5, "ends before"), ("2024-2030/0", 10, "from 1"), ("1899 Mo", 0, "from 1900"), ("Jan 1-Feb", 9, "needs a day"),
        ("Jan-Mar 15", 8, "no day"), ("Jan 5-2025 Mar 3", 6, "no year"), ("Jun-2026 Sep", 4, "no year"),
        ("2025 Jan 5-2024 Mar 3", 11, "ends before"), ("Jan 1-31/2", 8, "not supported"), ("Mo 10:00-12:00 Tu", 15, "“;”"),
        ("Mo-Fr PH off", 6, "“,”"), ("Mo 10:00-12:00 | x", 16, "two bars"),
        ("Mo \"sans fin", 3, "closing quotation"), ("Mo \"\"", 3, "empty"), ("(noon+01:00)-12:00", 1, "dawn"),
        ("(sunset)-12:00", 7, "duration"), ("Mo,", 3, "stops too early"), (";", 0, "“;”"), ("Mo ||", 5, "stops too early"),
        ("Mo 10:00-", 9, "A time is needed"), ("10:00-12:00 10", 12, "not a time"), ("on appointment", 0, "“on”"),
        ("Mo 10:00-12:00 off off", 19, "“off” cannot stand here"), ("SH Mo-Fr Tu", 9, "“;”"),
    ]

    @Test(arguments: refused)
    func whatIsNotUnderstoodIsRefusedWithItsPlaceAndReason(text: String, position: Int, reason: String) {
        do {
            Issue.record("“\(text)” was read as \(try OpeningHours(text))")
        } catch {
            #expect(error.position == position, "\(error)")
            #expect(error.reason.contains(reason), "\(error)")
            #expect(error.reason.hasSuffix("."))
        }
    }

    @Test func aTextLongerThan4096CharactersIsRefused() throws {
        let rule = "Mo 10:00-12:00;"
        let longest = String(repeating: rule, count: 4_096 / rule.count)
        #expect(try OpeningHours(longest).rules.count == 273)
        #expect(throws: OpeningHoursError(position: 4_096, reason: "The text is longer than 4096 characters; shorten it.")) {
            try OpeningHours(longest + rule)
        }
        #expect(throws: OpeningHoursError.self) { try OpeningHours(String(repeating: "é", count: 100_000)) }
    }

    @Test(arguments: [
        "(", "[", "\"a\":", "||", ",", "Mo,", "24/7", "2024 ", "Jan ", "week ", "10:00-12:00,", "Mo[1,", "Mo \u{A0}", "Jan Su[1]-",
        "+1 day", "\u{202F}",
    ])
    func hostileRepetitionsAreReadOrRefusedWithoutHarm(piece: String) {
        let text = String(repeating: piece, count: 4_000 / piece.count)
        if let hours = try? OpeningHours(text) { #expect((try? OpeningHours(hours.description)) == hours) }
    }

    @Test func equalHoursWrittenDifferentlyAreEqual() throws {
        #expect(try OpeningHours("Mo,Tu,We 10:00-12:00; PH off") == OpeningHours("mo-we 10:00 - 12:00;PH closed"))
        #expect(try OpeningHours("Mo 10:00-12:00") != OpeningHours("Mo 10:00-12:00 \"rdv\""))
        #expect(Set([try OpeningHours("24/7"), try OpeningHours("open")]).count == 1)
    }
}
