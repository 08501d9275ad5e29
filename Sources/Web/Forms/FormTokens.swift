import Crypto
import Foundation

/// Signed tokens that show a form was sent from a page of ours, not long ago; no cookie is needed.
package struct FormTokens: Sendable {
    package enum Verdict: Hashable, Sendable { case valid, expired, invalid }

    private let key: SymmetricKey
    /// Unix seconds.
    private let now: @Sendable () -> Int
    private let lifetime: Int

    /// - Parameters:
    ///   - key: at least 32 random bytes, the same on every node.
    ///   - lifetime: seconds a page may stay open before its form is sent.
    package init(key: Data, lifetime: Int = 6 * 3600, now: @escaping @Sendable () -> Int) {
        self.key = SymmetricKey(data: key)
        self.lifetime = lifetime
        self.now = now
    }

    /// The hidden field's value for one form, named by its purpose.
    package func token(for form: String) -> String {
        let time = String(now(), radix: 36)
        return time + "." + signature(time, form)
    }

    package func verdict(on token: String, for form: String) -> Verdict {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= 100, parts.count == 2, let time = Int(parts[0], radix: 36),
            let code = Self.bytes(parts[1]),
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data("\(parts[0])|\(form)".utf8), using: key)
        else { return .invalid }
        let age = now() - time
        return (-60...lifetime).contains(age) ? .valid : .expired
    }

    private func signature(_ time: String, _ form: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data("\(time)|\(form)".utf8), using: key)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ hexadecimal: Substring) -> [UInt8]? {
        let digits = Array(hexadecimal.utf8)
        guard digits.count == 64 else { return nil }
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) }
        return bytes.count == 32 ? bytes : nil
    }
}
