/// What one letter, or a few together, say in a name: one or several rough sounds, because writers differ.
///
/// The sounds: `b` (b p) `f` (f v) `m` `n` `l` `r` `T` (t d) `s` (s z) `C` (sh ch) `J` (j dj zh) `k` (k g q gh) `h` (h kh), `w` and `y`
/// at the beginning only, because Arabic writes them for vowels too. An empty one is a vowel.
struct NameSound: Sendable, Hashable {
    let variants: [String]
    /// A letter that is written twice when it is said long; Arabic and Ethiopic write it once.
    let isDoubled: Bool

    static let vowel = NameSound([""])

    init(_ variants: [String], isDoubled: Bool = false) {
        self.variants = variants
        self.isDoubled = isDoubled
    }

    /// From the tables: variants separated by a bar, `_` for a vowel.
    init(table: Substring, isDoubled: Bool = false) {
        self.init(table.split(separator: "|").map { $0 == "_" ? "" : String($0) }, isDoubled: isDoubled)
    }
}

/// The skeletons of a name that is being read: its consonants in their order, one for each way of hearing it.
struct NameSkeletons {
    private var partial: [String] = [""]
    private var isAfterVowel = false

    /// More ways of hearing one word than these tell nothing.
    private static let most = 8

    mutating func add(_ sound: NameSound) {
        var next: [String] = []
        for skeleton in partial {
            for variant in sound.variants {
                let longer = extended(skeleton, by: variant, collapses: sound.isDoubled && !isAfterVowel)
                if !next.contains(longer) { next.append(longer) }
            }
        }
        partial = Array(next.prefix(Self.most))
        isAfterVowel = sound.variants == [""]
    }

    private func extended(_ skeleton: String, by variant: String, collapses: Bool) -> String {
        guard let first = variant.first else { return skeleton.isEmpty ? "A" : skeleton }
        if !skeleton.isEmpty, variant == "w" || variant == "y" { return skeleton }
        return skeleton + (collapses && skeleton.last == first ? variant.dropFirst() : variant[...])
    }

    /// Without an h at the end, which half of the writers leave out; those of a single sound say too little.
    var finished: [String] {
        var result: [String] = []
        for skeleton in partial {
            let heard = skeleton.count > 2 && skeleton.hasSuffix("h") ? String(skeleton.dropLast()) : skeleton
            if heard.count > 1, !result.contains(heard) { result.append(heard) }
        }
        return result
    }
}
