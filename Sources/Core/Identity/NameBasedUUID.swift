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
    return text(of: bytes)
}

/// Sixteen bytes as RFC 9562 writes them, in lower case.
private func text(of bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: 36) { buffer in
        var place = 0
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) {
                buffer[place] = UInt8(ascii: "-")
                place += 1
            }
            buffer[place] = digit(byte >> 4)
            buffer[place + 1] = digit(byte & 15)
            place += 2
        }
        return place
    }
}

private func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
}
