import Core
import Crypto
import Foundation

/// Passphrases that were stolen elsewhere, as a file the operator makes with `scripts/breached-list`: read offline, never sent anywhere.
///
/// The file is the line `parvis-breached 1` and then the first eight bytes of each SHA-1, sorted. It is mapped, not read:
/// it costs no memory. Eight bytes of a hash are taken for another one once in ten billion looks at a list of a billion.
package struct BreachedPassphrases: Sendable {
    private let file: Data
    private static let header = Data("parvis-breached 1\n".utf8)
    private static let width = 8

    /// - Throws: a `Refusal` for a file of another format.
    package init(file url: URL) throws {
        let file: Data
        do {
            file = try Data(contentsOf: url, options: .alwaysMapped)
        } catch {
            throw Refusal("the list of breached passphrases cannot be read; make it with scripts/breached-list", at: .init(file: url.path))
        }
        guard file.starts(with: Self.header), (file.count - Self.header.count) % Self.width == 0 else {
            throw Refusal("is not a list of breached passphrases; make it with scripts/breached-list", at: .init(file: url.path))
        }
        self.file = file
    }

    package var count: Int { (file.count - Self.header.count) / Self.width }

    func contain(_ passphrase: Passphrase) -> Bool {
        // SHA-1 is what such lists are made of; it protects nothing here.
        let wanted = number(Data(Insecure.SHA1.hash(data: Data(passphrase.text.utf8))), at: 0)
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            let found = number(file, at: Self.header.count + middle * Self.width)
            if found == wanted { return true }
            if found < wanted { low = middle + 1 } else { high = middle }
        }
        return false
    }

    private func number(_ data: Data, at offset: Int) -> UInt64 {
        data[data.startIndex + offset..<data.startIndex + offset + Self.width].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
