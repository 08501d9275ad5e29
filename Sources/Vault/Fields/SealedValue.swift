import Crypto
import Database
import Foundation

/// An encrypted value as a `BLOB` column holds it: format, nonce, ciphertext, tag (AES-256-GCM).
///
/// The clear text is filled up to a multiple of 16 bytes, so that its length tells little.
package struct SealedValue: Sendable, Hashable {
    let bytes: [UInt8]

    private static let format: UInt8 = 1
    private static let block = 16

    init(bytes: [UInt8]) { self.bytes = bytes }

    init(_ clear: some DataProtocol, by key: SymmetricKey, context: Data) throws {
        var padded = Data(clear)
        padded.append(0x80)
        padded.append(contentsOf: [UInt8](repeating: 0, count: (Self.block - padded.count % Self.block) % Self.block))
        let box = try AES.GCM.seal(padded, using: key, authenticating: context)
        bytes = [Self.format] + (box.combined ?? Data())
    }

    /// Nothing when it was altered or stands elsewhere than where it was sealed.
    func opened(by key: SymmetricKey, context: Data) throws -> Data? {
        guard bytes.first == Self.format else { throw VaultError.newerFormat }
        // Why it does not open is nobody's business: each failure means the same.
        guard let box = try? AES.GCM.SealedBox(combined: bytes.dropFirst()),
            let padded = try? AES.GCM.open(box, using: key, authenticating: context),
            let end = padded.lastIndex(of: 0x80)
        else { return nil }
        return Data(padded[..<end])
    }
}

extension SealedValue: SQLConvertible, Decodable {
    package static var sqlType: SQLType { .blob }
    package var sqlValue: SQLValue { .blob(bytes) }
    package init?(sqlValue: SQLValue) {
        guard case .blob(let bytes) = sqlValue else { return nil }
        self.init(bytes: bytes)
    }

    package init(from decoder: any Decoder) throws {
        bytes = try decoder.singleValueContainer().decode([UInt8].self)
    }
}
