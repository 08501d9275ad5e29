/// Why a schema is left alone.
package enum MigrationRefusal: Error, Hashable, Sendable {
    /// The text of an applied migration is not the one that was applied.
    case changed(id: String)
    /// The database has a migration this program does not know: a newer version has been here.
    case newer(id: String)
    /// A migration comes before one that is already applied.
    case outOfOrder(id: String)
    case missing(ids: [String])
    case failed(id: String, reason: String)
    case repeated(id: String)
}

extension MigrationRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .changed(let id): "Migration \(id) was edited after it had been applied: put its text back and write a new one."
        case .newer(let id): "The database has migration \(id), which this version does not know: start the newer version."
        case .outOfOrder(let id): "Migration \(id) stands before one that has already been applied: add it at the end."
        case .missing(let ids): "The database lacks \(ids.joined(separator: ", ")): run “parvis migrate” first."
        case .failed(let id, let reason): "Migration \(id) failed and nothing of it was kept. \(reason)"
        case .repeated(let id): "Migration \(id) is in the list twice: give one of them another name."
        }
    }
}
