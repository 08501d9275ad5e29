import Core
import Foundation

/// What a plain HSDS field accepts; what does not fit stays in the profile.
enum HSDSText {
    /// An absolute URI (a scheme, a colon, and something in ASCII without spaces), or nothing.
    static func uri(_ text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon > text.utf8.startIndex,
            text.utf8.index(after: colon) < text.utf8.endIndex, text.utf8.first.map(isLetter) == true,
            text.utf8[..<colon].allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !forbidden.contains($0) })
        else { return nil }
        return text
    }

    private static let forbidden = Set(#"<>"{}|\^`[]"#.utf8)

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// Something, an at sign, something, without spaces.
    static func email(_ text: String) -> String? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { !$0.isWhitespace } }) else { return nil }
        return text
    }

    /// The French département of an INSEE or postal code; HSDS asks for a state or province.
    static func department(_ code: String) -> String {
        String(code.prefix(code.hasPrefix("97") || code.hasPrefix("98") ? 3 : 2))
    }
}

extension HSDSRecords {
    /// The text in the language of the plain fields, or in the nearest there is.
    func plain(_ text: LocalizedText) -> String? { text.reading(in: language)?.text }

    /// The texts a plain field cannot hold alone: more than one language, or not written by a person in the plain one.
    func texts(_ texts: HSDS.Texts) -> HSDS.Texts? {
        let kept = texts.mapValues(\.told).filter {
            !$0.value.isEmpty && $0.value != plain($0.value).map { LocalizedText($0, in: language) }
        }
        return kept.isEmpty ? nil : kept
    }

    func extra(_ extra: [String: String]) -> [String: String]? { details == .exchange && !extra.isEmpty ? extra : nil }

    func provenance(_ provenance: Provenance) -> Provenance? { provenance }

    /// The identifier of a part that has none of its own in the directory.
    func part(_ kind: String, _ id: String, _ index: Int) -> String { nameBasedUUID("hsds/\(kind)", "\(id)/\(index)") }
}

extension Array {
    /// Nil when there is nothing, so that the field is left out.
    var unlessEmpty: [Element]? { isEmpty ? nil : self }
}
