import Core
import Foundation

/// The other place where professionals may sign in, in the shape of ProConnect (OpenID Connect, code flow).
package struct ProviderSettings: Sendable {
    /// What signs its answers; discovery is found below it.
    let issuer: String
    let client: String
    let secret: String
    /// What people call it.
    let name: String
    /// Levels of assurance (`acr`) with two proofs: one of them is demanded, and stands for both proofs here. None is demanded when empty.
    let levels: [String]
    let algorithm: SignedToken.Algorithm

    package init(
        issuer: String, client: String, secret: String, name: String = "ProConnect", levels: [String] = [],
        algorithm: String = "RS256"
    ) throws {
        guard Self.isSafe(issuer), !issuer.hasSuffix("/"), !issuer.contains("?"), !issuer.contains("#") else {
            throw Refusal(
                "is “\(issuer)”; write the provider's https address without a slash at its end", at: .init(field: "PARVIS_OIDC_ISSUER"))
        }
        guard let algorithm = SignedToken.Algorithm(rawValue: algorithm) else {
            throw Refusal("is “\(algorithm)”; write RS256 or ES256, as agreed with the provider", at: .init(field: "PARVIS_OIDC_ALGORITHM"))
        }
        self.issuer = issuer
        self.client = client
        self.secret = secret
        self.name = name
        self.levels = levels
        self.algorithm = algorithm
    }

    /// From `PARVIS_OIDC_…`; nothing when none of them is set.
    ///
    /// - Throws: a `Refusal` when only some are.
    package init?(_ environment: [String: String]) throws {
        let given = environment.filter { $0.key.hasPrefix("PARVIS_OIDC_") && !$0.value.isEmpty }
        guard !given.isEmpty else { return nil }
        func needed(_ name: String) throws -> String {
            guard let value = given[name] else {
                throw Refusal(
                    "is missing: sign-in through a provider needs PARVIS_OIDC_ISSUER, PARVIS_OIDC_CLIENT and PARVIS_OIDC_SECRET_FILE together",
                    at: .init(field: name))
            }
            return value
        }
        let file = try needed("PARVIS_OIDC_SECRET_FILE")
        guard let text = try? String(contentsOf: URL(filePath: file), encoding: .utf8) else {
            throw Refusal("cannot be read; it holds the secret the provider gave", at: .init(file: file))
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (8...1000).contains(secret.utf8.count) else {
            throw Refusal("has to hold the provider's secret alone, 8 to 1000 characters", at: .init(file: file))
        }
        try self.init(
            issuer: try needed("PARVIS_OIDC_ISSUER"), client: try needed("PARVIS_OIDC_CLIENT"), secret: secret,
            name: given["PARVIS_OIDC_NAME"] ?? "ProConnect",
            levels: (given["PARVIS_OIDC_ACR"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init),
            algorithm: given["PARVIS_OIDC_ALGORITHM"] ?? "RS256")
    }

    /// TLS, or a provider on this very machine.
    static func isSafe(_ address: String) -> Bool {
        guard address.utf8.count <= 500, let url = URLComponents(string: address), let host = url.host, !host.isEmpty, url.user == nil
        else {
            return false
        }
        return url.scheme == "https" || (url.scheme == "http" && ["localhost", "127.0.0.1"].contains(host))
    }
}

/// Why a sign-in through the provider failed. The log has the word; people read one sentence.
enum ProviderRefusal: String, Error {
    case unreachable, wrongCard, codeRefused, malformed, wrongAlgorithm, unknownKey, wrongSignature, wrongIssuer, wrongAudience, expired
    case fromTheFuture, wrongNonce, wrongState, wrongLevel, wrongSubject, wrongHash, denied
}

/// One question to the provider; nobody follows where it redirects.
package struct ProviderRequest: Sendable {
    package let address: String
    package let authorization: String?
    /// Sent by POST as a form; asked by GET when nothing.
    package let form: String?
}

/// At most 256 KB of what the provider said.
package struct ProviderAnswer: Sendable {
    package let status: Int
    package let contentType: String
    package let body: Data

    package init(status: Int, contentType: String, body: Data) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}

package typealias AskProvider = @Sendable (ProviderRequest) async throws -> ProviderAnswer
