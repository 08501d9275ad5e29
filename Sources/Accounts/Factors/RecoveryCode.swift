import Crypto
import Foundation

/// A code on paper that opens an account once: 120 random bits, so a plain hash keeps it.
struct RecoveryCode: Hashable, Sendable {
    /// Twenty-four letters and digits.
    private let letters: String
    static let number = 10
    private static let length = 24

    init(_ randomBytes: (Int) -> Data) { letters = base32(randomBytes(15)) }

    /// As somebody typed it, with or without its spaces and lines; nothing when it cannot be one.
    init?(typed: String) {
        let letters = typed.uppercased().filter { !$0.isWhitespace && $0 != "-" }
        guard letters.utf8.count == Self.length else { return nil }
        self.letters = letters
    }

    /// Six groups of four.
    var printed: String {
        let characters = Array(letters)
        return stride(from: 0, to: Self.length, by: 4).map { String(characters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// Bound to its account, so that equal codes of two people are not equal in the table.
    func hash(for account: String) -> String { hexadecimal(SHA256.hash(data: Data("\(account)|\(letters)".utf8))) }
}
