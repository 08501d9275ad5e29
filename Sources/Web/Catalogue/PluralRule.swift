import Core

/// The plural categories of CLDR, in the order their forms are numbered in a catalogue.
package enum PluralCategory: String, Sendable, CaseIterable {
    case zero, one, two, few, many, other
}

/// How a language counts whole things: five shapes are enough for our languages.
///
/// CLDR also has a form for whole millions in French and Spanish ("un million de"); counts here never reach it.
package enum PluralRule: String, Sendable, CaseIterable {
    /// One form for everything: Tibetan, Bambara, Chinese; Soninke, which CLDR does not know.
    case invariable
    /// 1 apart from the rest: English, Turkish, Georgian…
    case oneApart
    /// 0 and 1 apart from the rest: French, Pulaar, Bengali, Persian…
    case zeroAndOneApart
    /// Russian and Ukrainian: 1, 21 · 2–4, 22–24 · the rest.
    case eastSlavic
    /// Arabic: 0 · 1 · 2 · 3–10 · 11–99 · the rest.
    case arabic

    package init(_ language: Language) {
        switch language.primarySubtag {
        case "bo", "bm", "snk", "zh": self = .invariable
        case "fr", "ff", "bn", "am", "ti", "fa", "prs": self = .zeroAndOneApart
        case "ru", "uk": self = .eastSlavic
        case "ar": self = .arabic
        default: self = .oneApart
        }
    }

    /// The forms a catalogue gives, in order.
    package var categories: [PluralCategory] {
        switch self {
        case .invariable: [.other]
        case .oneApart, .zeroAndOneApart: [.one, .other]
        case .eastSlavic: [.one, .few, .many]
        case .arabic: PluralCategory.allCases
        }
    }

    /// The form for a count; negative counts take the form of their size.
    package func category(of count: Int) -> PluralCategory {
        let count = count.magnitude
        return switch self {
        case .invariable: .other
        case .oneApart: count == 1 ? .one : .other
        case .zeroAndOneApart: count <= 1 ? .one : .other
        case .eastSlavic: Self.eastSlavic(count)
        case .arabic: Self.arabic(count)
        }
    }

    /// What gettext's tools must read in the header of a catalogue.
    package var header: String {
        switch self {
        case .invariable: "nplurals=1; plural=0;"
        case .oneApart: "nplurals=2; plural=(n != 1);"
        case .zeroAndOneApart: "nplurals=2; plural=(n > 1);"
        case .eastSlavic:
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
        case .arabic:
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
        }
    }

    func index(of count: Int) -> Int { categories.firstIndex(of: category(of: count)) ?? categories.count - 1 }

    private static func eastSlavic(_ count: UInt) -> PluralCategory {
        if (11...14).contains(count % 100) { return .many }
        return switch count % 10 {
        case 1: .one
        case 2...4: .few
        default: .many
        }
    }

    private static func arabic(_ count: UInt) -> PluralCategory {
        switch (count, count % 100) {
        case (0, _): .zero
        case (1, _): .one
        case (2, _): .two
        case (_, 3...10): .few
        case (_, 11...99): .many
        default: .other
        }
    }
}
