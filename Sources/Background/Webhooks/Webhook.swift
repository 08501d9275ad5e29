import Core
import Crypto
import Foundation

/// An address that asked to be told of one kind of event, as its administrator sees it; never its secret.
package struct Webhook: Decodable, Sendable, Hashable {
    package let id: String
    package let name: String
    package let url: String
    package let event: String
    package let isPaused: Bool
    package let createdAt: Instant
    /// Until when messages are signed with the former secret too.
    package let formerUntil: Instant?

    /// What a receiver said to one attempt.
    package struct Answer: Decodable, Sendable, Hashable {
        package let webhookId: String
        package let event: String
        package let at: Instant
        /// Of HTTP; nothing when there was no answer.
        package let status: Int?
        package let problem: String?
        package let milliseconds: Int

        package var isAccepted: Bool { status.map { (200..<300).contains($0) } ?? false }
    }
}

/// What both sides sign with: 32 random bytes, shown once.
package struct WebhookSecret: Sendable {
    let bytes: [UInt8]

    package init() { bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// As the Standard Webhooks specification writes it.
    package var text: String { "whsec_" + Data(bytes).base64EncodedString() }
}
