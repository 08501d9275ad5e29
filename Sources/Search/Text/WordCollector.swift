import Core

/// Collects the words of documents as they come.
struct WordCollector {
    private var reader = WordReader()
    private var words = WordTable()
    /// For each word, its last document and where in `entries` that was written.
    private var last: [(document: Int, entry: Int)] = []
    /// A word and whether it names the document, a document's together.
    private var entries: [(word: UInt32, isNaming: Bool)] = []
    /// Where each document's entries begin; one more than there are documents.
    private var starts = [0]

    mutating func add(_ texts: [SearchDocument.Text]) {
        var reader = reader
        for text in texts {
            let isNaming = text.field != .description
            reader.read(text.text) { utf8, _ in add(utf8, isNaming) }
        }
        self.reader = reader
        starts.append(entries.count)
    }

    private mutating func add(_ utf8: [UInt8], _ isNaming: Bool) {
        let document = starts.count - 1
        let word = words.number(utf8)
        if word == last.count {
            last.append((document, entries.count))
        } else if last[word].document == document {
            if isNaming { entries[last[word].entry].isNaming = true }
            return
        } else {
            last[word] = (document, entries.count)
        }
        entries.append((UInt32(word), isNaming))
    }

    /// The words of some documents, and for each the documents by their new numbers.
    func build(_ documents: [Int]) -> (Lexicon, Postings) {
        var counts = [Int](repeating: 0, count: words.count)
        for document in documents { for entry in entries(of: document) { counts[Int(entry.word)] += 1 } }
        let all = words.all
        // A word of replaced documents only is nobody's.
        let order = all.indices.filter { counts[$0] > 0 }.sorted { all[$0].lexicographicallyPrecedes(all[$1]) }
        var offsets = [0]
        var next = [Int](repeating: 0, count: words.count)
        for word in order {
            next[word] = offsets[offsets.count - 1]
            offsets.append(next[word] + counts[word])
        }
        var sorted = [Postings.Entry](repeating: 0, count: offsets[offsets.count - 1])
        for (number, document) in documents.enumerated() {
            for entry in entries(of: document) {
                sorted[next[Int(entry.word)]] = UInt32(number) << 1 | (entry.isNaming ? 1 : 0)
                next[Int(entry.word)] += 1
            }
        }
        return (Lexicon(sorted: order.map { all[$0] }), Postings(offsets: offsets, entries: sorted, size: documents.count))
    }

    private func entries(of document: Int) -> ArraySlice<(word: UInt32, isNaming: Bool)> {
        entries[starts[document]..<starts[document + 1]]
    }
}
