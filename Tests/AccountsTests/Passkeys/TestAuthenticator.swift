import Crypto
import CryptoExtras
import Foundation

@testable import Accounts

/// A security key made of software, with a CBOR writer of its own. What it says can be bent for an attack.
final class TestAuthenticator {
    enum Kind: CaseIterable, Sendable { case es256, ed25519, rs256 }

    private enum Key {
        case es256(P256.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
        case rs256(_RSA.Signing.PrivateKey)
    }

    private let key: Key
    let id: [UInt8]
    var origin = "https://accueil.example"
    var party = "accueil.example"
    /// Present, verified.
    var flags: UInt8 = 0x05
    var count: UInt32 = 0
    var extra = ""
    private(set) var user = ""

    init(_ kind: Kind = .es256) throws {
        id = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        key =
            switch kind {
            case .es256: .es256(.init())
            case .ed25519: .ed25519(.init())
            case .rs256: .rs256(try .init(keySize: .bits2048))
            }
    }

    var credential: String { base64url(id) }

    /// The fields a page sends after `navigator.credentials.create`.
    func register(_ question: Question, format: String = "none") throws -> [String: String] {
        user = question.user?.id ?? ""
        let client = self.client("webauthn.create", question.challenge)
        let data = authenticatorData(flags: flags | 0x40) + [UInt8](repeating: 0, count: 16) + [0, UInt8(id.count)] + id + cose
        var statement: [UInt8] = [0xa0]
        if format == "packed" {
            statement = [0xa2] + text("alg") + algorithm + text("sig") + byteString(try sign(data + SHA256.hash(data: client)))
        }
        let object = [0xa3] + text("fmt") + text(format) + text("attStmt") + statement + text("authData") + byteString(data)
        return ["client": base64url(client), "attestation": base64url(object)]
    }

    /// The fields a page sends after `navigator.credentials.get`.
    func enter(_ question: Question, type: String = "webauthn.get") throws -> [String: String] {
        let client = self.client(type, question.challenge)
        let data = authenticatorData(flags: flags)
        return [
            "client": base64url(client), "credential": credential, "authenticator": base64url(data),
            "signature": base64url(try sign(data + SHA256.hash(data: client))), "user": user,
        ]
    }

    private func client(_ type: String, _ challenge: String) -> [UInt8] {
        Array(#"{"type":"\#(type)","challenge":"\#(challenge)","origin":"\#(origin)"\#(extra)}"#.utf8)
    }

    private func authenticatorData(flags: UInt8) -> [UInt8] {
        Array(SHA256.hash(data: Data(party.utf8))) + [flags] + withUnsafeBytes(of: count.bigEndian) { Array($0) }
    }

    private var algorithm: [UInt8] {
        switch key {
        case .es256: [0x26]
        case .ed25519: [0x27]
        case .rs256: [0x39, 0x01, 0x00]
        }
    }

    private var cose: [UInt8] {
        switch key {
        case .es256(let key):
            let point = Array(key.publicKey.x963Representation)
            return [0xa5, 0x01, 0x02, 0x03] + algorithm + [0x20, 0x01, 0x21] + byteString(Array(point[1..<33])) + [0x22]
                + byteString(Array(point[33...]))
        case .ed25519(let key):
            return [0xa4, 0x01, 0x01, 0x03] + algorithm + [0x20, 0x06, 0x21] + byteString(Array(key.publicKey.rawRepresentation))
        case .rs256(let key):
            let parts = try? key.publicKey.getKeyPrimitives()
            return [0xa4, 0x01, 0x03, 0x03] + algorithm + [0x20] + byteString(Array(parts?.modulus ?? Data())) + [0x21]
                + byteString(Array(parts?.publicExponent ?? Data()))
        }
    }

    private func sign(_ message: [UInt8]) throws -> [UInt8] {
        switch key {
        case .es256(let key): Array(try key.signature(for: message).derRepresentation)
        case .ed25519(let key): Array(try key.signature(for: message))
        case .rs256(let key):
            Array(try key.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5).rawRepresentation)
        }
    }

    private func text(_ text: String) -> [UInt8] { [0x60 + UInt8(text.utf8.count)] + Array(text.utf8) }

    private func byteString(_ bytes: [UInt8]) -> [UInt8] {
        switch bytes.count {
        case ..<24: [0x40 + UInt8(bytes.count)] + bytes
        case ..<256: [0x58, UInt8(bytes.count)] + bytes
        default: [0x59, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes
        }
    }

    /// What a page asks of the browser.
    struct Question: Decodable {
        struct User: Decodable { let id: String }
        let challenge: String
        let rpId: String?
        let userVerification: String?
        let allowCredentials: [String]?
        let excludeCredentials: [String]?
        let user: User?
    }
}
