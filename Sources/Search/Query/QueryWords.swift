import Core

/// What one word of a query stands for: words of the lexicons, and perhaps every word with one beginning.
struct QueryWord: Sendable {
    /// As typed, folded.
    let typed: Word
    /// The word itself, or what is searched instead of it.
    var whole: [[UInt8]]
    /// The last word may be unfinished.
    let beginning: [UInt8]?
    /// Somebody wrote it, or something near it.
    var isKnown = true

    /// The first words of a text, at most as many as are read.
    static func read(_ text: String) -> [QueryWord] {
        var beginning = String.UnicodeScalarView()
        beginning.append(contentsOf: text.unicodeScalars.prefix(SearchQuery.longestWords.scalars))
        let read = WordReader.words(in: String(beginning))
        let endsOpen = beginning.last.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
        var words: [QueryWord] = []
        for (index, word) in read.enumerated() where !words.contains(where: { $0.typed == word }) || index == read.count - 1 {
            let mayGoOn = index == read.count - 1 && endsOpen && isLongEnough(word)
            words.append(QueryWord(typed: word, whole: [word.utf8], beginning: mayGoOn ? word.utf8 : nil))
            if words.count == SearchQuery.longestWords.words { break }
        }
        return words
    }

    /// Fewer letters begin too many words to mean one of them; syllables and ideographs say more than letters do.
    private static func isLongEnough(_ word: Word) -> Bool {
        if word.isHan { return word.length == 1 }
        return word.length >= (word.utf8[0] >= 0xe0 ? 2 : 3)
    }
}
