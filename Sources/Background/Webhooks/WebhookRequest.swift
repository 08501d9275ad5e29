import Core
import Crypto
import Foundation

/// One message to another system, signed as the Standard Webhooks specification says: HMAC-SHA256 over identifier, time and body.
package struct WebhookRequest: Sendable, Hashable {
    package let url: String
    package let headers: [String: String]
    /// JSON.
    package let body: String

    /// - Parameters:
    ///   - id: the same for each attempt, so that the receiver can tell a repetition.
    ///   - secrets: more than one while a new secret takes the place of the old one: the receiver needs to know either.
    ///   - now: signed too; receivers refuse what is older than some minutes.
    init(url: String, id: String, body: String, secrets: [[UInt8]], now: Instant) {
        let signed = Data("\(id).\(now.seconds).\(body)".utf8)
        self.url = url
        self.body = body
        headers = [
            "Content-Type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": "\(now.seconds)",
            "webhook-signature": secrets.map { secret in
                let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: secret))
                return "v1," + Data(code).base64EncodedString()
            }.joined(separator: " "),
        ]
    }
}
