import Crypto
import Foundation

/// The key that signs the checkpoints (Ed25519).
package struct CheckpointKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    package init(_ key: Curve25519.Signing.PrivateKey) { self.key = key }

    /// From a seed of 32 bytes; nothing for another length.
    package init?(seed: some ContiguousBytes) {
        // The only error there is is a wrong length.
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
        self.key = key
    }

    package var publicKey: CheckpointPublicKey { CheckpointPublicKey(key.publicKey) }

    func signature(of text: String) throws -> Data { try key.signature(for: Data(text.utf8)) }
}

/// The key that tells whether a checkpoint is ours.
package struct CheckpointPublicKey: Hashable, Sendable {
    private let bytes: Data

    init(_ key: Curve25519.Signing.PublicKey) { bytes = key.rawRepresentation }

    /// As `name+hash+base64` (the verifier key of C2SP signed notes), or its last part alone.
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard let data = Data(base64Encoded: String(parts.count == 3 ? parts[2] : Substring(text))), data.count == 33, data.first == 1
        else { return nil }
        bytes = data.dropFirst()
        if parts.count == 3, self.text(for: String(parts[0])) != text { return nil }
    }

    /// As others note it down: the name of the journal, the hash of the key, the key.
    package func text(for origin: String) -> String {
        let hash = identifier(for: origin).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return "\(origin)+\(hash)+\((Data([1]) + bytes).base64EncodedString())"
    }

    /// The first four bytes of a signature name its key.
    func identifier(for origin: String) -> Data {
        Data(SHA256.hash(data: Data(origin.utf8) + [10, 1] + bytes).prefix(4))
    }

    func accepts(_ signature: Data, of text: String) -> Bool {
        // Bytes that are no point of the curve verify nothing.
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        return key.isValidSignature(signature, for: Data(text.utf8))
    }
}
