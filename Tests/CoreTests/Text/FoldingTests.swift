import Testing

@testable import Core

/// Spellings people use for the same word.
@Suite struct FoldingTests {
    @Test(arguments: [
        ("Éducation", "education"), ("ÉCOLE", "ecole"), ("Œuvre", "oeuvre"), ("Straße", "strasse"),
        ("İstanbul", "istanbul"), ("ılık", "ilik"), ("DUŞ", "dus"), ("ŁÓDŹ", "lodz"),
        ("محمد", "مُحَمَّد"), ("أحمد", "احمد"), ("کیف", "كيف"), ("مســاعدة", "مساعده"), ("آب", "اب"), ("می‌خواهم", "ميخواهم"),
        ("٢٠٢٦", "2026"), ("۱۱۵", "115"), ("১১৫", "115"), ("ｗｉｆｉ", "wifi"), ("Ёлка", "елка"), ("ЇЖА", "іжа"),
        ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"), ("ɓiɗɗo", "biddo"), ("Kɛnɛya", "keneya"), ("ﻻ", "لا"), ("pneumo\u{AD}logie", "pneumologie"),
    ])
    func spellingsOfOneWordAreEqual(one: String, other: String) {
        #expect(Folding.folded(one) == Folding.folded(other))
    }

    @Test(arguments: ["ሻወር", "ምግብ", "መጠለያ", "гаряча", "খাবার", "ཁ་ལག", "淋浴"])
    func lettersThatCarryMeaningAreKept(word: String) {
        #expect(Folding.folded(word).unicodeScalars.count >= word.unicodeScalars.count - 1)
        #expect(!Folding.folded(word).isEmpty)
    }

    @Test func vowelSignsOfTibetanAndBengaliTellWordsApart() {
        #expect(Folding.folded("མི") != Folding.folded("མེ"))
        #expect(Folding.folded("দিন") != Folding.folded("দুন"))
    }

    @Test func theTableSaysWhatTheRuleSays() {
        for value in UInt32(0)..<0x3400 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var letters: [Unicode.Scalar] = []
            let belongs = FoldingTable.shared.fold(scalar) { letters.append($0) }
            let fromTable: Folding.Letter = belongs ? (letters.isEmpty ? .dropped : .letters(letters)) : .separator
            #expect(fromTable == Folding.letter(scalar), "U+\(String(value, radix: 16))")
        }
    }

    @Test func foldingTwiceChangesNothing() {
        for value in UInt32(0)..<0x3000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = Folding.folded(String(scalar))
            #expect(Folding.folded(once) == once, "U+\(String(value, radix: 16))")
        }
    }
}
