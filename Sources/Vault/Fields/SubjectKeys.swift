import Crypto
import Foundation

/// The data keys of some subjects, for the time of one session: a page of a hundred people asks the database once.
///
/// Not to be kept: a key that is destroyed must be gone everywhere.
package struct SubjectKeys: Sendable {
    let keys: [String: SymmetricKey]
    let erased: Set<String>

    package func isErased(_ subject: String) -> Bool { erased.contains(subject) }

    package func seal(_ text: String, at place: SealedPlace) throws -> SealedValue {
        try SealedValue(Data(text.utf8), by: key(of: place.subject), context: place.context)
    }

    package func open(_ value: SealedValue, at place: SealedPlace) throws -> String {
        guard let clear = try value.opened(by: key(of: place.subject), context: place.context) else {
            throw VaultError.altered(table: place.field.table, column: place.field.column)
        }
        return String(decoding: clear, as: UTF8.self)
    }

    private func key(of subject: String) throws -> SymmetricKey {
        if let key = keys[subject] { return key }
        throw erased.contains(subject) ? VaultError.erased : VaultError.unknownSubject
    }
}
