import Crypto
import CryptoExtras
import Foundation

/// A signed statement in JSON (RFC 7515), in the one algorithm that was agreed: neither the token nor its key chooses.
struct SignedToken: Sendable {
    enum Algorithm: String, Sendable {
        case rs256 = "RS256"
        case es256 = "ES256"
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    /// Names its key, when it does.
    let keyName: String?
    private let signed: Data
    private let payload: Data
    private let signature: Data
    static let longest = 32 * 1024

    /// - Throws: a `ProviderRefusal` for anything but three parts whose head names this algorithm.
    init(_ text: String, _ algorithm: Algorithm) throws(ProviderRefusal) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 3, let head = bytes(base64url: parts[0]),
            let payload = bytes(base64url: parts[1]), let signature = bytes(base64url: parts[2]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(head))
        else { throw .malformed }
        guard header.alg == algorithm.rawValue else { throw .wrongAlgorithm }
        guard header.crit == nil else { throw .malformed }
        keyName = header.kid
        signed = Data("\(parts[0]).\(parts[1])".utf8)
        self.payload = Data(payload)
        self.signature = Data(signature)
    }

    /// What it says, once it is known who said it.
    func claims<Claims: Decodable>(_ type: Claims.Type, signedBy key: ProviderKey) throws(ProviderRefusal) -> Claims {
        guard key.isRight(signature, over: signed) else { throw .wrongSignature }
        guard let claims = try? JSONDecoder().decode(type, from: payload) else { throw .malformed }
        return claims
    }
}

/// A public key of the provider (RFC 7517).
struct ProviderKey: Sendable {
    private enum Key: Sendable {
        case rs256(_RSA.Signing.PublicKey)
        case es256(P256.Signing.PublicKey)
    }

    let name: String?
    private let key: Key

    /// The keys of a set that sign in this algorithm; others, and what is no key, are left aside.
    static func all(in set: Data, for algorithm: SignedToken.Algorithm) throws(ProviderRefusal) -> [ProviderKey] {
        struct Written: Decodable {
            let kty: String
            let kid, use, alg, n, e, crv, x, y: String?
        }
        struct WrittenSet: Decodable { let keys: [Written] }
        guard let written = try? JSONDecoder().decode(WrittenSet.self, from: set), written.keys.count <= 50 else { throw .malformed }
        return written.keys.compactMap { one in
            guard one.use ?? "sig" == "sig", one.alg ?? algorithm.rawValue == algorithm.rawValue else { return nil }
            let parts = [one.n, one.e, one.x, one.y].map { $0.flatMap { bytes(base64url: $0) } ?? [] }
            switch (algorithm, one.kty) {
            case (.rs256, "RSA"):
                guard (256...1024).contains(parts[0].count), (1...4).contains(parts[1].count),
                    let key = try? _RSA.Signing.PublicKey(n: parts[0], e: parts[1])
                else { return nil }
                return ProviderKey(name: one.kid, key: .rs256(key))
            case (.es256, "EC") where one.crv == "P-256" && parts[2].count == 32 && parts[3].count == 32:
                guard let key = try? P256.Signing.PublicKey(x963Representation: [4] + parts[2] + parts[3]) else { return nil }
                return ProviderKey(name: one.kid, key: .es256(key))
            default: return nil
            }
        }
    }

    func isRight(_ signature: Data, over message: Data) -> Bool {
        switch key {
        case .rs256(let key):
            return key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
        case .es256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        }
    }
}
