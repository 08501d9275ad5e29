import Core
import Crypto
import Foundation

/// The master keys that were given to this process, by version; the highest is the newest.
///
/// They are never in the database. Written as one line a version: the number, a space, 32 bytes in hexadecimal.
package struct MasterKeys: Sendable {
    private let keys: [Int: SymmetricKey]

    /// - Throws: a `Refusal` naming the line that cannot be read.
    package init(text: String, from place: String) throws {
        var keys: [Int: SymmetricKey] = [:]
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "," }
        for (index, line) in lines.enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.isEmpty || words[0].hasPrefix("#") { continue }
            guard words.count == 2, let version = Int(words[0]), version > 0, let bytes = Data(hexadecimal: words[1]), bytes.count == 32
            else { throw Self.unreadable(place, index + 1) }
            guard keys[version] == nil else {
                throw Refusal("version \(version) of the master key is there twice; keep one line", at: .init(file: place, line: index + 1))
            }
            keys[version] = SymmetricKey(data: bytes)
        }
        guard !keys.isEmpty else {
            throw Refusal("there is no master key in it; put the file back, or name another", at: .init(file: place))
        }
        self.keys = keys
    }

    private init(keys: [Int: SymmetricKey]) { self.keys = keys }

    /// One new key, version 1.
    package static func random() -> MasterKeys { MasterKeys(keys: [1: SymmetricKey(size: .bits256)]) }

    package var versions: [Int] { keys.keys.sorted() }
    package var newest: Int { keys.keys.max() ?? 0 }

    /// The same keys and one new version behind them.
    package func addingVersion() -> MasterKeys {
        MasterKeys(keys: keys.merging([newest + 1: SymmetricKey(size: .bits256)]) { old, _ in old })
    }

    package func removing(version: Int) -> MasterKeys { MasterKeys(keys: keys.filter { $0.key != version }) }

    subscript(version: Int) -> SymmetricKey? { keys[version] }

    /// As the key file holds them. A secret.
    var text: String {
        let lines = versions.map { version in "\(version) \(keys[version].map(\.bytes)?.hexadecimal ?? "")\n" }
        return "# Master keys of Parvis: a version and 32 bytes a line. Keep a copy elsewhere: without it nothing sealed can be read.\n"
            + lines.joined()
    }

    private static func unreadable(_ place: String, _ line: Int) -> Refusal {
        Refusal("a line is a version (1, 2…), a space and 64 hexadecimal digits; correct it", at: .init(file: place, line: line))
    }
}

extension SymmetricKey {
    var bytes: Data { withUnsafeBytes { Data($0) } }
}
