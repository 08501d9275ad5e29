import Core

/// A record with its texts beside their translations in one language.
struct TranslationRecord: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case service, sheet

        /// As addresses have it.
        var folder: String { "\(rawValue)s" }
    }

    let kind: Kind
    let id: String
    /// French.
    let name: String
    /// Whose service it is; nothing for a sheet, which is the city's.
    let organization: String?
    let units: [TranslationUnit]
}

/// What somebody wrote in the place of one text.
struct TranslationEntry: Hashable, Sendable {
    let place: TranslationUnit.Place
    /// Of the French text they had before them.
    let sourceHash: String
    let text: String
    var state = TranslationState.human
    /// The translation they had before them; `anything` for a file, which was taken away and comes back.
    var opened = Opened.anything

    enum Opened: Hashable, Sendable {
        case anything
        case text(String?)

        func allows(_ current: String?) -> Bool {
            switch self {
            case .anything: true
            case .text(let opened): opened == current.map(LocalizedText.hash)
            }
        }
    }
}

/// What became of what somebody wrote.
struct TranslationOutcome: Hashable, Sendable {
    var written = 0
    /// Somebody else wrote something else there meanwhile; nothing was written.
    var clashes: [TranslationUnit.Place: String] = [:]
    /// The record has no such text any more.
    var gone: [TranslationUnit.Place] = []
}

/// A record in the list of what there is to translate.
struct TranslationTask: Sendable {
    let kind: TranslationRecord.Kind
    let id: String
    let name: String
    let organization: String?
    let counts: TranslationCounts
}
