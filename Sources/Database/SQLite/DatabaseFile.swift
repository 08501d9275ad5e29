import Foundation

/// The file the connections hold open. Removed or replaced under them, it would still take writes, and nobody would ever find them.
struct DatabaseFile: Sendable {
    let path: String
    private let identity: Identity?

    private struct Identity: Equatable {
        let device: UInt64
        let number: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt64(status.st_dev)
            number = UInt64(status.st_ino)
        }
    }

    init(path: String) {
        self.path = path
        identity = Identity(path)
    }

    func requireInPlace() throws {
        guard identity != nil, Identity(path) == identity else {
            throw DatabaseError.unavailable(
                "its file was removed or replaced while it was open; put it back, or restore the last backup and start again")
        }
    }
}
