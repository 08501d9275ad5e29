import Database

/// How what must stay between few is kept in a row: City passes the vault's own.
///
/// The owner is whoever it belongs to (an account, a person): when their key is destroyed, nothing opens any more. The row is the
/// primary key of the row it stands in.
package struct Seal: Sendable {
    package typealias Close = @Sendable (_ text: String, _ owner: String, _ row: String, Transaction) throws -> [UInt8]
    package typealias Open = @Sendable (_ sealed: [UInt8], _ owner: String, _ row: String, Session) throws -> String

    let close: Close
    let open: Open

    package init(seal: @escaping Close, open: @escaping Open) {
        self.close = seal
        self.open = open
    }
}
