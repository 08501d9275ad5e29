import Core

extension Language {
    /// The reader's language by the browser's `Accept-Language` (RFC 4647, lookup), always one of ours.
    ///
    /// A range is tried whole, then shortened from the right, each time through the table of other names for our
    /// languages. `*`, and what nobody asked for, is English; ranges with `q=0` are refused.
    package static func best(for header: String?) -> Language {
        let wanted = ranges(header ?? "")
        for range in wanted {
            if let language = match(range) { return language }
        }
        return .english
    }

    /// The ranges in order of preference, at most 20 from at most 1,000 bytes.
    private static func ranges(_ header: String) -> [String] {
        let ranges = header.utf8.prefix(1000).split(separator: UInt8(ascii: ",")).prefix(20).enumerated().compactMap { index, part in
            range(Substring(part).lowercased()).map { (tag: $0.tag, weight: $0.weight, index: index) }
        }
        return ranges.sorted { ($0.weight, $1.index) > ($1.weight, $0.index) }.map(\.tag)
    }

    private static func range(_ part: String) -> (tag: String, weight: Double)? {
        let pieces = part.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
        guard let tag = pieces.first, isTag(tag) else { return nil }
        guard let quality = pieces.dropFirst().first(where: { $0.hasPrefix("q=") }) else { return (tag, 1) }
        guard let weight = Double(quality.dropFirst(2)), weight > 0, weight <= 1 else { return nil }
        return (tag, weight)
    }

    private static func isTag(_ tag: String) -> Bool {
        !tag.isEmpty && tag.utf8.count <= 35 && tag.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    private static func match(_ range: String) -> Language? {
        var parts = range.split(separator: "-")
        while !parts.isEmpty {
            let tag = parts.joined(separator: "-")
            if let ours = byName[tag] { return ours }
            parts.removeLast()
            // A single letter introduces what follows it: both go (RFC 4647, 3.4).
            if parts.last?.count == 1 { parts.removeLast() }
        }
        return nil
    }

    private static let byName: [String: Language] = {
        var names = Dictionary(uniqueKeysWithValues: all.map { ($0.tag.lowercased(), $0) })
        for (name, tag) in aliases { names[name] = Language(tag) }
        return names
    }()

    /// Other names of our languages: ISO 639-2 and 639-3 codes, macrolanguages and their members, countries and scripts.
    private static let aliases: [(String, String)] = [
        ("fa-af", "prs"), ("fa-ir", "fa"), ("fas", "fa"), ("per", "fa"), ("pes", "fa"),
        ("pus", "ps"), ("pbt", "ps"), ("pbu", "ps"), ("pst", "ps"),
        ("zh", "zh-Hans"), ("zh-hant", "zh-Hans"), ("zho", "zh-Hans"), ("chi", "zh-Hans"), ("cmn", "zh-Hans"),
        ("ara", "ar"), ("arb", "ar"), ("arz", "ar"), ("ary", "ar"), ("arq", "ar"), ("aeb", "ar"), ("apc", "ar"), ("ajp", "ar"),
        ("apd", "ar"), ("acm", "ar"), ("ayl", "ar"), ("ars", "ar"), ("shu", "ar"),
        ("tir", "ti"), ("amh", "am"), ("som", "so"), ("ben", "bn"), ("bod", "bo"), ("tib", "bo"), ("urd", "ur"),
        ("rus", "ru"), ("ukr", "uk"), ("spa", "es"), ("tur", "tr"), ("kat", "ka"), ("geo", "ka"),
        ("sqi", "sq"), ("alb", "sq"), ("als", "sq"), ("aln", "sq"),
        ("ful", "ff"), ("fuc", "ff"), ("fuf", "ff"), ("bam", "bm"),
        ("fra", "fr"), ("fre", "fr"), ("eng", "en"),
    ]
}
