import Testing

@testable import Core

@Suite struct FrenchHoursTests {
    /// Text, proposed rules, what is said not to be understood.
    static let table: [(String, String, [String])] = [
        ("Lundi : 8h30-12h ; Mardi à Vendredi : 8h30-12h/14h-17h", "Mo 08:30-12:00; Tu-Fr 08:30-12:00,14:00-17:00", []),
        ("Du lundi au vendredi de 9h à 17h", "Mo-Fr 09:00-17:00", []),
        ("lundi, mardi et jeudi 9 h 30 - 12 heures", "Mo,Tu,Th 09:30-12:00", []),
        ("Du lundi au vendredi de 9h à 17h sauf jours fériés", "Mo-Fr 09:00-17:00; PH off", []),
        ("1er jeudi du mois : 14h-16h", "Th[1] 14:00-16:00", []),
        ("Les 1er et 3e jeudis du mois de 14h à 16h", "Th[1,3] 14:00-16:00", []),
        ("Le dernier samedi de chaque mois 10h-12h", "Sa[-1] 10:00-12:00", []), ("24h/24", "Mo-Su 00:00-24:00", []),
        ("7j/7 24h/24", "Mo-Su 00:00-24:00", []), ("Tous les jours sauf le mercredi, de 10h à 12h", "Th-Tu 10:00-12:00", []),
        ("Lundi au vendredi 9h-12h, fermé le mercredi", "Mo-Fr 09:00-12:00; We off", []),
        ("Lundi 9h-12h. Le samedi sur rendez-vous", "Mo 09:00-12:00, Sa unknown \"sur rendez-vous\"", []),
        ("De 9h à 12h", "09:00-12:00 unknown \"jours non précisés\"", []),
        ("Vendredi 22h-2h, samedi 10h-12h", "Fr 22:00-02:00, Sa 10:00-12:00", []), ("week-end 9h-19h30", "Sa,Su 09:00-19:30", []),
        ("mardi-jeudi-samedi 14H00-17H45", "Tu,Th,Sa 14:00-17:45", []),
        ("Lundi-vendredi 9h-12h", "Mo-Fr 09:00-12:00", []), ("Du lundi au vendredi de 9h à midi", "Mo-Fr 09:00-12:00", []),
        ("Mo-Fr 9h-12h30,13h30-17h", "Mo-Fr 09:00-12:30,13:30-17:00", []),
        ("<ul><li>Lundi de 14h - 16h</li><li>Mardi 10h30&nbsp;- 12h</li></ul>", "Mo 14:00-16:00; Tu 10:30-12:00", []),
        ("Lundi au vendredi hors vacances scolaires 9h-12h", "Mo-Fr 09:00-12:00; SH off", []),
        ("Lundi 9h-12h (vendredi 16h30)", "Mo 09:00-12:00", ["(vendredi 16h30)"]),
        ("Permanence le lundi 9h-12h", "Mo 09:00-12:00", ["Permanence"]),
        ("Lundi 9h-12h-14h ; mardi 9h-12h", "Tu 09:00-12:00", ["9h-12h-14h", "Lundi"]),
        ("Lundi 9h-12h, fermé le jeudi après-midi", "Mo 09:00-12:00", ["fermé le jeudi", "après-midi"]),
        ("Lundi 9h-12h. Fermé en août", "Mo 09:00-12:00", ["Fermé en", "août"]),
        ("Lundi et mardi le matin de 9h à 12h", "Mo,Tu 09:00-12:00", []), ("Lundi 14h-18h ; mercredi", "Mo 14:00-18:00", ["mercredi"]),
    ]

    @Test(arguments: table)
    func proseGetsAProposal(text: String, rules: String, notUnderstood: [String]) throws {
        let proposal = try #require(FrenchHours.propose(text))
        #expect(proposal.hours.description == rules)
        #expect(proposal.notUnderstood == notUnderstood)
        #expect(try OpeningHours(rules) == proposal.hours)
    }

    @Test(arguments: [
        "", "Très variables", "Pas d'horaires fixes. Prendre rendez-vous par téléphone.", "Arrivées avant 19h30", "12h", "<", "&", "((((",
        "fermé", "sauf",
    ])
    func whereNoTimeIsUnderstoodThereIsNoProposal(text: String) {
        #expect(FrenchHours.propose(text) == nil)
    }

    @Test func eachPieceOfTheTextStandsBesideItsRule() throws {
        let proposal = try #require(FrenchHours.propose("Lundi : 8h30-12h ; Mardi fermé le matin, 14h-17h sauf jours fériés"))
        #expect(proposal.readAs.first == .init(text: "Lundi : 8h30-12h", rule: "Mo 08:30-12:00"))
        #expect(proposal.readAs.last == .init(text: "sauf jours fériés", rule: "PH off"))
    }

    @Test(arguments: [
        "lundi ", "9h-", "(", "<", "&", "sauf ", "1er ", "lundi-", "et ", "fermé le lundi ", "9 ", "24/24 ", "\n", "lundi 9h-12h ",
        "après-midi ",
    ])
    func hostileRepetitionsAreReadOrLeftWithoutHarm(piece: String) {
        if let proposal = FrenchHours.propose(String(repeating: piece, count: 8_000 / piece.utf8.count)) {
            #expect(!proposal.readAs.isEmpty)
        }
    }

    @Test func tagsThatAreNeverClosedAreReadOnce() {
        let hostile = String(repeating: "<", count: OpeningHours.longestText * 2 - 20)
        let time = ContinuousClock().measure {
            #expect(FrenchHours.propose(hostile + " lundi 9h-12h")?.hours.description == "Mo 09:00-12:00")
        }
        #expect(time < .seconds(2))
    }
}
