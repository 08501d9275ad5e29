/// What comes of an edit when the record may have changed since its form was opened.
struct EditMerge: Hashable, Sendable {
    /// One field that both changed, each to something else.
    struct Clash: Hashable, Sendable {
        let path: [String]
        /// JSON; nil: they removed it.
        let theirs: String?
        let mine: String?

        /// The field of the record, as the form names it.
        var field: String { path.first ?? "" }
    }

    /// Everything either changed; of a clash, mine.
    let merged: RecordFields
    let clashes: [Clash]
    /// The fields of the record this edit decides, by their first name.
    let edited: Set<String>

    /// - Parameters:
    ///   - opened: the record when the form was opened.
    ///   - current: as it is now.
    ///   - mine: the opened record with what was typed.
    init(opened: RecordFields, current: RecordFields, mine: RecordFields) {
        var merged = current
        var clashes: [Clash] = []
        var edited: Set<String> = []
        for path in Set(opened.values.keys).union(mine.values.keys) where mine.values[path] != opened.values[path] {
            edited.insert(path.first ?? "")
            let (theirs, typed) = (current.values[path], mine.values[path])
            if theirs != opened.values[path], theirs != typed { clashes.append(Clash(path: path, theirs: theirs, mine: typed)) }
            merged.values[path] = typed
            merged.complete(path.dropLast(), from: mine, beside: current)
        }
        self.merged = merged
        self.clashes = clashes.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        self.edited = edited
    }
}

extension RecordFields {
    /// Parts that make sense only together (a text and its state) stay together when one side removed them and the other changed one: mine are there whole or not at all.
    fileprivate mutating func complete(_ parent: ArraySlice<String>, from mine: RecordFields, beside theirs: RecordFields) {
        guard !parent.isEmpty else { return }
        let (wanted, there) = (mine.values(beneath: parent), theirs.values(beneath: parent))
        if wanted.isEmpty {
            for path in there.keys { values[path] = nil }
        } else if there.isEmpty {
            values.merge(wanted) { $1 }
        }
    }

    private func values(beneath parent: ArraySlice<String>) -> [[String]: String] {
        values.filter { $0.key.count > parent.count && $0.key.starts(with: parent) }
    }
}
