import Core
import Search
import Web

/// Choices of one kind.
struct FilterGroup {
    let title: Text
    let isOpen: Bool
    let chips: [Chip]
}

/// Makes the filters of a list from the counts of its search.
struct FilterGroups {
    let query: FindQuery
    let result: SearchResult
    let snapshot: DirectorySnapshot
    let context: AppContext
    let page: String

    /// Every kind of choice that leaves something.
    var all: [FilterGroup] {
        let taxonomy = snapshot.taxonomy
        let needs = query.themes.isEmpty ? [] : query.themes.flatMap(taxonomy.needs)
        return [
            group("find.by_theme", .theme, \.themes, taxonomy.terms(of: .theme).map(\.id), isOpen: false),
            group("find.by_need", .need, \.needs, needs.map(\.id), isOpen: query.words.isEmpty),
            group("find.by_person", .audience, \.people, (taxonomy.terms(of: .audience) + taxonomy.terms(of: .situation)).map(\.id)),
            group("find.by_language", .speaks, \.languages, result.facets[.speaks].map(\.value)),
            group("find.by_area", .area, \.areas, snapshot.territory.areas.map(\.code)),
            group("find.by_condition", .condition, \.conditions, taxonomy.terms(of: .condition).map(\.id)),
            group("find.by_accessibility", .accessibility, \.accessibility, taxonomy.terms(of: .accessibility).map(\.id)),
        ].compactMap(\.self)
    }

    /// Filters that are on, to take off again.
    var chosen: [Chip] {
        var chips: [Chip] = []
        for (_, values) in FindQuery.choices + [("area", \FindQuery.areas)] {
            for value in query[keyPath: values] { chips.append(chip(value, values, count: nil, isOn: true)) }
        }
        if query.openOnly { chips.append(flag(\.openOnly, openKey, isOn: true)) }
        if query.labelOnly { chips.append(flag(\.labelOnly, "find.only_label", isOn: true)) }
        return chips
    }

    /// The two choices everybody may want, when they are not made yet and leave something.
    var quick: [Chip] {
        var chips: [Chip] = []
        if !query.openOnly, result.openNow > 0 { chips.append(flag(\.openOnly, openKey, isOn: false, count: result.openNow)) }
        let labelled = result.facets.count(of: "1", in: .label)
        if !query.labelOnly, labelled > 0 { chips.append(flag(\.labelOnly, "find.only_label", isOn: false, count: labelled)) }
        return chips
    }

    private var openKey: String { query.at == nil ? "find.only_open" : "find.only_open_then" }

    private func group(
        _ title: String, _ facet: Facet, _ values: WritableKeyPath<FindQuery, [String]>, _ order: [String], isOpen: Bool = false
    ) -> FilterGroup? {
        let chips = order.compactMap { value -> Chip? in
            let count = result.facets.count(of: value, in: facet)
            guard count > 0, !query[keyPath: values].contains(value) else { return nil }
            return chip(value, values, count: count, isOn: false)
        }
        return chips.isEmpty ? nil : FilterGroup(title: context.catalogue(title), isOpen: isOpen, chips: chips)
    }

    private func chip(_ value: String, _ values: WritableKeyPath<FindQuery, [String]>, count: Int?, isOn: Bool) -> Chip {
        let next = query.changed { query in
            if isOn { query[keyPath: values].removeAll { $0 == value } } else { query[keyPath: values].append(value) }
        }
        let pictogram = snapshot.taxonomy[value]?.pictogram.map(Pictogram.init)
        return isOn
            ? Chip(removing: next.path(page), name(of: value), pictogram: pictogram, in: context.catalogue)
            : Chip(next.path(page), name(of: value), count: count.map(context.formats.number), pictogram: pictogram)
    }

    private func flag(_ value: WritableKeyPath<FindQuery, Bool>, _ key: String, isOn: Bool, count: Int? = nil) -> Chip {
        let next = query.changed { $0[keyPath: value] = !isOn }
        return isOn
            ? Chip(removing: next.path(page), context.catalogue(key), in: context.catalogue)
            : Chip(next.path(page), context.catalogue(key), count: count.map(context.formats.number))
    }

    /// A term's label, an area's name, a language's own name.
    func name(of value: String) -> Text {
        let known = snapshot.taxonomy[value]?.label ?? snapshot.territory.area(value)?.name
        return known?.reading(in: context.language).map { Text($0) } ?? Text(Language(value).endonym, in: Language(value))
    }
}
