import Crypto
import Database
import Foundation

/// A subject who may bear a name that was looked for.
package struct NameMatch: Decodable, Sendable, Hashable {
    package let subject: String
    /// How many keys the two names have in common: the more, the nearer.
    package let shared: Int
}

extension Vault {
    /// Makes a subject findable by its names, in place of the names it was found by before. The names themselves are not kept.
    package func index(_ names: [String], of subject: String, _ transaction: Transaction) throws {
        _ = try keys(of: [subject], making: transaction)
        try transaction.execute("DELETE FROM vault_name WHERE subject = \(subject)")
        try transaction.executeMany(nameKeys(of: names)) { key in
            "INSERT INTO vault_name (name_key, subject) VALUES (\(key), \(subject))"
        }
    }

    /// Who may be meant by a name, nearest first, however it is spelled and in whichever script. Candidates for a person to
    /// choose from, never an identification; the caller shows only those the agent may see.
    package func subjects(named name: String, limit: Int = 50, _ session: Session) throws -> [NameMatch] {
        try session.all(
            NameMatch.self,
            """
            SELECT subject, COUNT(*) AS shared FROM vault_name WHERE name_key IN \(list: nameKeys(of: [name]))
            GROUP BY subject ORDER BY COUNT(*) DESC, subject LIMIT \(limit)
            """)
    }

    /// The blind keys of names, for a domain that keeps them in a table of its own.
    package func nameKeys(of names: [String]) -> [[UInt8]] {
        let key = SymmetricKey(data: secret(for: "names"))
        let texts = names.reduce(into: Set<String>()) { $0.formUnion(NameReader.keys(of: $1)) }
        return texts.sorted().map { Array(HMAC<SHA256>.authenticationCode(for: Data($0.utf8), using: key).prefix(16)) }
    }
}
