/// One folded word of a text, as the index keeps it and a query asks for it.
package struct Word: Hashable, Sendable {
    /// UTF-8 of the folded letters, at most `longest` bytes.
    package let utf8: [UInt8]
    /// Two ideographs (or a single one standing alone): a piece of a text written without spaces.
    package let isHan: Bool

    package init(utf8: [UInt8], isHan: Bool) {
        self.utf8 = utf8
        self.isHan = isHan
    }

    package var text: String { String(decoding: utf8, as: UTF8.self) }
    /// In Unicode scalars.
    package var length: Int { utf8.count { $0 & 0xc0 != 0x80 } }

    /// Longer words are compared by their beginning.
    package static let longest = 48
}

/// Cuts a text into folded words.
///
/// Words are runs of letters and digits; Han text gives each pair of neighbouring ideographs; Tibetan gives syllables.
/// Plural endings of Latin words and the Arabic article are dropped, because people search «douche» for «douches» and
/// «دوش» for «الدوش». Words that say nothing in any language are left out.
package struct WordReader {
    private let table = FoldingTable.shared
    private var word: [UInt8] = []
    private var previous: Unicode.Scalar?
    private var lastHan: Unicode.Scalar?
    private var lastHanStandsAlone = false

    package init() { word.reserveCapacity(Word.longest + 8) }

    /// The words of a text, in order, with repetitions.
    package static func words(in text: some StringProtocol) -> [Word] {
        var words: [Word] = []
        var reader = WordReader()
        reader.read(text) { utf8, isHan in words.append(Word(utf8: utf8, isHan: isHan)) }
        return words
    }

    /// Gives each word of the text to `body`; the bytes are only valid during the call.
    @inline(__always)
    package mutating func read(_ text: some StringProtocol, _ body: (_ utf8: [UInt8], _ isHan: Bool) -> Void) {
        for scalar in text.unicodeScalars {
            if scalar.isHan {
                finish(body)
                readHan(scalar, body)
                continue
            }
            if scalar.isApostrophe, let previous, previous.isCyrillic { continue }
            let belongs = table.fold(scalar) { append($0) }
            if !belongs {
                finish(body)
                finishHan(body)
            } else if lastHan != nil, !word.isEmpty {
                finishHan(body)
            }
        }
        finish(body)
        finishHan(body)
    }

    private mutating func append(_ letter: Unicode.Scalar) {
        previous = letter
        guard word.count < Word.longest - 3 else { return }
        if letter.value < 0x80 { word.append(UInt8(letter.value)) } else { word.append(contentsOf: UTF8.encode(letter).unsafelyUnwrapped) }
    }

    private mutating func readHan(_ scalar: Unicode.Scalar, _ body: ([UInt8], Bool) -> Void) {
        if let lastHan {
            var pair: [UInt8] = []
            for part in [lastHan, scalar] { pair.append(contentsOf: String(part).utf8) }
            body(pair, true)
        }
        lastHanStandsAlone = lastHan == nil
        lastHan = scalar
    }

    private mutating func finishHan(_ body: ([UInt8], Bool) -> Void) {
        if let lastHan, lastHanStandsAlone { body(Array(String(lastHan).utf8), true) }
        lastHan = nil
        lastHanStandsAlone = false
    }

    private mutating func finish(_ body: ([UInt8], Bool) -> Void) {
        previous = nil
        guard !word.isEmpty else { return }
        dropEndings()
        if !StopWords.contains(word) { body(word, false) }
        word.removeAll(keepingCapacity: true)
    }

    /// «douches» and «douche», «jeux» and «jeu», «الدوش» and «دوش».
    private mutating func dropEndings() {
        if word.count >= 4, let last = word.last, last == UInt8(ascii: "s") || last == UInt8(ascii: "x") {
            if word[word.count - 2] != last { word.removeLast() }
        } else if word.count >= 10, word.starts(with: Self.arabicArticle) {
            word.removeFirst(Self.arabicArticle.count)
        }
    }

    private static let arabicArticle = Array("ال".utf8)
}
