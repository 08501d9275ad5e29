import Crypto
import CryptoExtras
import Foundation

/// The public half of a passkey, as its authenticator wrote it (COSE, RFC 9053): ES256, EdDSA with Ed25519, or RS256.
struct CredentialKey: Sendable {
    /// The algorithms a browser is asked for, the best first: their COSE numbers.
    static let algorithms: [Int64] = [-8, -7, -257]

    private enum Key: Sendable {
        case es256(P256.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
        case rs256(_RSA.Signing.PublicKey)
    }

    let algorithm: Int64
    private let key: Key

    /// - Throws: a `PasskeyRefusal` for another kind of key, a point off its curve, or RSA below 2048 bits.
    init(_ cose: CBOR) throws(PasskeyRefusal) {
        guard let key = Self.key(cose), let algorithm = cose[3]?.integer else { throw .unknownAlgorithm }
        self.key = key
        self.algorithm = algorithm
    }

    private static func key(_ cose: CBOR) -> Key? {
        switch (cose[1]?.integer, cose[3]?.integer, cose[-1]?.integer) {
        case (2, -7, 1):
            guard let x = cose[-2]?.bytes, let y = cose[-3]?.bytes, x.count == 32, y.count == 32 else { return nil }
            return (try? P256.Signing.PublicKey(x963Representation: [4] + x + y)).map(Key.es256)
        case (1, -8, 6):
            guard let x = cose[-2]?.bytes, x.count == 32 else { return nil }
            return (try? Curve25519.Signing.PublicKey(rawRepresentation: x)).map(Key.ed25519)
        case (3, -257, nil):
            guard let n = cose[-1]?.bytes, let e = cose[-2]?.bytes, (256...512).contains(n.count), (1...4).contains(e.count) else {
                return nil
            }
            return (try? _RSA.Signing.PublicKey(n: n, e: e)).map(Key.rs256)
        default: return nil
        }
    }

    func isRight(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        switch key {
        case .es256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        case .ed25519(let key): return key.isValidSignature(signature, for: message)
        case .rs256(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: Data(signature))
            return key.isValidSignature(signature, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
        }
    }
}
