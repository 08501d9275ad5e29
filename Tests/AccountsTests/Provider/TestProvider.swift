import Core
import Crypto
import CryptoExtras
import Foundation
import TestKit
import Testing

@testable import Accounts

/// A provider in memory that signs like ProConnect. What it says can be bent for an attack.
final class TestProvider: Sendable {
    enum Bend: String, CaseIterable, Sendable {
        case none, nonce, noNonce, issuer, audience, twoAudiences, foreignParty, expired, old, future, algNone, keyConfusion, otherKey
        case unknownKey, otherAlgorithm, level, accessHash, emptySubject, critical, cut, aboutSubject, aboutSignature, aboutAudience
        case codeRefused, away
    }

    struct State: Sendable {
        var bend = Bend.none
        var subject = "sub-de-nadia"
        var siret = "12345678901234"
        var level: String? = nil
        var codes: [String: (nonce: String, challenge: String?)] = [:]
        var keyNumber = 1
        var asked: [String] = []
        var takesChallenge = true
        var isAboutSigned = true
    }

    static let issuer = "https://fournisseur.example/api/v2"
    static let level = "https://fournisseur.example/deux-preuves"
    let state = Box(State())
    let now = Box<@Sendable () -> Instant>({ Instant(seconds: 0) })
    let algorithm: SignedToken.Algorithm
    let levels: [String]
    private let rsa: [_RSA.Signing.PrivateKey]
    private let ec = [P256.Signing.PrivateKey(), P256.Signing.PrivateKey(), P256.Signing.PrivateKey()]

    init(_ algorithm: SignedToken.Algorithm = .es256, levels: [String] = []) throws {
        self.algorithm = algorithm
        self.levels = levels
        rsa = try (0..<(algorithm == .rs256 ? 3 : 1)).map { _ in try .init(keySize: .bits2048) }
    }

    var settings: ProviderSettings {
        get throws {
            try ProviderSettings(
                issuer: Self.issuer, client: "parvis", secret: "un secret bien long", levels: levels, algorithm: algorithm.rawValue)
        }
    }

    /// What somebody does at the provider: they sign in, and come back with a code.
    func comeBack(_ address: String) throws -> String {
        let query = Self.query(URLComponents(string: address)?.percentEncodedQuery ?? "")
        #expect(address.hasPrefix(Self.issuer + "/authorize?") && query["response_type"] == "code" && query["client_id"] == "parvis")
        let code = "code-\(state.value.codes.count)"
        state.change { $0.codes[code] = (query["nonce"] ?? "", query["code_challenge"]) }
        return "/sign-in/provider?code=\(code)&state=\(query["state"] ?? "")"
    }

    var ask: AskProvider {
        { request in
            self.state.change { $0.asked.append(request.address) }
            let now = self.state.value
            if now.bend == .away { throw ProviderRefusal.unreachable }
            switch request.address.dropFirst(Self.issuer.count) {
            case "/.well-known/openid-configuration": return try self.json(self.card)
            case "/jwks": return try self.json(["keys": self.keys])
            case "/token": return try self.tokens(Self.query(request.form ?? ""))
            case "/userinfo":
                #expect(request.authorization == "Bearer un-jeton")
                return try self.about()
            default: return ProviderAnswer(status: 404, contentType: "text/plain", body: Data())
            }
        }
    }

    private var card: [String: Any] {
        var card: [String: Any] = [
            "issuer": Self.issuer, "authorization_endpoint": Self.issuer + "/authorize", "token_endpoint": Self.issuer + "/token",
            "userinfo_endpoint": Self.issuer + "/userinfo", "jwks_uri": Self.issuer + "/jwks",
            "end_session_endpoint": Self.issuer + "/session/end", "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256"],
        ]
        if state.value.takesChallenge { card["code_challenge_methods_supported"] = ["S256"] }
        return card
    }

    private var keys: [[String: String]] {
        let number = state.value.keyNumber
        let point = Array(ec[number].publicKey.x963Representation)
        var keys = [
            [
                "kty": "EC", "crv": "P-256", "use": "sig", "kid": "ec-\(number)", "x": base64url(Array(point[1..<33])),
                "y": base64url(Array(point[33...])),
            ]
        ]
        if rsa.count > 1, let parts = try? rsa[number].publicKey.getKeyPrimitives() {
            keys.append([
                "kty": "RSA", "use": "sig", "kid": "rsa-\(number)", "n": base64url(Array(parts.modulus)),
                "e": base64url(Array(parts.publicExponent)),
            ])
        }
        return keys
    }

    private func tokens(_ form: [String: String]) throws -> ProviderAnswer {
        #expect(form["client_secret"] == "un secret bien long" && form["grant_type"] == "authorization_code")
        guard let given = state.value.codes[form["code"] ?? ""], state.value.bend != .codeRefused else { return try json([:], status: 400) }
        state.change { $0.codes[form["code"] ?? ""] = nil }
        if let challenge = given.challenge {
            let made = base64url(Array(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))))
            #expect(made == challenge)
            if made != challenge { return try json([:], status: 400) }
        }
        return try json(["id_token": identity(given.nonce), "access_token": "un-jeton", "token_type": "Bearer", "expires_in": 60])
    }

    private func identity(_ nonce: String) throws -> String {
        let bend = state.value.bend
        let seconds = Double(now.value().seconds)
        var claims: [String: Any] = [
            "iss": Self.issuer, "aud": "parvis", "exp": seconds + 60, "iat": seconds, "nonce": nonce, "sub": state.value.subject,
            "at_hash": base64url(Array(SHA256.hash(data: Data("un-jeton".utf8)).prefix(16))),
        ]
        claims["acr"] = bend == .level ? "eidas1" : state.value.level
        switch bend {
        case .nonce: claims["nonce"] = String(nonce.reversed())
        case .noNonce: claims["nonce"] = nil
        case .issuer: claims["iss"] = Self.issuer + "/"
        case .audience: claims["aud"] = "un-autre"
        case .twoAudiences: claims["aud"] = ["parvis", "un-autre"]
        case .foreignParty: (claims["aud"], claims["azp"]) = (["parvis", "un-autre"], "un-autre")
        case .expired: claims["exp"] = seconds - 61
        case .old: (claims["iat"], claims["exp"]) = (seconds - 601, seconds + 60)
        case .future: (claims["iat"], claims["exp"]) = (seconds + 61, seconds + 120)
        case .accessHash: claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA"
        case .emptySubject: claims["sub"] = ""
        default: break
        }
        return try sign(claims, bend: bend)
    }

    private func about() throws -> ProviderAnswer {
        let bend = state.value.bend
        let claims: [String: Any] = [
            "sub": bend == .aboutSubject ? "sub-d-un-autre" : state.value.subject, "siret": state.value.siret, "iss": Self.issuer,
            "aud": bend == .aboutAudience ? "un-autre" : "parvis", "email": TestAccounts.email,
        ]
        guard state.value.isAboutSigned else { return try json(claims) }
        let token = try sign(claims, bend: bend == .aboutSignature ? .otherKey : .none)
        return ProviderAnswer(status: 200, contentType: "application/jwt; charset=utf-8", body: Data(token.utf8))
    }

    private func sign(_ claims: [String: Any], bend: Bend) throws -> String {
        let number = state.value.keyNumber
        let kind = algorithm == .rs256 ? "rsa" : "ec"
        var head: [String: Any] = ["alg": algorithm.rawValue, "kid": "\(kind)-\(number)", "typ": "JWT"]
        switch bend {
        case .algNone: head["alg"] = "none"
        case .keyConfusion: head["alg"] = "HS256"
        case .otherAlgorithm: head["alg"] = algorithm == .rs256 ? "ES256" : "RS256"
        case .unknownKey: head["kid"] = "inconnue"
        case .critical: head["crit"] = ["exp"]
        default: break
        }
        let signed = try [head, claims].map { base64url(Array(try JSONSerialization.data(withJSONObject: $0))) }.joined(separator: ".")
        let message = Data(signed.utf8)
        let signature: [UInt8]
        if bend == .algNone {
            signature = []
        } else if bend == .keyConfusion {
            // The public key as if it were a shared secret.
            let secret = algorithm == .rs256 ? rsa[number].publicKey.pemRepresentation : ec[number].publicKey.pemRepresentation
            signature = Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Data(secret.utf8))))
        } else if algorithm == .rs256 {
            let key = bend == .otherKey ? rsa[0] : rsa[number]
            signature = Array(try key.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5).rawRepresentation)
        } else {
            signature = Array(try (bend == .otherKey ? ec[0] : ec[number]).signature(for: message).rawRepresentation)
        }
        return signed + "." + base64url(bend == .cut ? Array(signature.dropLast()) : signature)
    }

    private func json(_ value: [String: Any], status: Int = 200) throws -> ProviderAnswer {
        ProviderAnswer(
            status: status, contentType: "application/json;charset=utf-8", body: try JSONSerialization.data(withJSONObject: value))
    }

    static func query(_ text: String) -> [String: String] {
        Dictionary(
            text.split(separator: "&").map { pair in
                let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(sides[0]), String(sides.last ?? "").removingPercentEncoding ?? "")
            }, uniquingKeysWith: { first, _ in first })
    }
}
