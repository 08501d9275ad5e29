import GRDB
import Synchronization

/// The columns of the statements kept prepared, so that their names are looked up once.
final class ColumnsCache: Sendable {
    private let known = Mutex<[String: Columns]>([:])

    /// By the text as it was given: asking the statement for it costs more than running it.
    func columns(of statement: Statement, text: String) -> Columns {
        let names = statement.columnNames
        if let columns = known.withLock({ $0[text] }), columns.names == names { return columns }
        let columns = Columns(names)
        known.withLock { $0[text] = columns }
        return columns
    }
}
