import Crypto
import Database

extension Vault {
    /// Seals one value; makes the subject's key when it has none. Refused for a subject that was erased.
    package func seal(_ text: String, at place: SealedPlace, _ transaction: Transaction) throws -> SealedValue {
        try keys(of: [place.subject], making: transaction).seal(text, at: place)
    }

    /// Opens one value. Throws `VaultError.erased` for a subject that was erased.
    package func open(_ value: SealedValue, at place: SealedPlace, _ session: Session) throws -> String {
        try keys(of: [place.subject], session).open(value, at: place)
    }

    /// The keys of many subjects at once: one statement for a thousand.
    package func keys(of subjects: some Collection<String>, _ session: Session) throws -> SubjectKeys {
        var keys: [String: SymmetricKey] = [:]
        var erased: Set<String> = []
        for row in try VaultKeyRow.all(of: subjects, session) {
            guard let wrapped = row.wrappedKey else {
                erased.insert(row.subject)
                continue
            }
            keys[row.subject] = try wrapped.unwrapped(of: row.subject, by: ring.key(wrapped.version))
        }
        return SubjectKeys(keys: keys, erased: erased)
    }

    /// The same for sealing: subjects without a key get one, in this transaction.
    package func keys(of subjects: some Collection<String>, making transaction: Transaction) throws -> SubjectKeys {
        let known = try keys(of: subjects, transaction)
        let missing = Set(subjects).subtracting(known.keys.keys).subtracting(known.erased)
        if missing.isEmpty { return known }
        let version = try VaultRoot.version(transaction)
        let master = try ring.key(version)
        let made = try missing.sorted().map { subject in
            let key = SymmetricKey(size: .bits256)
            return (subject: subject, key: key, wrapped: try WrappedKey(key, of: subject, by: master, version: version))
        }
        try transaction.executeMany(made) { made in
            """
            INSERT INTO vault_key (subject, version, wrapped, created_at)
            VALUES (\(made.subject), \(version), \(made.wrapped.bytes), \(transaction.now))
            """
        }
        let keys = known.keys.merging(made.map { ($0.subject, $0.key) }) { old, _ in old }
        return SubjectKeys(keys: keys, erased: known.erased)
    }
}

/// One subject's key as the database holds it.
struct VaultKeyRow: Decodable {
    let subject: String
    let version: Int?
    let wrapped: [UInt8]?

    /// Nothing when the key was destroyed.
    var wrappedKey: WrappedKey? {
        guard let version, let wrapped else { return nil }
        return WrappedKey(version: version, bytes: wrapped)
    }

    static func all(of subjects: some Collection<String>, _ session: Session) throws -> [VaultKeyRow] {
        var rows: [VaultKeyRow] = []
        var rest = Array(Set(subjects))[...]
        while !rest.isEmpty {
            let part = rest.prefix(1_000)
            rest = rest.dropFirst(1_000)
            rows += try session.all(
                VaultKeyRow.self,
                "SELECT subject, version, wrapped FROM vault_key WHERE subject IN \(list: part) ORDER BY subject LIMIT 1000")
        }
        return rows
    }
}
