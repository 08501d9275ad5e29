import Crypto
import Foundation

/// Codes of six digits that change every thirty seconds (RFC 6238 with SHA-1, the one every app knows).
struct TOTP: Sendable {
    /// 160 bits, as RFC 4226 recommends.
    let seed: [UInt8]
    static let period: Int64 = 30

    /// The code of a step: seconds since 1970 divided by thirty.
    func code(step: Int64) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Data($0) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: seed)))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step whose code this is, one before or after now included, and later than the last one used; nothing for any other.
    func step(of typed: String, at seconds: Int64, after last: Int64) -> Int64? {
        let typed = typed.filter { !$0.isWhitespace }
        guard typed.utf8.count == 6 else { return nil }
        let now = seconds / Self.period
        // Every candidate is compared, so that the time does not tell which one was near.
        let found = [now, now - 1, now + 1].filter { isSame(code(step: $0), typed) }
        return found.first { $0 > last }
    }

    /// What an app reads from the picture.
    func address(issuer: String, account: String) -> String {
        func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
        return "otpauth://totp/\(encoded(issuer)):\(encoded(account))?secret=\(base32(seed))&issuer=\(encoded(issuer))"
    }

    private func isSame(_ a: String, _ b: String) -> Bool {
        zip(a.utf8, b.utf8).reduce(a.utf8.count == b.utf8.count ? 0 : 1) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// RFC 4648, 6, without padding.
func base32(_ bytes: some Sequence<UInt8>) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (text, buffer, bits) = ("", UInt32(0), 0)
    for byte in bytes {
        buffer = buffer << 8 | UInt32(byte)
        bits += 8
        while bits >= 5 {
            bits -= 5
            text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
        }
    }
    if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
    return text
}
