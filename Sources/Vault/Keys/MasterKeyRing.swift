import Crypto
import Synchronization

/// The master keys of this process; read again when the database names a version that was not there at the start.
final class MasterKeyRing: Sendable {
    private let source: KeySource
    private let keys: Mutex<MasterKeys>

    init(source: KeySource, keys: MasterKeys) {
        self.source = source
        self.keys = Mutex(keys)
    }

    func reload() throws -> MasterKeys {
        let read = try source.read()
        keys.withLock { $0 = read }
        return read
    }

    func key(_ version: Int) throws -> SymmetricKey {
        if let key = keys.withLock({ $0[version] }) { return key }
        guard let key = try reload()[version] else { throw VaultError.missingVersion(version) }
        return key
    }
}
