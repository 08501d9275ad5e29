import Crypto
import Foundation

/// Why a passkey was not accepted. People read one sentence for all of them.
enum PasskeyRefusal: Error, Hashable {
    case malformed, wrongType, wrongChallenge, wrongOrigin, wrongParty, absent, unverified, unknownAlgorithm, wrongSignature,
        wrongAttestation
}

/// This Parvis as passkeys know it (WebAuthn, level 2): they are bound to its name, and what they sign to its address.
struct RelyingParty: Sendable {
    /// The host's name.
    let id: String
    /// Scheme, host and port.
    let origin: String

    /// - Returns: nothing where browsers allow no passkeys: an address that is a number, or has neither TLS nor the name localhost.
    init?(base: String) {
        guard let url = URLComponents(string: base), let scheme = url.scheme, let host = url.host?.lowercased(), !host.isEmpty,
            scheme == "https" || (scheme == "http" && (host == "localhost" || host.hasSuffix(".localhost"))),
            !host.contains(":"), !host.hasPrefix("["), host.contains(where: { !$0.isNumber && $0 != "." })
        else { return nil }
        id = host
        let isUsual = url.port == nil || url.port == (scheme == "https" ? 443 : 80)
        origin = "\(scheme)://\(host)" + (isUsual ? "" : ":\(url.port ?? 0)")
    }

    /// What a browser sends when a passkey is made.
    struct Registration: Sendable {
        let client: [UInt8]
        let attestation: [UInt8]
    }

    /// What a browser sends when a passkey is used.
    struct Assertion: Sendable {
        let client: [UInt8]
        let authenticator: [UInt8]
        let signature: [UInt8]
    }

    private struct Client: Decodable {
        let type: String
        let challenge: String
        let origin: String
        let crossOrigin: Bool?
        let topOrigin: String?
    }

    /// A new passkey, if this very site asked for it (7.1). Who made the authenticator is not asked, so a statement about it counts
    /// only as far as it signs itself.
    func passkey(
        _ given: Registration, isOurs: (_ challenge: String) -> Bool
    ) throws(PasskeyRefusal) -> (credential: AuthenticatorData.Credential, count: UInt32) {
        try check(given.client, type: "webauthn.create", isOurs)
        let object: CBOR
        do throws(CBOR.Failure) { object = try CBOR.whole(given.attestation) } catch { throw .malformed }
        guard let bytes = object["authData"]?.bytes, let format = object["fmt"]?.text, let statement = object["attStmt"] else {
            throw .malformed
        }
        let data = try AuthenticatorData(bytes)
        try check(data, needsVerification: true)
        guard let credential = data.credential else { throw .malformed }
        let key = try Self.key(credential.key)
        switch format {
        case "none": guard statement == .map([:]) else { throw .wrongAttestation }
        case "packed":
            guard statement["x5c"] == nil, statement["alg"]?.integer == key.algorithm, let signature = statement["sig"]?.bytes,
                key.isRight(signature, over: bytes + SHA256.hash(data: given.client))
            else { throw .wrongAttestation }
        default: throw .wrongAttestation
        }
        return (credential, data.count)
    }

    /// The number of uses the authenticator has counted, if the passkey with this key signed for this very site (7.2).
    func count(
        _ given: Assertion, key cose: [UInt8], needsVerification: Bool, isOurs: (_ challenge: String) -> Bool
    ) throws(PasskeyRefusal) -> UInt32 {
        try check(given.client, type: "webauthn.get", isOurs)
        let data = try AuthenticatorData(given.authenticator)
        try check(data, needsVerification: needsVerification)
        guard try Self.key(cose).isRight(given.signature, over: given.authenticator + SHA256.hash(data: given.client)) else {
            throw .wrongSignature
        }
        return data.count
    }

    private func check(_ json: [UInt8], type: String, _ isOurs: (String) -> Bool) throws(PasskeyRefusal) {
        guard json.count <= 4096, let client = try? JSONDecoder().decode(Client.self, from: Data(json)) else { throw .malformed }
        guard client.type == type else { throw .wrongType }
        guard isOurs(client.challenge) else { throw .wrongChallenge }
        guard client.origin == origin, client.crossOrigin != true, client.topOrigin == nil else { throw .wrongOrigin }
    }

    private func check(_ data: AuthenticatorData, needsVerification: Bool) throws(PasskeyRefusal) {
        guard data.party == Array(SHA256.hash(data: Data(id.utf8))) else { throw .wrongParty }
        guard data.isPresent else { throw .absent }
        guard data.isVerified || !needsVerification else { throw .unverified }
    }

    private static func key(_ cose: [UInt8]) throws(PasskeyRefusal) -> CredentialKey {
        let item: CBOR
        do throws(CBOR.Failure) { item = try CBOR.whole(cose) } catch { throw .malformed }
        return try CredentialKey(item)
    }
}
