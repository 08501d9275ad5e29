import Core
import Foundation

/// Where the master keys come from.
package enum KeySource: Sendable {
    /// `PARVIS_KEYS`, or `keys` in the data folder of an embedded installation, which makes it at its first start.
    case file(KeyFile, isMadeWhenMissing: Bool)
    /// `PARVIS_MASTER_KEY`: 64 hexadecimal digits, or `1 …, 2 …`.
    case environment(String)
    case fixed(MasterKeys)

    /// What the configuration says; on PostgreSQL it has to say it, because every node needs the same.
    package static func configured(keys: String?, masterKey: String?, dataFolder: URL, isEmbedded: Bool) throws -> KeySource {
        switch (keys, masterKey) {
        case (_?, _?):
            throw Refusal("is set beside PARVIS_MASTER_KEY; set one of them", at: .init(field: "PARVIS_KEYS"))
        case (let path?, nil): return .file(KeyFile(path: path), isMadeWhenMissing: false)
        case (nil, let text?): return .environment(text)
        case (nil, nil) where isEmbedded:
            return .file(KeyFile(path: dataFolder.appending(path: "keys").path), isMadeWhenMissing: true)
        case (nil, nil):
            throw Refusal(
                "is not set; with PostgreSQL name the file of master keys that all nodes share (“parvis keys new” makes it), or set PARVIS_MASTER_KEY",
                at: .init(field: "PARVIS_KEYS"))
        }
    }

    package var file: KeyFile? { if case .file(let file, _) = self { file } else { nil } }

    func read() throws -> MasterKeys {
        switch self {
        case .file(let file, _): return try file.read()
        case .environment(let text):
            let lines = text.contains(where: { $0 == " " || $0 == "\n" }) ? text : "1 \(text)"
            return try MasterKeys(text: lines, from: "PARVIS_MASTER_KEY")
        case .fixed(let keys): return keys
        }
    }

    /// For a database that has sealed nothing yet.
    func readOrMake() throws -> MasterKeys {
        if case .file(let file, isMadeWhenMissing: true) = self, !file.exists { return try file.make() }
        return try read()
    }
}
