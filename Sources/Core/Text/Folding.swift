import Foundation

/// How a letter is compared when people search: what different keyboards, hands and fonts write for the same letter is one.
///
/// Compatibility decomposition (NFKD), then: case dropped, accents and vowel signs dropped where a script writes without them,
/// digits of every script as 0–9, letters that Persian, Pashto and Urdu keyboards write for Arabic ones as these, letters of
/// West African and European alphabets as the ones of a plain keyboard. Ethiopic and Cyrillic letters are kept.
package enum Folding {
    /// What becomes of one Unicode scalar.
    enum Letter: Equatable {
        /// Not part of a word.
        case separator
        /// Written or not, the word is the same: an accent, a joiner, a tatweel.
        case dropped
        case letters([Unicode.Scalar])
    }

    /// The text as it is compared: folded words, one space between them.
    package static func folded(_ text: some StringProtocol) -> String {
        String(decoding: utf8(of: text, atMost: .max), as: UTF8.self)
    }

    /// The UTF-8 of the beginning of the folded text, at least so many bytes of it where there are as many.
    package static func utf8(of text: some StringProtocol, atMost limit: Int) -> [UInt8] {
        var result: [UInt8] = []
        var isPending = false
        for scalar in text.unicodeScalars {
            let belongs = FoldingTable.shared.fold(scalar) { letter in
                if isPending { result.append(UInt8(ascii: " ")) }
                isPending = false
                if letter.isASCII {
                    result.append(UInt8(letter.value))
                } else {
                    result.append(contentsOf: Unicode.UTF8.encode(letter) ?? .init())
                }
            }
            if !belongs { isPending = !result.isEmpty }
            if result.count >= limit { break }
        }
        return result
    }

    /// The rule for one scalar, computed; `FoldingTable` keeps the answers.
    static func letter(_ scalar: Unicode.Scalar) -> Letter {
        let parts = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars.map(part)
        let letters = parts.flatMap { part in if case .letters(let letters) = part { letters } else { [Unicode.Scalar]() } }
        if !letters.isEmpty { return .letters(letters) }
        return parts.contains(.separator) || parts.isEmpty ? .separator : .dropped
    }

    /// The rule for one scalar that is already decomposed.
    private static func part(_ scalar: Unicode.Scalar) -> Letter {
        if let plain = replacements[scalar] { return .letters(Array(plain.unicodeScalars)) }
        if scalar == "\u{640}" { return .dropped }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return isVowelSign(scalar) ? .letters([scalar]) : .dropped
        case .format, .modifierLetter, .modifierSymbol: return .dropped
        case .decimalNumber:
            let value = Int(scalar.properties.numericValue ?? 0)
            return .letters(Array(String(value).unicodeScalars))
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter:
            return .letters(scalar.properties.lowercaseMapping.unicodeScalars.flatMap(plainLetters))
        case .otherLetter, .spacingMark, .letterNumber, .otherNumber: return .letters([scalar])
        default: return .separator
        }
    }

    private static func plainLetters(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        replacements[scalar].map { Array($0.unicodeScalars) } ?? [scalar]
    }

    /// In the scripts from Devanagari to Myanmar, Tibetan among them, a mark is a vowel: without it the word is another one.
    private static func isVowelSign(_ scalar: Unicode.Scalar) -> Bool { (0x0900...0x109f).contains(scalar.value) }

    /// Letters that people write in more than one way and NFKD keeps apart.
    private static let replacements: [Unicode.Scalar: String] = [
        "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ګ": "گ",
        "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ٱ": "ا", "ړ": "ر", "ږ": "ژ", "ښ": "ش", "ټ": "ت", "ډ": "د", "ڼ": "ن",
        "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن",
        "ı": "i", "ß": "ss", "ς": "σ", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ɓ": "b", "ɗ": "d", "ɲ": "n", "ŋ": "n", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ə": "e", "ґ": "г",
    ]
}
