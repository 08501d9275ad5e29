import Core

extension Sheet {
    /// The version for a reader and the language it is really in; nil for a sheet without any text.
    func reading(in language: Language) -> (version: SheetText, language: Language)? {
        for candidate in language.preference + texts.keys.sorted() {
            if let version = texts[candidate] { return (version, candidate) }
        }
        return nil
    }
}

extension SheetSource {
    /// The official text was read; where it was not, the sheet says so.
    var isChecked: Bool { checked != false }
}
