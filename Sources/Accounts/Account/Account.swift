import Core
import Foundation

/// Somebody who signs in: a professional or a volunteer of an organization, never an exiled person.
package struct Account: Decodable, Hashable, Sendable {
    package let id: String
    /// As `AccountEmail.normalized` writes it.
    package let email: String
    package let name: String
    /// The language letters are written in.
    package let language: String
    /// Argon2id with its parameters and salt; nothing before the first passphrase, or when another provider signs them in.
    let passphrase: String?
    package let createdAt: Instant
    /// Set when they have left; such an account opens nothing.
    package let closedAt: Instant?
}

/// An address of mail, as an account's name at sign-in.
enum AccountEmail {
    static let longest = 254

    /// Without case, in one Unicode form; nothing when it cannot be an address.
    static func normalized(_ text: String) -> String? {
        let email = text.trimmingCharacters(in: .whitespaces).precomposedStringWithCompatibilityMapping.lowercased()
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard email.utf8.count <= longest, parts.count == 2, !parts[0].isEmpty, parts[1].count >= 3, parts[1].contains("."),
            email.unicodeScalars.allSatisfy({
                !$0.properties.isWhitespace && $0.value > 0x20 && !"<>,;:\"\\()[]".unicodeScalars.contains($0)
            })
        else { return nil }
        return email
    }
}
