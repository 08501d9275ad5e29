extension NameLetters {
    private static let cyrillicSounds = table(
        """
        бп=b в=f|w гғ=k|h дт=T ж=J җ=J зсц=s кқ=k л=l м=m нң=n р=r ф=f х=h|k ҳһ=h чшщ=C й=y аеёиоуыэюяіїєәөүұўъь=_
        """)

    static func cyrillic(_ letters: inout Letters) -> NameSound {
        // Джамал is Jamal.
        if letters.starts(with: "дж".unicodeScalars) { return take(&letters, NameSound(["J"]), 2) }
        guard let letter = letters.first else { return .vowel }
        if letters.startIndex == 0 {
            if "юяёїє".unicodeScalars.contains(letter) { return take(&letters, NameSound(["y"])) }
            // Елена is Elena and Yelena.
            if letter == "е" { return take(&letters, NameSound(["", "y"])) }
        }
        let sound = cyrillicSounds[letter] ?? .vowel
        return take(&letters, NameSound(sound.variants, isDoubled: sound != .vowel))
    }
}
