import Core

extension LocalizedText {
    /// What an import makes of a text that is stored: its source's words, and never a machine's draft over a person's translation.
    ///
    /// A translation that was made here stays while the French it was made from stays; afterwards it stays, outdated, until
    /// a person's translation comes. The same import twice changes nothing.
    func keeping(_ stored: LocalizedText) -> LocalizedText {
        guard let source = self[Self.source], let before = stored[Self.source] else { return self }
        let (now, then) = (Self.hash(source), Self.hash(before))
        var kept = self
        for language in stored.languages where language != Self.source {
            guard let ours = stored.versions[language] else { continue }
            let made = ours.source ?? then
            guard let theirs = versions[language] else {
                // Only what was noted here is ours to keep; what the source gave, the source may take back.
                if ours.source != nil, ours.state.isByPerson { kept.set(ours.text, state: ours.state, in: language, source: made) }
                continue
            }
            let isOurs =
                theirs.text == ours.text
                ? ours.source != nil || made != now || ours.state > theirs.state
                : ours.state.isByPerson && (!theirs.state.isByPerson || ours.source == now)
            guard isOurs else { continue }
            let isNoted = ours.source != nil || made != now
            kept.set(
                ours.text, state: max(ours.state, theirs.text == ours.text ? theirs.state : .outdated), in: language,
                source: isNoted ? made : nil)
        }
        return kept
    }
}

extension TranslationState: Comparable {
    var isByPerson: Bool { self == .human || self == .reviewed }

    /// How far each can be trusted.
    private var trust: Int {
        switch self {
        case .outdated: 0
        case .machine: 1
        case .human: 2
        case .reviewed: 3
        }
    }

    package static func < (one: TranslationState, other: TranslationState) -> Bool { one.trust < other.trust }
}

extension DirectoryRecords {
    /// These services with the translations of the stored ones that their source must not take back.
    func keepingTranslations(of stored: DirectoryRecords) -> DirectoryRecords {
        let before = Dictionary(stored.services.map { ($0.id, $0) }) { first, _ in first }
        var records = self
        for (index, service) in services.enumerated() {
            if let stored = before[service.id] { records.services[index] = service.keepingTranslations(of: stored) }
        }
        return records
    }
}

extension Service {
    fileprivate func keepingTranslations(of stored: Service) -> Service {
        var service = self
        for (_, path) in Self.translatedFields { service[keyPath: path] = self[keyPath: path].keeping(stored[keyPath: path]) }
        service.documents = documents.enumerated().map { index, document in
            let same = stored.documents.first { $0[LocalizedText.source] == document[LocalizedText.source] }
            let before = same ?? (stored.documents.indices.contains(index) ? stored.documents[index] : nil)
            return before.map(document.keeping) ?? document
        }
        return service
    }
}
