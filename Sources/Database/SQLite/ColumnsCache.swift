import GRDB
import Synchronization

/// The columns of the statements kept prepared, so that their names are looked up once.
final class ColumnsCache: Sendable {
    private let known = Mutex<[String: Columns]>([:])

    func columns(of statement: Statement) -> Columns {
        let names = statement.columnNames
        if let columns = known.withLock({ $0[statement.sql] }), columns.names == names { return columns }
        let columns = Columns(names)
        known.withLock { $0[statement.sql] = columns }
        return columns
    }
}
