import Crypto
import Foundation

/// A 256-bit key encrypted by a master key: format, nonce, ciphertext, tag.
struct WrappedKey: Sendable, Hashable {
    let version: Int
    let bytes: [UInt8]

    private static let format: UInt8 = 1

    init(version: Int, bytes: [UInt8]) {
        self.version = version
        self.bytes = bytes
    }

    /// - Parameter owner: whose key it is; a wrapped key that was moved to another owner does not open.
    init(_ key: SymmetricKey, of owner: String, by master: SymmetricKey, version: Int) throws {
        let box = try AES.GCM.seal(key.bytes, using: master, authenticating: Self.context(owner, version))
        self.version = version
        bytes = [Self.format] + (box.combined ?? Data())
    }

    func unwrapped(of owner: String, by master: SymmetricKey) throws -> SymmetricKey {
        guard bytes.first == Self.format else { throw VaultError.newerFormat }
        guard let box = try? AES.GCM.SealedBox(combined: bytes.dropFirst()),
            // Any failure says the same: these are not the key and the master that belong together.
            let key = try? AES.GCM.open(box, using: master, authenticating: Self.context(owner, version))
        else { throw VaultError.wrongMasterKey(version) }
        return SymmetricKey(data: key)
    }

    private static func context(_ owner: String, _ version: Int) -> Data {
        Context("parvis key 1", [String(version), owner]).bytes
    }
}

/// Several words as bytes that no other words give: each with its length before it.
struct Context {
    let bytes: Data

    init(_ purpose: String, _ words: [String]) {
        var bytes = Data()
        for word in [purpose] + words {
            withUnsafeBytes(of: UInt32(word.utf8.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: word.utf8)
        }
        self.bytes = bytes
    }
}
