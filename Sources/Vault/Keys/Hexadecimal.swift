import Foundation

extension Sequence where Element == UInt8 {
    /// Two digits a byte, in lower case.
    var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

extension Data {
    /// Nothing when it is not pairs of hexadecimal digits.
    init?(hexadecimal text: some StringProtocol) {
        let digits = text.utf8.map { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 ? $0 - 48 : ($0 | 32) &- 87 }
        let areDigits = text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        guard areDigits, digits.count.isMultiple(of: 2) else { return nil }
        self.init(stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }
}
