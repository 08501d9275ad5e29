import Core

/// The translation of one piece of a sheet that was written here.
struct SheetTranslation: Hashable, Sendable {
    let place: TranslationUnit.Place
    /// Of the French text it was made from.
    let sourceHash: String
    let text: String
    let state: TranslationState
    let author: String?
}

extension Sheet {
    /// The pieces beside their translations: what was written here for this very text; the pack's; what was written here for a former text.
    ///
    /// A person's translation is never hidden by a machine's.
    func units(in language: Language, _ written: [SheetTranslation] = []) -> [TranslationUnit] {
        guard let french = texts[LocalizedText.source] else { return [] }
        let pack = texts[language].flatMap { Self.sources(of: $0) }
        let sources = Self.sources(of: french)
        let aligned = pack.flatMap { $0.map(\.0) == sources.map(\.0) ? $0.map(\.1) : nil }
        let current = Dictionary(written.map { ($0.sourceHash, $0) }) { first, _ in first }
        // The newest comes first.
        let former = Dictionary(written.map { ($0.place, $0) }) { first, _ in first }
        let packState = texts[language]?.state
        return sources.enumerated().map { index, source in
            var unit = TranslationUnit(source.0, source: source.1)
            let ours = current[unit.sourceHash]
            let theirs = aligned.map { $0[index] }
            let isBetter = packState?.isByPerson == true
            if let ours, ours.state.isByPerson || !isBetter {
                (unit.translation, unit.state, unit.author) = (ours.text, ours.state, ours.author)
            } else if let theirs, isBetter {
                (unit.translation, unit.state) = (theirs, packState)
            } else if let former = former[source.0], former.state.isByPerson {
                (unit.translation, unit.state, unit.author) = (former.text, .outdated, former.author)
            } else if let theirs {
                (unit.translation, unit.state) = (theirs, packState)
            }
            return unit
        }
    }

    /// The sheet with what was translated here; a language in which a piece is still missing stays as the pack has it.
    func translated(_ written: [Language: [SheetTranslation]]) -> Sheet {
        guard let french = texts[LocalizedText.source], !written.isEmpty else { return self }
        var texts = texts
        for (language, written) in written where language != LocalizedText.source {
            let units = units(in: language, written)
            let translations = units.compactMap(\.translation)
            guard translations.count == units.count, units.count >= 2, let worst = units.compactMap(\.state).min() else { continue }
            let pieces = zip(SheetPiece.pieces(of: french.markdown), translations.dropFirst(2)).map { piece, text in
                SheetPiece(mark: piece.mark, text: text, space: piece.space)
            }
            texts[language] = SheetText(
                title: translations[0], summary: translations[1], markdown: SheetPiece.joined(pieces), state: worst)
        }
        return Sheet(id: id, theme: theme, order: order, situations: situations, review: review, sources: sources, texts: texts)
    }

    private static func sources(of text: SheetText) -> [(TranslationUnit.Place, String)] {
        [(TranslationUnit.Place("title"), text.title), (TranslationUnit.Place("summary"), text.summary)]
            + SheetPiece.pieces(of: text.markdown).enumerated().map { (TranslationUnit.Place("text", $0), $1.text) }
    }
}
