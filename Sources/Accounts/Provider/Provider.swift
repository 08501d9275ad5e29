import Core
import Crypto
import Foundation
import Web

/// The provider as this node knows it: its card for a day, its keys until one is missing.
actor Provider {
    nonisolated let settings: ProviderSettings
    private let ask: AskProvider
    private let now: @Sendable () -> Instant
    private var card: (value: ProviderCard, at: Instant)?
    private var keys: (values: [ProviderKey], at: Instant)?
    private static let cardAge: Int64 = 24 * 3600
    private static let keysAge: Int64 = 24 * 3600
    /// A token with an unknown key makes us ask again, at most this often: whoever invents names of keys asks nobody.
    private static let keysPause: Int64 = 60
    /// How far the two clocks may be apart.
    private static let skew: Double = 60

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    init(_ settings: ProviderSettings, ask: @escaping AskProvider, now: @escaping @Sendable () -> Instant) {
        self.settings = settings
        self.ask = ask
        self.now = now
    }

    /// Who came back from the provider.
    struct Person: Sendable {
        let subject: String
        /// The establishment they work in: 14 digits.
        let siret: String?
        /// For signing out there.
        let token: String
    }

    /// Where a browser is sent to sign in.
    func entrance(_ flow: ProviderFlow, back: String) async throws -> String {
        let card = try await currentCard()
        var pairs = [
            ("response_type", "code"), ("client_id", settings.client), ("redirect_uri", back), ("scope", "openid siret"),
            ("state", flow.state), ("nonce", flow.nonce),
        ]
        if card.takesCodeChallenge { pairs += [("code_challenge", flow.codeChallenge), ("code_challenge_method", "S256")] }
        if !settings.levels.isEmpty {
            struct Level: Encodable {
                let essential = true
                let values: [String]
            }
            let claims = try JSONEncoder().encode(["id_token": ["acr": Level(values: settings.levels)]])
            pairs.append(("claims", String(decoding: claims, as: UTF8.self)))
        }
        return Self.address(card.authorizationEndpoint, pairs)
    }

    /// Where a browser is sent to sign out there too; nothing when the provider has no such place.
    func exit(_ token: String, state: String, back: String) async throws -> String? {
        try await currentCard().endSessionEndpoint.map {
            Self.address($0, [("id_token_hint", token), ("state", state), ("post_logout_redirect_uri", back)])
        }
    }

    /// Exchanges a code for whoever it stands for, with every check there is.
    func person(code: String, _ flow: ProviderFlow, back: String) async throws -> Person {
        let card = try await currentCard()
        var pairs = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back), ("client_id", settings.client)]
        if card.takesCodeChallenge { pairs.append(("code_verifier", flow.codeVerifier)) }
        if card.takesSecretInForm { pairs.append(("client_secret", settings.secret)) }
        let header = "\(percentEncoded(settings.client)):\(percentEncoded(settings.secret))"
        let answer = try await reach(
            .init(
                address: card.tokenEndpoint,
                authorization: card.takesSecretInForm ? nil : "Basic " + Data(header.utf8).base64EncodedString(), form: Self.query(pairs)))
        struct Tokens: Decodable {
            let idToken: String
            let accessToken: String
            let tokenType: String
        }
        guard answer.status == 200, let tokens = try? Self.decoder.decode(Tokens.self, from: answer.body),
            tokens.tokenType.lowercased() == "bearer", tokens.accessToken.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw ProviderRefusal.codeRefused }
        let subject = try await subject(of: tokens.idToken, access: tokens.accessToken, nonce: flow.nonce)
        let siret = try await siret(of: subject, card.userinfoEndpoint, access: tokens.accessToken)
        return Person(subject: subject, siret: siret, token: tokens.idToken)
    }

    private struct Identity: Decodable {
        let iss: String
        let aud: Audience
        let azp: String?
        let exp: Double
        let iat: Double
        let nonce: String?
        let sub: String
        let acr: String?
        let atHash: String?

        enum CodingKeys: String, CodingKey {
            case iss, aud, azp, exp, iat, nonce, sub, acr
            case atHash = "at_hash"
        }
    }

    /// One name or several.
    private struct Audience: Decodable {
        let names: [String]
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            names = try (try? [container.decode(String.self)]) ?? container.decode([String].self)
        }
    }

    /// OpenID Connect Core, 3.1.3.7.
    private func subject(of token: String, access: String, nonce: String) async throws -> String {
        let claims = try await claims(Identity.self, of: token)
        let seconds = Double(now().seconds)
        guard claims.iss == settings.issuer else { throw ProviderRefusal.wrongIssuer }
        guard claims.aud.names.contains(settings.client), claims.aud.names.count == 1 || claims.azp == settings.client,
            claims.azp ?? settings.client == settings.client
        else { throw ProviderRefusal.wrongAudience }
        guard claims.exp > seconds - Self.skew, claims.iat > seconds - 600 else { throw ProviderRefusal.expired }
        guard claims.iat < seconds + Self.skew else { throw ProviderRefusal.fromTheFuture }
        guard claims.nonce == nonce else { throw ProviderRefusal.wrongNonce }
        guard settings.levels.isEmpty || settings.levels.contains(claims.acr ?? "") else { throw ProviderRefusal.wrongLevel }
        guard (1...255).contains(claims.sub.utf8.count) else { throw ProviderRefusal.wrongSubject }
        if let hash = claims.atHash, hash != base64url(Array(SHA256.hash(data: Data(access.utf8)).prefix(16))) {
            throw ProviderRefusal.wrongHash
        }
        return claims.sub
    }

    /// The establishment, from the page about the person: signed by ProConnect, in plain JSON elsewhere.
    private func siret(of subject: String, _ address: String, access: String) async throws -> String? {
        struct About: Decodable {
            let sub: String
            let iss: String?
            let aud: Audience?
            let siret: String?
        }
        let answer = try await reach(.init(address: address, authorization: "Bearer \(access)", form: nil))
        guard answer.status == 200 else { throw ProviderRefusal.malformed }
        let about: About
        if answer.contentType.lowercased().hasPrefix("application/jwt") {
            about = try await claims(About.self, of: String(decoding: answer.body, as: UTF8.self))
        } else {
            guard let plain = try? JSONDecoder().decode(About.self, from: answer.body) else { throw ProviderRefusal.malformed }
            about = plain
        }
        guard about.sub == subject else { throw ProviderRefusal.wrongSubject }
        guard about.iss ?? settings.issuer == settings.issuer else { throw ProviderRefusal.wrongIssuer }
        guard about.aud?.names.contains(settings.client) != false else { throw ProviderRefusal.wrongAudience }
        return about.siret.flatMap { $0.utf8.count == 14 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? $0 : nil }
    }

    private func claims<Claims: Decodable>(_ type: Claims.Type, of text: String) async throws -> Claims {
        let token = try SignedToken(text, settings.algorithm)
        return try token.claims(type, signedBy: try await key(token.keyName))
    }

    /// The key with this name; without a name the only key there is. The provider changes its keys when it wants.
    private func key(_ name: String?) async throws -> ProviderKey {
        func found(_ keys: [ProviderKey]) -> ProviderKey? {
            name == nil ? (keys.count == 1 ? keys[0] : nil) : keys.first { $0.name == name }
        }
        if let keys, now() - keys.at < Self.keysAge, let key = found(keys.values) { return key }
        if let keys, now() - keys.at < Self.keysPause { throw ProviderRefusal.unknownKey }
        let answer = try await reach(.init(address: try await currentCard().jwksUri, authorization: nil, form: nil))
        guard answer.status == 200 else { throw ProviderRefusal.unreachable }
        let fresh = try ProviderKey.all(in: answer.body, for: settings.algorithm)
        keys = (fresh, now())
        guard let key = found(fresh) else { throw ProviderRefusal.unknownKey }
        return key
    }

    private func currentCard() async throws -> ProviderCard {
        if let card, now() - card.at < Self.cardAge { return card.value }
        let address = settings.issuer + "/.well-known/openid-configuration"
        let answer = try await reach(.init(address: address, authorization: nil, form: nil))
        guard answer.status == 200 else { throw ProviderRefusal.unreachable }
        let read = try ProviderCard.read(answer.body, settings)
        card = (read, now())
        return read
    }

    private func reach(_ request: ProviderRequest) async throws -> ProviderAnswer {
        do { return try await ask(request) } catch { throw ProviderRefusal.unreachable }
    }

    private static func address(_ endpoint: String, _ pairs: [(String, String)]) -> String {
        endpoint + (endpoint.contains("?") ? "&" : "?") + query(pairs)
    }

    private static func query(_ pairs: [(String, String)]) -> String {
        pairs.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
    }
}
