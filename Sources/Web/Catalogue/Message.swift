/// One string of a catalogue cut at its `{name}` placeholders.
struct Message: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case words(String)
        case value(String)
    }

    let parts: [Part]

    /// Nil when a brace is not closed, or closes nothing, or holds anything but a lower-case name.
    init?(_ source: String) {
        guard source.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else {
            parts = [.words(source)]
            return
        }
        var parts: [Part] = []
        var rest = Substring(source)
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
            let name = rest[rest.index(after: brace)..<end]
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLowercase || $0 == "_" }) else { return nil }
            if brace > rest.startIndex { parts.append(.words(String(rest[..<brace]))) }
            parts.append(.value(String(name)))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
        self.parts = parts
    }

    init(parts: [Part]) { self.parts = parts }

    /// The names in braces.
    var names: Set<String> {
        Set(parts.compactMap { part in if case .value(let name) = part { name } else { nil } })
    }

    /// The words with each placeholder replaced; one without a value keeps its braces, so that it is seen.
    ///
    /// In text that runs from right to left each value is isolated (U+2068…U+2069), so that `09:00–18:00` or a
    /// telephone number keeps its order.
    func filled(with values: [String: String], isolating: Bool) -> String {
        parts.map { part in
            switch part {
            case .words(let words): words
            case .value(let name):
                values[name].map { isolating ? "\u{2068}\($0)\u{2069}" : $0 } ?? "{\(name)}"
            }
        }.joined()
    }
}
