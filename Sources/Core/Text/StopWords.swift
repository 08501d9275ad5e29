/// Words too common to say what somebody looks for, folded.
///
/// Short on purpose: a word that means something in another of the languages stays ("is" is Turkish for work, "para" for money).
package enum StopWords {
    static func contains(_ word: [UInt8]) -> Bool {
        guard word.count <= 8 else { return false }
        if word.count == 1 { return isLetter(word[0]) || all.contains(packed(word)) }
        var low = 0
        var high = all.count
        let word = packed(word)
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low] == word
    }

    /// Every one of these words has at most eight bytes, so one number holds it.
    private static func packed(_ word: [UInt8]) -> UInt64 { word.reduce(0) { $0 << 8 | UInt64($1) } }

    /// A single Latin letter is what is left of an elision (l'accueil, d'urgence); a single digit is not.
    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static let all = words.map { packed(Array($0.utf8)) }.sorted()

    /// The words themselves, single Latin letters left out.
    package static let words =
        """
        le la les un une des de du et ou au aux en dans pour par sur avec ce cette ces je tu il elle nous vous mon ma mes est qui que qu
        the an of for to in on at and or with my me where
        el los las con por del al
        في من على الى عن مع و
        از به در با برای را
        د په له او
        в на и с для по к из от у і з та
        ve ile icin bir
        te ne per
        iyo
        """.split(whereSeparator: \.isWhitespace).map { Folding.folded($0) }
}
