import Core

/// One piece of text beside its translation: a field of a service, a paragraph or a list item of a rights sheet.
struct TranslationUnit: Hashable, Sendable {
    let place: Place
    /// French.
    let source: String
    var translation: String?
    /// Nil while it is missing.
    var state: TranslationState?
    /// The account that wrote the translation here; nil for one that came from elsewhere.
    var author: String?

    /// Where in its record it stands.
    struct Place: Hashable, Sendable {
        /// As the record names it: `description`, `documents`, `title`, `text`.
        let field: String
        /// From 0 where a record has several under one name.
        var position = 0

        init(_ field: String, _ position: Int = 0) {
            self.field = field
            self.position = position
        }
    }

    init(_ place: Place, source: String, translation: String? = nil, state: TranslationState? = nil, author: String? = nil) {
        self.place = place
        self.source = source
        self.translation = translation
        self.state = state
        self.author = author
    }

    var sourceHash: String { LocalizedText.hash(source) }

    /// Written by a person from the text as it is now, and read again by nobody: waits for its second person.
    var waitsForReview: Bool { state == .human }
}

extension TranslationUnit.Place: LosslessStringConvertible {
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let field = parts.first, !field.isEmpty, parts.count <= 2 else { return nil }
        guard let position = parts.count == 2 ? Int(parts[1]) : 0, position >= 0 else { return nil }
        self.init(String(field), position)
    }

    /// `description`, `documents.1`.
    var description: String { position == 0 ? field : "\(field).\(position)" }
}

/// How many texts stand in each state.
struct TranslationCounts: Hashable, Sendable {
    var units = 0
    var machine = 0
    var human = 0
    var reviewed = 0
    var outdated = 0

    var missing: Int { max(0, units - machine - human - reviewed - outdated) }

    subscript(state: TranslationState?) -> Int {
        get {
            switch state {
            case nil: missing
            case .machine: machine
            case .human: human
            case .reviewed: reviewed
            case .outdated: outdated
            }
        }
        set {
            switch state {
            case nil: break
            case .machine: machine = newValue
            case .human: human = newValue
            case .reviewed: reviewed = newValue
            case .outdated: outdated = newValue
            }
        }
    }

    init() {}

    init(_ units: [TranslationUnit]) {
        self.units = units.count
        for unit in units { self[unit.state] += 1 }
    }

    static func + (one: TranslationCounts, other: TranslationCounts) -> TranslationCounts {
        var sum = one
        sum.units += other.units
        for state in TranslationState.allCases { sum[state] += other[state] }
        return sum
    }
}
