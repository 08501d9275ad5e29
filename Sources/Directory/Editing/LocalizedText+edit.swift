import Core

extension LocalizedText {
    /// The text with a version somebody wrote; translations of what it said before are out of date.
    func edited(_ text: String, in language: Language) -> LocalizedText {
        let text = text.trimmed
        guard text != (self[language] ?? "") else { return self }
        var edited = LocalizedText(text, in: language)
        // Without its source a translation says something nobody says any more.
        guard !text.isEmpty else { return edited }
        for other in languages where other != language {
            guard let version = versions[other] else { continue }
            let isNoted = language == Self.source && version.state != .outdated
            let made = version.source ?? self[Self.source].map(Self.hash)
            edited.set(
                version.text, state: isNoted ? version.state : .outdated, in: other, source: isNoted ? made : version.source)
        }
        return edited
    }
}
