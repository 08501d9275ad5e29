import Core
import Crypto
import Database
import Foundation

/// Keeps what must stay between few: the keys of subjects, the secrets all nodes share, and the end of both.
///
/// A *subject* is whoever a data key belongs to, by an identifier that says nothing of them: a person, a household, an account.
package struct Vault: Sendable {
    let database: Database
    let ring: MasterKeyRing
    private let root: SymmetricKey

    /// Opens the vault of a database; makes its root secret, and on an embedded installation its key file, the first time.
    package static func open(_ database: Database, keys: KeySource) async throws -> Vault {
        let (root, ring) = try await VaultRoot.open(database, keys)
        return Vault(database: database, ring: ring, root: root.key)
    }

    /// 32 bytes for one purpose, the same on every node and at every start; a rotation of the master key does not change them.
    ///
    /// - Parameter label: `forms`, `throttle`, `sessions`, `checkpoints`…; never derived from anything a visitor sends.
    package func secret(for label: String) -> Data {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Context("parvis secret 1", [label]).bytes, outputByteCount: 32).bytes
    }

    /// How the journal names a person: keyed, so that entries tell one person from another and nobody who they are.
    package func reference(to subject: String) -> String {
        let key = SymmetricKey(data: secret(for: "references"))
        return HMAC<SHA256>.authenticationCode(for: Data(subject.utf8), using: key).prefix(16).hexadecimal
    }
}
