import Core

/// Collects the words of documents, in the order of their numbers.
struct WordCollector {
    let lexicon: Lexicon
    let postings: Postings

    init(_ documents: [SearchDocument]) {
        var collected = Collected()
        var reader = WordReader()
        for number in documents.indices { collected.read(documents[number].texts, UInt32(number), with: &reader) }
        let words = collected.words.all
        let order = words.indices.sorted { words[$0].lexicographicallyPrecedes(words[$1]) }
        lexicon = Lexicon(sorted: order.map { words[$0] })
        postings = collected.postings(order, size: documents.count)
    }

    private struct Collected {
        private(set) var words = WordTable()
        /// For each word, its last document and where in `entries` that was written.
        private var last: [(document: UInt32, entry: Int)] = []
        private var entries: [(word: UInt32, entry: Postings.Entry)] = []

        mutating func read(_ texts: [SearchDocument.Text], _ number: UInt32, with reader: inout WordReader) {
            for text in texts {
                let isNaming = text.field != .description
                reader.read(text.text) { utf8, _ in add(utf8, number, isNaming) }
            }
        }

        private mutating func add(_ utf8: [UInt8], _ document: UInt32, _ isNaming: Bool) {
            let entry = document << 1 | (isNaming ? 1 : 0)
            let word = words.number(utf8)
            if word == last.count {
                last.append((document, entries.count))
            } else if last[word].document == document {
                entries[last[word].entry].entry |= entry
                return
            } else {
                last[word] = (document, entries.count)
            }
            entries.append((UInt32(word), entry))
        }

        /// Entries by word in the given order; within a word, by document, since they were read in that order.
        func postings(_ order: [Int], size: Int) -> Postings {
            var offsets = [Int](repeating: 0, count: words.count + 1)
            var rank = [Int](repeating: 0, count: words.count)
            for (new, old) in order.enumerated() { rank[old] = new }
            for entry in entries { offsets[rank[Int(entry.word)] + 1] += 1 }
            for term in 0..<words.count { offsets[term + 1] += offsets[term] }
            var next = offsets
            var sorted = [Postings.Entry](repeating: 0, count: entries.count)
            for entry in entries {
                let term = rank[Int(entry.word)]
                sorted[next[term]] = entry.entry
                next[term] += 1
            }
            return Postings(offsets: offsets, entries: sorted, size: size)
        }
    }
}
