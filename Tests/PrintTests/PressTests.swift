import Core
import Foundation
import TestKit
import Testing

@testable import Print

@Suite struct PressTests {
    static let moment = Instant(seconds: 1_795_000_000)

    /// Invented words in every script.
    static let words: [(language: String, text: String)] = [
        ("fr", "Distribution de repas chauds, ouverte à tous"), ("ar", "توزيع وجبات ساخنة للجميع"), ("ps", "د ګرمې ډوډۍ وېش"),
        ("fa", "توزیع غذای گرم برای همه"), ("ur", "سب کے لیے گرم کھانے کی تقسیم"), ("ti", "ምዕዳል ምዉቕ መግቢ"), ("am", "ትኩስ ምግብ ማደል"),
        ("bn", "সবার জন্য গরম খাবার বিতরণ"), ("bo", "ཁ་ལག་ཚ་པོ་བགོ་བཤའ་"), ("ru", "Раздача горячей еды"), ("uk", "Роздача гарячої їжі"),
        ("ka", "ცხელი საკვების დარიგება"), ("zh-Hans", "向所有人分发热餐"), ("so", "Qaybinta cuntada kulul"),
    ]

    static func document(_ language: String, blocks: [PrintBlock], format: PaperFormat = .a4) -> PrintDocument {
        PrintDocument(
            title: PrintText("invented", in: Language(language)), format: format, made: moment, sections: [blocks],
            footer: [PrintText("valable jusqu’au 29 novembre 2026", in: .french)])
    }

    @Test func everyLanguageIsPrintedWithItsOwnEmbeddedLetters() async throws {
        try Press.require(Language.all)
        let blocks = Self.words.flatMap { words in
            let text = PrintText(words.text, in: Language(words.language))
            return [PrintBlock.text(text, .heading), .text(text, .body)]
        }
        let file = try PrintedFile(try Press.pdf(Self.document("fr", blocks: blocks)))
        let fonts = try await file.fonts()
        for name in [
            "NotoSans-", "NotoNaskhArabic", "NotoNastaliqUrdu", "NotoSansEthiopic", "NotoSansBengali", "NotoSerifTibetan",
            "NotoSansGeorgian", "NotoSansCJK",
        ] {
            #expect(fonts.contains { $0.name.contains(name) }, "\(name)")
        }
        #expect(fonts.allSatisfy { $0.isEmbedded && $0.isSubset })
        let text = try await file.text()
        for expected in ["Distribution de repas", "Раздача горячей еды", "向所有人分发热餐", "ცხელი", "ምዕዳል"] {
            #expect(text.contains(expected))
        }
        #expect(text.contains("valable jusqu’au 29 novembre 2026"))
    }

    @Test func theSameContentGivesTheSameBytes() async throws {
        let document = Self.document("ar", blocks: Self.words.map { .text(PrintText($0.text, in: Language($0.language)), .body) })
        #expect(try Press.pdf(document) == Press.pdf(document))
    }

    @Test func whatDoesNotFitGoesOnAndNothingIsLost() async throws {
        let lines = (1...400).map { PrintBlock.text(PrintText("ligne \($0).", in: .french), .body) }
        let long = PrintText((1...3_000).map { "mot\($0)." }.joined(separator: " "), in: .french)
        let tall = PrintBlock.row([PrintColumn(1, [.text(long, .body)]), PrintColumn(1, isShaded: true, lines)])
        let file = try PrintedFile(try Press.pdf(Self.document("fr", blocks: [.together(lines), tall], format: .a5)))
        let text = try await file.text()
        for number in [1, 2, 199, 200, 399, 400] { #expect(text.components(separatedBy: "ligne \(number).").count == 3, "\(number)") }
        for number in [1, 1_500, 2_999, 3_000] { #expect(text.components(separatedBy: "mot\(number).").count == 2, "\(number)") }
        #expect(try await file.pages() > 6)
    }

    @Test func aRowThatAPageCanHoldIsNotDivided() async throws {
        let filler = PrintBlock.space(600)
        let row = PrintBlock.row([PrintColumn(1, (1...20).map { .text(PrintText("rang\($0).", in: .french), .body) })])
        let pages = try await PrintedFile(try Press.pdf(Self.document("fr", blocks: [filler, row]))).text().split(separator: "\u{0c}")
        #expect(pages.count == 2)
        #expect(!pages[0].contains("rang1."))
        #expect(pages[1].contains("rang1.") && pages[1].contains("rang20."))
    }

    @Test func aReferenceHasThePageOfItsAnchorAndSectionsBeginOnPagesOfTheirOwn() async throws {
        func words(_ text: String) -> PrintBlock { .text(PrintText(text, in: .french), .body) }
        let document = PrintDocument(
            title: PrintText("invented", in: .french), format: .a6, made: Self.moment,
            sections: [
                [.row([PrintColumn(3, [words("avant")]), PrintColumn(1, [.reference("end")])])],
                (1...90).map { words("ligne \($0).") } + [.anchor("end"), words("fin")],
            ], footer: [])
        let pages = try await PrintedFile(try Press.pdf(document)).text().split(separator: "\u{0c}")
        let last = try #require(pages.firstIndex { $0.contains("fin") }) + 1
        #expect(last > 2)
        #expect(!pages[0].contains("ligne 1."))
        #expect(pages[0].split(separator: "\n").first { $0.contains("avant") }?.hasSuffix(" \(last)") == true)
    }

    @Test func aDrawingThatIsNoneIsRefused() {
        let picture = PrintPicture(svg: Array("not a drawing".utf8))
        #expect(throws: Refusal.self) { try Press.pdf(Self.document("fr", blocks: [.picture(picture, side: 20)])) }
    }
}
