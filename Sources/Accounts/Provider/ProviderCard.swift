import Foundation

/// What the provider says of itself (OpenID Connect Discovery).
struct ProviderCard: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let userinfoEndpoint: String
    let jwksUri: String
    let endSessionEndpoint: String?
    let codeChallengeMethodsSupported: [String]?
    let idTokenSigningAlgValuesSupported: [String]?
    let tokenEndpointAuthMethodsSupported: [String]?

    /// ProConnect refuses parameters it does not know, so the proof of the code is sent where it is announced.
    var takesCodeChallenge: Bool { codeChallengeMethodsSupported?.contains("S256") == true }

    /// The secret goes into the form, as ProConnect wants it; into the header where only that is taken.
    var takesSecretInForm: Bool { tokenEndpointAuthMethodsSupported?.contains("client_secret_post") == true }

    static func read(_ data: Data, _ settings: ProviderSettings) throws(ProviderRefusal) -> ProviderCard {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let card = try? decoder.decode(ProviderCard.self, from: data) else { throw .wrongCard }
        let addresses = [card.authorizationEndpoint, card.tokenEndpoint, card.userinfoEndpoint, card.jwksUri, card.endSessionEndpoint]
        guard card.issuer == settings.issuer, addresses.compactMap(\.self).allSatisfy(ProviderSettings.isSafe),
            card.idTokenSigningAlgValuesSupported?.contains(settings.algorithm.rawValue) != false
        else { throw .wrongCard }
        return card
    }
}
