extension NameLetters {
    /// Letters that are read together, the longest first.
    private static let groups: [(letters: [Unicode.Scalar], sound: NameSound)] = """
        tch=C sch=C dzh=J sh=C ch=C|k dj=J zh=J xh=J gh=k kh=h|k ph=f th=T|s dh=T|s ts=s|Ts tz=s ck=k qu=k
        """.split(whereSeparator: \.isWhitespace).compactMap { entry in
            let parts = entry.split(separator: "=")
            return parts.count == 2 ? (Array(parts[0].unicodeScalars), NameSound(table: parts[1], isDoubled: true)) : nil
        }

    private static let single = table("bp=b dt=T f=f v=f|w szc=s kq=k g=k h=h j=J l=l m=m n=n r=r w=w x=ks|h aeiouy=_")
        .mapValues { NameSound($0.variants, isDoubled: true) }

    /// A letter below 'a' before it, or nothing: the word begins here.
    static func latin(_ letters: inout Letters) -> NameSound {
        let isFirst = letters.startIndex == 0
        if let group = groups.first(where: { letters.starts(with: $0.letters) }) { return take(&letters, group.sound, group.letters.count) }
        guard let letter = letters.first else { return .vowel }
        let following = letters.dropFirst().first
        if isFirst, let (sound, count) = initial(letter, letters) { return take(&letters, sound, count) }
        if let following, "eiy".unicodeScalars.contains(following) {
            if letter == "g" { return take(&letters, NameSound(["k", "J"], isDoubled: true)) }
            // Soft in French, j in Turkish.
            if letter == "c" { return take(&letters, NameSound(["s", "J"], isDoubled: true)) }
        } else if letter == "c" {
            // Somali writes it for the Arabic ع.
            return take(&letters, NameSound(isFirst ? ["k", ""] : ["k"], isDoubled: true))
        }
        return take(&letters, single[letter] ?? .vowel)
    }

    /// Letters that say something else at the beginning of a word.
    private static func initial(_ letter: Unicode.Scalar, _ letters: Letters) -> (NameSound, Int)? {
        let second = letters.dropFirst().first
        let third = letters.dropFirst(2).first
        switch letter {
        // Jusuf and Yusuf, Jamal and Djamal.
        case "j": return (NameSound(["J", "y"]), 1)
        case "y": return isVowel(second) ? (NameSound(["y"]), 1) : nil
        // Iuliia and Yulia, Ibrahim.
        case "i": return isVowel(second) ? (NameSound(["", "y"]), 1) : nil
        // Oualid and Walid, Oumar.
        case "o": return second == "u" && isVowel(third) ? (NameSound(["w"]), 2) : nil
        default: return nil
        }
    }

    private static func isVowel(_ letter: Unicode.Scalar?) -> Bool {
        letter.map { "aeiouy".unicodeScalars.contains($0) } ?? false
    }
}
