import Core

extension CityPackReader {
    /// The city's label; a pack without the file has none.
    mutating func readLabel() -> CityLabel? {
        let file = "label.yaml"
        guard folder.has(file), let document = document(file), let read = decode(PackFile.CityLabel.self, document, file: file) else {
            return nil
        }
        var known: Set<String> = []
        let place = Refusal.Place(file: file, field: "criteria")
        for criterion in read.criteria {
            if !known.insert(criterion.id).inserted { refuse("“\(criterion.id)” stands here twice: ids are unique", at: place) }
            if let source = criterion.source, sources[source] == nil { refuse("sources.yaml has no “\(source)”", at: place) }
        }
        return CityLabel(
            name: text(read.name),
            criteria: read.criteria.map { .init(id: $0.id, text: text($0.text), source: $0.source.flatMap { sources[$0]?.title }) },
            isComplete: read.complete)
    }

    /// How often teams are asked; a pack without the file leaves it to the default.
    mutating func readFreshness() -> FreshnessRhythm? {
        let file = "freshness.yaml"
        guard folder.has(file), let document = document(file), let read = decode(PackFile.Freshness.self, document, file: file) else {
            return nil
        }
        let themes = read.themes ?? [:]
        for (theme, days) in themes.merging(["default": read.default], uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            if !(1...3_650).contains(days) { refuse("is \(days): write days, from 1 to 3650", at: .init(file: file, field: theme)) }
            if theme != "default", terms[theme]?.facet != .theme {
                refuse("taxonomy/terms.yaml has no theme “\(theme)”", at: .init(file: file, field: theme))
            }
        }
        return FreshnessRhythm(days: read.default, themes: themes)
    }
}
