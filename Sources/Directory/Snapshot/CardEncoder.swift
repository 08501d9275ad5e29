import Foundation

/// Writes cards as the API prints them, once, when the index is built.
struct CardEncoder {
    private let encoder = JSONEncoder()

    init() { encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes] }

    func encode(_ card: Card) throws -> [UInt8] { Array(try encoder.encode(card)) }
}
