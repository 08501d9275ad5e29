/// A language Parvis speaks, by its BCP 47 tag.
///
/// The interface has a catalogue for each of ``all``; texts of the directory may be in any other language too.
package struct Language: Hashable, Comparable, Sendable {
    package let tag: String

    package init(_ tag: String) { self.tag = tag }

    package static func < (left: Language, right: Language) -> Bool { left.tag < right.tag }
}

extension Language: Codable, CodingKeyRepresentable {
    package init(from decoder: any Decoder) throws {
        tag = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(tag)
    }

    package var codingKey: any CodingKey { tag.codingKey }

    package init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

extension Language: CustomStringConvertible {
    package var description: String { tag }
}
