/// When something is open, in the OpenStreetMap `opening_hours` language (specification 0.7).
///
/// Two values are equal when their rules are, however they were written.
package struct OpeningHours: Sendable {
    /// The text as it was received.
    package let text: String
    let rules: [HoursRule]
    /// What an ordinary week looks like, when only the day of the week and public or school holidays matter.
    let week: OrdinaryWeek?

    /// The longest text that is read.
    package static let longestText = 4_096

    /// Reads an expression; refuses it whole when any part is not understood.
    package init(_ text: String) throws(OpeningHoursError) {
        guard text.utf8.count <= Self.longestText || text.count <= Self.longestText else {
            throw OpeningHoursError(
                position: Self.longestText, reason: "The text is longer than \(Self.longestText) characters; shorten it.")
        }
        var parser = HoursParser(text)
        self.init(text: text, rules: try parser.parse())
    }

    init(text: String, rules: [HoursRule]) {
        self.text = text
        self.rules = rules
        week = OrdinaryWeek(rules)
    }
}

extension OpeningHours: Hashable {
    package static func == (a: OpeningHours, b: OpeningHours) -> Bool { a.rules == b.rules }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(rules)
    }
}

extension OpeningHours: CustomStringConvertible {
    /// The canonical text, which reads back to an equal value.
    package var description: String { HoursText.write(rules) }
}

extension OpeningHours: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(container.decode(String.self))
        } catch let error as OpeningHoursError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Why a text is not opening hours, and where.
package struct OpeningHoursError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Offset in characters from the start of the text, from 0.
    package let position: Int
    /// One sentence: what is wrong and what to write instead.
    package let reason: String

    package var description: String { "Character \(position + 1): \(reason)" }
}
