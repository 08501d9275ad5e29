/// What the letters of each script say in names.
///
/// Learnt from how the same names are written by registries, passports and the people themselves; rough on purpose.
enum NameLetters {
    typealias Letters = ArraySlice<Unicode.Scalar>

    /// Takes one or more letters; nothing for a script that is not read by sound.
    static func next(_ letters: inout Letters) -> NameSound? {
        guard let letter = letters.first else { return nil }
        switch letter.value {
        case 0x61...0x7a: return latin(&letters)
        case 0x30...0x39, 0x300...0x36f: break
        case 0x400...0x52f: return cyrillic(&letters)
        case 0x600...0x6ff: return take(&letters, arabic[letter] ?? .vowel)
        case 0x900...0xd7f: return indic(&letters)
        case 0x10d0...0x10ff: return take(&letters, georgian[letter] ?? .vowel)
        case 0x1200...0x135a: return take(&letters, ethiopic(letter))
        default: return nil
        }
        return take(&letters, .vowel)
    }

    static func take(_ letters: inout Letters, _ sound: NameSound, _ count: Int = 1) -> NameSound {
        letters = letters.dropFirst(count)
        return sound
    }

    /// "ب b, ت T": each letter with its sounds.
    static func table(_ text: String) -> [Unicode.Scalar: NameSound] {
        var sounds: [Unicode.Scalar: NameSound] = [:]
        for entry in text.split(whereSeparator: \.isWhitespace) {
            let parts = entry.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            for letter in parts[0].unicodeScalars { sounds[letter] = NameSound(table: parts[1]) }
        }
        return sounds
    }

    private static let arabic = table(
        """
        بپ=b تد=T ط=T ث=T|s ذ=s|T ض=T|s ظ=s|T سزص=s ش=C چ=C ژ=J ج=J|k خ=h|k ح=h ه=h ق=k كگ=k غ=k ف=f ڤ=f|w ل=l م=m ن=n ر=r و=w ي=y
        ااآعء=_
        """)

    private static let georgian = table(
        "ბპფ=b გ=k დთტ=T ვ=f|w ზსცძწ=s კქყღ=k ლ=l მ=m ნ=n ჟ=J რ=r შჩჭ=C ხ=h|k ჯ=J ჰ=h აეიოუ=_")

    /// Rows of eight syllables with one consonant, from U+1200.
    private static let ethiopicRows = """
        h l h m s r s C k k k k b f|w T C h h n n _ k k h h w _ s J y T T J k k k T C b s s f b
        """.split(whereSeparator: \.isWhitespace).map { NameSound(table: $0) }

    private static func ethiopic(_ letter: Unicode.Scalar) -> NameSound {
        let row = Int(letter.value - 0x1200) / 8
        return ethiopicRows.indices.contains(row) ? ethiopicRows[row] : .vowel
    }
}
