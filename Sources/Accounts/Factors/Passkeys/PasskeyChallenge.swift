import Core
import Crypto
import Database
import Foundation

/// What a passkey signs: the time and chance under our seal, for one purpose, in ten minutes, once.
///
/// Showing a page writes nothing: only a challenge that was used is written down, so that no node takes it again.
struct PasskeyChallenge: Sendable {
    private let key: SymmetricKey
    static let lifetime: Int64 = 600

    init(key: Data) {
        self.key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data("passkeys".utf8), using: SymmetricKey(data: key)))
    }

    /// - Parameter purpose: what for, and for whose browser.
    func make(for purpose: String, at now: Instant, _ randomBytes: (Int) -> Data) -> String {
        let head = withUnsafeBytes(of: now.seconds.bigEndian) { Data($0) } + randomBytes(16)
        return base64url(head + seal(head, purpose))
    }

    /// Whether this was made here, for this, less than ten minutes ago.
    func isOurs(_ text: String, for purpose: String, at now: Instant) -> Bool {
        guard text.utf8.count == 75, let bytes = bytes(base64url: text), bytes.count == 56 else { return false }
        let made = bytes[..<8].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let message = Data("\(purpose)|".utf8) + bytes[..<24]
        return HMAC<SHA256>.isValidAuthenticationCode(Data(bytes[24...]), authenticating: message, using: key)
            && made <= now.seconds && now.seconds - made < Self.lifetime
    }

    private func seal(_ head: Data, _ purpose: String) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data("\(purpose)|".utf8) + head, using: key))
    }

    /// Uses a challenge up; false when it was used before.
    static func use(
        _ text: String, purpose: String = "passkey", of account: String?, now: Instant, _ transaction: Transaction
    ) throws -> Bool {
        let old = try transaction.execute("DELETE FROM account_challenge WHERE ends_at <= \(now)")
        let hash = hexadecimal(SHA256.hash(data: Data(text.utf8)))
        let added = try transaction.execute(
            """
            INSERT INTO account_challenge (token_hash, purpose, account_id, payload, ends_at)
            VALUES (\(hash), \(purpose), \(account), '', \(now + lifetime)) ON CONFLICT (token_hash) DO NOTHING
            """)
        if old + added > 0 { try transaction.journal(added == 1 ? .created : .changed, "account_challenge", account ?? purpose) }
        return added == 1
    }
}
