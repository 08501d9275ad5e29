import Core

extension CityPackReader {
    private static let lists: [(key: String, facet: Taxonomy.Facet)] = [
        ("themes", .theme), ("needs", .need), ("audiences", .audience), ("situations", .situation), ("conditions", .condition),
        ("accessibility", .accessibility),
    ]

    mutating func readTaxonomy() -> Taxonomy {
        let file = "taxonomy/terms.yaml"
        let document = document(file)
        let words = readLabels()
        var entries: [(entry: PackEntry<PackFile.Term>, facet: Taxonomy.Facet)] = []
        for list in Self.lists {
            entries += self.entries(PackFile.Term.self, of: list.key, in: document, file: file).map { ($0, list.facet) }
        }
        refuseDuplicates(entries.map(\.entry)) { $0.id }
        let read = entries.map { term($0.entry.value, $0.facet, words) }
        terms = Dictionary(read.map { ($0.id, $0) }) { first, _ in first }
        check(entries)
        check(words)
        return Taxonomy(terms: read, dataInclusionImport: readImports(document, file: file))
    }

    private mutating func readImports(_ document: SourceValue?, file: String) -> [String: [String]] {
        guard let value = document?["data_inclusion_import"], let imports = decode(PackFile.Imports.self, value, file: file) else {
            return [:]
        }
        let all = (imports.thematiques ?? [:]).merging(imports.publics ?? [:]) { $0 + $1 }
        for (slug, ids) in all.sorted(by: { $0.key < $1.key }) {
            for id in ids where terms[id] == nil {
                refuse("no term has the id “\(id)”", at: .init(file: file, line: value.line, field: slug))
            }
        }
        return all
    }

    private typealias Words = [(language: Language, file: String, document: SourceValue, labels: PackFile.Labels)]

    private mutating func readLabels() -> Words {
        folder.names(in: "taxonomy/labels", ending: ".yaml").compactMap { name in
            let file = "taxonomy/labels/\(name)"
            guard let document = document(file), let labels = decode(PackFile.Labels.self, document, file: file) else { return nil }
            return (Language(String(name.dropLast(5))), file, document, labels)
        }
    }

    private func term(_ value: PackFile.Term, _ facet: Taxonomy.Facet, _ words: Words) -> Taxonomy.Term {
        var label = LocalizedText()
        var hint = LocalizedText()
        var synonyms: [Language: [String]] = [:]
        for (language, _, _, labels) in words {
            guard let entry = labels.labels[value.id] else { continue }
            label.set(entry.label, state: labels.state, in: language)
            hint.set(entry.hint ?? "", state: labels.state, in: language)
            synonyms[language] = entry.synonyms.isEmpty ? nil : entry.synonyms
        }
        return Taxonomy.Term(
            id: value.id, facet: facet, parentID: value.theme, pictogram: value.pictogram, label: label, hint: hint, synonyms: synonyms,
            dataInclusion: value.dataInclusion)
    }

    private mutating func check(_ entries: [(entry: PackEntry<PackFile.Term>, facet: Taxonomy.Facet)]) {
        for (entry, facet) in entries {
            let theme = entry.value.theme
            if facet == .need, theme.flatMap({ terms[$0] })?.facet != .theme {
                refuse("a need belongs to one of the themes, not to “\(theme ?? "")”", at: entry.place("theme"))
            }
            if terms[entry.value.id]?.label[.french] == nil {
                refuse("the term “\(entry.value.id)” has no label in taxonomy/labels/fr.yaml", at: entry.place("id"))
            }
        }
    }

    private mutating func check(_ words: Words) {
        for (_, file, document, labels) in words {
            for id in labels.labels.keys.sorted() where terms[id] == nil {
                refuse("no term has this id", at: .init(file: file, line: document["labels"]?[id]?.line, field: id))
            }
        }
    }
}
