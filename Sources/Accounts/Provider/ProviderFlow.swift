import Core
import Crypto
import Foundation

/// One way out to the provider and back, kept in the browser that began it: a cookie under our seal.
///
/// Nothing is written when it begins; what the provider sees is derived from a secret that only this browser has.
struct ProviderFlow: Codable, Sendable {
    enum Purpose: Codable, Sendable {
        case entrance
        /// Ties the identity to whoever is signed in.
        case account(String, session: String)
        /// Ties it to the account a letter's link was sent to.
        case letter(link: String)
    }

    let secret: String
    let purpose: Purpose
    /// The page wanted, and the language it is read in.
    let target: String
    let language: String
    let madeAt: Int64
    static let lifetime: Int64 = 600

    init(_ secret: Secret, _ purpose: Purpose, target: String, language: String, at now: Instant) {
        self.secret = secret.token
        self.purpose = purpose
        self.target = String(target.prefix(500))
        self.language = language
        madeAt = now.seconds
    }

    var state: String { derived("state") }
    var nonce: String { derived("nonce") }
    var codeVerifier: String { derived("code") }
    var codeChallenge: String { base64url(Array(SHA256.hash(data: Data(codeVerifier.utf8)))) }

    private func derived(_ purpose: String) -> String {
        hexadecimal(HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: SymmetricKey(data: Data(secret.utf8))))
    }
}

/// Seals flows, on every node with the same key.
struct ProviderFlowSeal: Sendable {
    private let key: SymmetricKey

    init(key: Data) {
        self.key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data("provider".utf8), using: SymmetricKey(data: key)))
    }

    func text(of flow: ProviderFlow) throws -> String {
        let body = try JSONEncoder().encode(flow)
        return base64url(body) + "." + base64url(Array(HMAC<SHA256>.authenticationCode(for: body, using: key)))
    }

    func flow(_ text: String, at now: Instant) -> ProviderFlow? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 3000, parts.count == 2, let body = bytes(base64url: parts[0]), let code = bytes(base64url: parts[1]),
            HMAC<SHA256>.isValidAuthenticationCode(Data(code), authenticating: Data(body), using: key),
            let flow = try? JSONDecoder().decode(ProviderFlow.self, from: Data(body)),
            flow.madeAt <= now.seconds, now.seconds - flow.madeAt < ProviderFlow.lifetime
        else { return nil }
        return flow
    }
}
