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
        }
        self.merged = merged
        self.clashes = clashes.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        self.edited = edited
    }
}
