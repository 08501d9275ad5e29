import Crypto
import Foundation

/// A random value given to one browser or one letter, of which the database keeps the hash.
struct Secret: Sendable {
    /// 256 bits in base64url: what the browser keeps.
    let token: String

    init(_ randomBytes: (Int) -> Data) {
        token = base64url(randomBytes(32))
    }

    /// One that somebody brings; nothing when it cannot be ours.
    init?(token: some StringProtocol) {
        let bytes = token.utf8
        guard bytes.count == 43, bytes.allSatisfy({ isBase64url($0) }) else { return nil }
        self.token = String(token)
    }

    /// What the database keeps. 256 random bits need no salt and no slow hash.
    var hash: String { hexadecimal(SHA256.hash(data: Data(token.utf8))) }

    /// Another value for one purpose, that tells nothing about this one.
    func derived(for purpose: String) -> String {
        hexadecimal(HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: SymmetricKey(data: Data(token.utf8))))
    }
}

private func isBase64url(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
    default: false
    }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// Bytes in base64url without padding (RFC 4648, 5).
func base64url(_ bytes: some Collection<UInt8>) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}

/// The bytes of a base64url text without padding; nothing for any other text.
func bytes(base64url text: some StringProtocol) -> [UInt8]? {
    guard text.utf8.allSatisfy({ isBase64url($0) }) else { return nil }
    let padded =
        String(text).replacing("-", with: "+").replacing("_", with: "/") + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Data(base64Encoded: padded).map(Array.init)
}
