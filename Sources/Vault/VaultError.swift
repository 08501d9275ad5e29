/// What the vault refuses, in a sentence that never contains a value.
package enum VaultError: Error, Hashable, Sendable {
    /// The subject's key was destroyed: what it sealed cannot be opened by anybody any more.
    case erased
    /// Nothing was ever sealed for this subject.
    case unknownSubject
    /// The sealed value was changed, or belongs to another table, column, row or subject.
    case altered(table: String, column: String)
    /// A newer version of the program sealed this.
    case newerFormat
    /// A key is wrapped by a version of the master key that this process does not have.
    case missingVersion(Int)
    /// The master key of that version is not the one this database was made with.
    case wrongMasterKey(Int)
}

extension VaultError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .erased: "This subject was erased: its key is destroyed and its sealed values cannot be opened any more."
        case .unknownSubject: "Nothing was ever sealed for this subject."
        case .altered(let table, let column):
            "A sealed value of \(table).\(column) was altered or moved: run “parvis verify” and restore it from a backup."
        case .newerFormat: "A sealed value was written by a newer version of Parvis: start that version."
        case .missingVersion(let version):
            "The database is sealed with version \(version) of the master key, which this Parvis was not given: add its line to the key file."
        case .wrongMasterKey(let version):
            "Version \(version) of the master key is not the one this database was made with: put the right key file back."
        }
    }
}
