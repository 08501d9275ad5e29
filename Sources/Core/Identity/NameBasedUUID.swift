import Foundation

/// A UUID made from a name, so that the same record of the same source has the same identifier on every machine and
/// in every run (RFC 9562, version 8: 122 bits of a 128-bit FNV-1a hash; not a secret, never used as one).
package func nameBasedUUID(_ source: String, _ name: String) -> String {
    var hash = UInt128(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    let prime = UInt128(0x0000_0000_0100_0000_0000_0000_0000_013b)
    for byte in "\(source)\u{1f}\(name)".utf8 {
        hash = (hash ^ UInt128(byte)) &* prime
    }
    var bytes = withUnsafeBytes(of: hash.bigEndian, Array.init)
    bytes[6] = bytes[6] & 0x0f | 0x80
    bytes[8] = bytes[8] & 0x3f | 0x80
    let hex = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return cuts.map { cut in String(Array(hex)[cut]) }.joined(separator: "-")
}
