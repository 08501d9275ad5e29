import Core
import Testing

@testable import Search

/// Words of any language, unfinished, mistyped or mixed, find what they mean.
@Suite struct SearchWordsTests {
    private static let now = Instant(seconds: 1_795_462_200)

    private static let index = SearchIndex.build(
        documents: [
            document(1, "Bains-douches Invention", need: "shower"),
            document(2, "Restaurant solidaire d'essai", description: "Repas chauds, sans douche", need: "meal"),
            document(3, "Cours de français imaginaires", description: "Atelier pour adultes", need: "french"),
            document(4, "Юридическая помощь", description: "መጠለያ ምግብ", need: "lawyer"),
        ], vocabulary: SearchVocabulary(synonyms), now: now)

    private static let synonyms: [FacetValue: [String]] = [
        FacetValue(.need, "shower"): ["douche", "shower", "دوش", "الحمام", "duş", "душ", "ሻወር", "淋浴", "洗澡", "შხაპი", "গোসল", "ཁྲུས་ཁང་"],
        FacetValue(.need, "meal"): ["repas", "manger", "meal", "طعام", "غذا", "еда", "ምግብ", "comida", "yemek", "吃饭"],
        FacetValue(.need, "french"): ["apprendre le français", "French lessons", "یادگیری فرانسوی"],
        FacetValue(.need, "lawyer"): ["avocat", "lawyer", "محامي", "avokat"],
        FacetValue(.need, "bed"): ["lit", "lodgings"],
    ]

    private static func document(_ number: Int, _ name: String, description: String = "", need: String) -> SearchDocument {
        SearchDocument(
            id: nameBasedUUID("words", "\(number)"), serviceID: "service \(number)", name: name,
            texts: [.init(.name, name), .init(.description, description)], facets: [.need: [need]], card: [UInt8(number)])
    }

    private func search(_ words: String) throws -> SearchResult { try Self.index.search(SearchQuery(words: words, at: Self.now)) }

    @Test(arguments: [
        ("douche", [1, 2]), ("Douches !", [1, 2]), ("shower", [1]), ("دوش", [1]), ("الدوش", [1]), ("حمام", [1]), ("duş", [1]), ("DUŞ", [1]),
        ("ДУШ", [1]), ("ሻወር", [1]), ("淋浴", [1]), ("哪里洗澡", []), ("洗澡", [1]), ("შხაპი", [1]), ("ᲨᲮᲐᲞᲘ", [1]), ("গোসল", [1]), ("ཁྲུས་ཁང", [1]),
        ("comida", [2]), ("غذا", [2]), ("repas chaud", [2]), ("repas douche", [2]), ("le repas", [2]), ("hot meal", []),
        ("solidaire meal", [2]),
        ("français", [3]), ("cours francais", [3]), ("French", [3]), ("یادگیری", [3]), ("يادگيري", [3]),
        ("юридическая", [4]), ("ምግብ", [2, 4]), ("avokat", [4]), ("avo", [4]), ("fran", [3]), ("av", []), ("lit", []), ("", [2, 1, 3, 4]),
        ("de la", [2, 1, 3, 4]),
    ])
    func wordsFindWhatTheyMean(words: String, expected: [Int]) throws {
        let found = try search(words).hits.map { Int($0.card[0]) }
        #expect(words.isEmpty || words == "de la" ? found.sorted() == expected.sorted() : found == expected)
    }

    @Test(arguments: [
        ("doucge", "douche", 1), ("duoche", "douche", 1), ("douuche", "douche", 1), ("duche", "douche", 1), ("shwoer", "shower", 1),
        ("restuarent", "restaurant", 2), ("lwayer", "lawyer", 4), ("юридичиская", "юридическая", 4), ("avocqt", "avocat", 4),
    ])
    func typingErrorsAreCorrectedAndSaid(typed: String, meant: String, first: Int) throws {
        let result = try search(typed)
        #expect(result.hits.first.map { Int($0.card[0]) } == first)
        #expect(result.corrections == [.init(typed: typed, searched: [meant])])
    }

    @Test(arguments: ["dxx", "duc", "doxxhe", "zzzzzzzz", "东西南北"])
    func wordsTooFarFromAnyAreUnknown(words: String) throws {
        let result = try search(words)
        #expect(result.total == 0)
        #expect(!result.unknownWords.isEmpty && result.corrections.isEmpty)
    }

    @Test func aRightWordIsNeverCorrected() throws {
        #expect(try search("repas").corrections.isEmpty)
    }

    @Test func whatIsNamedComesBeforeWhatIsOnlyMentioned() throws {
        let hits = try search("douche").hits
        #expect(hits.map(\.isNamed) == [true, false])
    }

    @Test(arguments: [
        String(repeating: "a", count: 10_000), String(repeating: "ab ", count: 1_000_000),
        String(repeating: "\u{0}\u{1b}\u{7f}", count: 3_000),
        String(repeating: "e\u{301}\u{301}\u{301}", count: 5_000), String(repeating: "淋", count: 10_000),
        "\u{202e}\u{feff}'\"%_*?(){}[];--",
        String(repeating: "👩‍👩‍👧‍👦", count: 1_000), "\u{fdfa}\u{fdfa}\u{fdfa}",
    ])
    func hostileWordsAreReadInPartAndHarmNothing(words: String) throws {
        #expect(QueryWord.read(words).count <= SearchQuery.longestWords.words)
        #expect(try search(words).total <= 4)
    }
}
