import Crypto
import Foundation

/// A SHA-256 hash of the journal: of an entry, of a tree, of a day.
package struct SealHash: Hashable, Sendable {
    private let words: SIMD4<UInt64>

    /// Nothing else has 32 bytes.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        var words = SIMD4<UInt64>()
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
        self.words = words
    }

    init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    static let length = 32

    /// What stands before the first day.
    package static let none = SealHash(words: SIMD4())

    private init(words: SIMD4<UInt64>) { self.words = words }

    package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    var base64: String { Data(bytes).base64EncodedString() }

    init?(base64: some StringProtocol) {
        guard let data = Data(base64Encoded: String(base64)), data.base64EncodedString() == base64 else { return nil }
        self.init(data)
    }

    /// The first bytes in hexadecimal, in groups of four digits, for a person to copy.
    package var written: String {
        bytes.prefix(10).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.chunked(2).joined(separator: " ")
    }

    /// RFC 6962: the hash of a leaf.
    package static func leaf(_ entry: some Collection<UInt8>) -> SealHash {
        var buffer: [UInt8] = [0]
        buffer.append(contentsOf: entry)
        return SealHash(SHA256.hash(data: buffer))
    }

    /// RFC 6962: the hash of two halves of a tree.
    package static func node(_ left: SealHash, _ right: SealHash) -> SealHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * length, alignment: 8) { buffer in
            buffer[0] = 1
            withUnsafeBytes(of: left.words) { UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: $0) }
            withUnsafeBytes(of: right.words) { UnsafeMutableRawBufferPointer(rebasing: buffer[33..<65]).copyMemory(from: $0) }
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return SealHash(hasher.finalize())
        }
    }
}

extension [String] {
    fileprivate func chunked(_ size: Int) -> [String] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)].joined() }
    }
}
