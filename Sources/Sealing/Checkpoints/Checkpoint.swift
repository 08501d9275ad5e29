import Core

/// What the journal was at one moment: how many entries, and the hash that stands for all of them.
///
/// Its text is that of a C2SP checkpoint: origin, size, root in base64; then the lines from which the root can be computed.
package struct Checkpoint: Hashable, Sendable {
    /// The name of this journal, as `accueil.example/journal`.
    package let origin: String
    /// The day under way.
    package let seal: DaySeal
    package let at: Instant

    package init(origin: String, seal: DaySeal, at: Instant) {
        self.origin = origin
        self.seal = seal
        self.at = at
    }

    /// The position of the last entry it covers.
    package var size: Int64 { seal.last }

    var text: String {
        """
        \(origin)
        \(size)
        \(seal.chain.base64)
        day \(seal.day)
        first \(seal.first)
        tree \(seal.root.base64)
        previous \(seal.previous.base64)
        at \(at)

        """
    }

    /// Nothing when a line is missing or the root is not that of the lines.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 9, lines[8].isEmpty, let size = Int64(lines[1]),
            let day = Self.value("day", lines[3]).flatMap({ Day($0) }), let first = Self.value("first", lines[4]).flatMap({ Int64($0) }),
            let root = Self.value("tree", lines[5]).flatMap({ SealHash(base64: $0) }),
            let previous = Self.value("previous", lines[6]).flatMap({ SealHash(base64: $0) }),
            let at = Self.value("at", lines[7]).flatMap({ Instant(iso8601: $0) }), first > 0, size >= first
        else { return nil }
        origin = String(lines[0])
        self.at = at
        seal = DaySeal(day: day, first: first, count: Int(size - first + 1), root: root, previous: previous)
        guard self.text == text else { return nil }
    }

    private static func value(_ name: String, _ line: Substring) -> Substring? {
        line.hasPrefix(name + " ") ? line.dropFirst(name.count + 1) : nil
    }
}
