import Core

extension Service {
    /// The texts somebody translates, one by one; those the team left empty are none.
    static let translatedFields = ServiceForm.texts.map { (field: $0.field, path: $0.path) }

    func units(in language: Language) -> [TranslationUnit] {
        let texts =
            Self.translatedFields.map { (TranslationUnit.Place($0.field), self[keyPath: $0.path]) }
            + documents.enumerated().map { (TranslationUnit.Place("documents", $0), $1) }
        return texts.compactMap { place, text in
            guard let source = text[LocalizedText.source] else { return nil }
            return TranslationUnit(place, source: source, translation: text[language], state: text.state(in: language))
        }
    }

    /// Puts a translation in its place; false where the record has no such text any more.
    mutating func translate(
        _ place: TranslationUnit.Place, as text: String, state: TranslationState, from source: String, in language: Language
    ) -> Bool {
        if place.field == "documents" {
            guard documents.indices.contains(place.position) else { return false }
            documents[place.position].set(text, state: state, in: language, source: source)
            return true
        }
        guard let path = Self.translatedFields.first(where: { $0.field == place.field })?.path,
            self[keyPath: path][LocalizedText.source] != nil
        else { return false }
        self[keyPath: path].set(text, state: state, in: language, source: source)
        return true
    }

    /// How far each language is, with the number of French texts under French; languages without any text are left out.
    var translationCounts: [Language: TranslationCounts] {
        let texts = (Self.translatedFields.map { self[keyPath: $0.path] } + documents).filter { $0[LocalizedText.source] != nil }
        var counts: [Language: TranslationCounts] = [LocalizedText.source: TranslationCounts()]
        counts[LocalizedText.source]?.units = texts.count
        for text in texts {
            for language in text.languages where language != LocalizedText.source {
                counts[language, default: TranslationCounts()][text.state(in: language)] += 1
            }
        }
        return counts
    }
}
