extension NameLetters {
    /// The consonants of the scripts of India and Bangladesh stand in the same order in each of their blocks.
    private static let indicRow: [UInt32: NameSound] = {
        let sounds = """
            k h|k k k n C C J|s J n T T T T n T T T T n n b f|b b b|f m y|J r r l l l w|f C|s C|s s h
            """.split(whereSeparator: \.isWhitespace)
        return Dictionary(uniqueKeysWithValues: sounds.enumerated().map { (UInt32($0.offset) + 0x15, NameSound(table: $0.element)) })
    }()

    /// A consonant carries a vowel unless a virama follows it: মোহাম্মদ has a long m.
    static func indic(_ letters: inout Letters) -> NameSound? {
        guard let letter = letters.first else { return nil }
        let offset = letter.value % 0x80
        // The order ends with Malayalam; of the marks only the nasal one is a sound.
        guard letter.value < 0xd80 else { return nil }
        if offset == 0x02 { return take(&letters, NameSound(["n"])) }
        guard let sound = indicRow[offset] else { return take(&letters, .vowel) }
        var rest = letters.dropFirst()
        if let virama = rest.first, virama.value % 0x80 == 0x4d {
            rest = rest.dropFirst()
            if rest.first == letter { rest = rest.dropFirst() }
        }
        letters = rest
        return sound
    }
}
