extension Message {
    /// English in disguise: accented letters, about 40 % longer, in brackets, placeholders untouched.
    ///
    /// Mirrored text is put between right-to-left overrides, so that it reads as Arabic does without a font for it.
    func pseudo(mirrored: Bool) -> Message {
        let letters = parts.reduce(0) { sum, part in if case .words(let words) = part { sum + words.count } else { sum } }
        let padding = Part.words(String(repeating: "·", count: max(1, letters * 2 / 5)) + "]")
        let words = parts.map { part in
            if case .words(let words) = part {
                Part.words(mirrored ? "\u{202e}\(words)\u{202c}" : String(words.map(Self.accented)))
            } else {
                part
            }
        }
        return Message(parts: [.words("[")] + words + [padding])
    }

    private static func accented(_ letter: Character) -> Character { accents[letter] ?? letter }

    private static let accents: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip("aceinouyszACEINOUYSZdgltr", "áçéíñóúýšžÁÇÉÍÑÓÚÝŠŽđğłťř"))
}
